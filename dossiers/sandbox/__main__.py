"""`python -m dossiers.sandbox` serves the stand-in one-stop system on loopback.

`--show-demo` prints dossiers to try, one a line: code, last four digits, what it shows.
"""

import argparse

import uvicorn

from common.logging import configure_logging
from dossiers.sandbox.app import create_app
from dossiers.sandbox.demo import demo_dossiers
from dossiers.sandbox.settings import SandboxSettings


def main() -> None:
    """Serve, or print the demo dossiers."""
    parser = argparse.ArgumentParser(prog="python -m dossiers.sandbox", description=__doc__)
    parser.add_argument("--show-demo", action="store_true", help="print dossiers to try and end")
    if parser.parse_args().show_demo:
        show_demo()
        return
    settings = SandboxSettings()
    configure_logging("sandbox", settings.log_level)
    uvicorn.run(
        create_app(settings),
        host="127.0.0.1",
        port=settings.sandbox_port,
        log_config=None,
        ws="none",
        timeout_graceful_shutdown=3,
        server_header=False,
    )


def show_demo() -> None:
    """One demo dossier a line."""
    for demo in demo_dossiers():
        print(f"{demo.code:<27}{demo.last_digits}  {demo.procedure_name}: {demo.shows}")


if __name__ == "__main__":
    main()
