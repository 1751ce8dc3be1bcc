"""What the stand-in one-stop system reads from its environment."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated

from pydantic import AliasChoices, Field, SecretStr

from common.settings import ProcessSettings, Seconds


class SandboxStorage(ProcessSettings):
    """Where its own database lies; no secret is needed to read it."""

    sandbox_database: str = ""
    """SQLite file. Empty: `sandbox.sqlite` under `data_dir`."""

    @property
    def database_file(self) -> Path:
        """The SQLite file."""
        return Path(self.sandbox_database or Path(self.data_dir) / "sandbox.sqlite").resolve()


class SandboxSettings(SandboxStorage):
    """Settings of the server. It listens on loopback only."""

    sandbox_port: Annotated[int, Field(ge=1, le=65535)] = 8010
    sandbox_api_key: Annotated[
        SecretStr,
        Field(validation_alias=AliasChoices("SANDBOX_API_KEY", "ONE_STOP_API_KEY"), min_length=8),
    ]
    """The key its clients must show; a demo has one key for both sides."""
    sandbox_advance_every: Seconds = timedelta(seconds=60)
    """A few dossiers take their next step so often; 0 keeps all where they are."""
    sandbox_advance_count: Annotated[int, Field(ge=1)] = 2
