"""`python -m actions`: the action server on 127.0.0.1."""

from functools import partial

import uvicorn

from actions.desk import open_desk
from actions.server import create_app
from actions.settings import ActionsSettings
from common.logging import configure_logging


def main() -> None:
    """Serve until a signal ends it. Raises pydantic.ValidationError where a setting is missing."""
    settings = ActionsSettings()
    configure_logging("actions", settings.log_level)
    uvicorn.run(
        create_app(partial(open_desk, settings)),
        host="127.0.0.1",
        port=settings.actions_port,
        log_config=None,
        access_log=False,
    )


if __name__ == "__main__":
    main()
