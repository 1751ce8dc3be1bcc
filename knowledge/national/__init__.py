"""Reading the export of the National Public Service Portal, whose tables were flattened."""
