"""The encoder of search: how it is made, and how it reads texts at run time (docs/encoder.md)."""
