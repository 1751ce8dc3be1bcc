"""What every process reads from its environment. Each process has its own class beside its code."""

import re
from datetime import timedelta
from typing import Annotated

from pydantic import BeforeValidator, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


def _seconds(value: object) -> object:
    """A bare number in the environment is a number of seconds."""
    if isinstance(value, str) and re.fullmatch(r"\d+(?:\.\d+)?", value):
        return float(value)
    return value


Seconds = Annotated[timedelta, BeforeValidator(_seconds)]
"""A length of time, written as seconds (`2.5`) or as ISO 8601 (`PT15M`)."""


class ProcessSettings(BaseSettings):
    """Base of the settings of one process; values come from environment variables.

    No secret has a default: a process without its secrets does not start.
    """

    # Values stay out of error messages: one of them may be a secret.
    model_config = SettingsConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    database_url: str = ""
    """PostgreSQL, `postgresql://…`. Empty: the embedded server under `data_dir`."""
    redis_url: str = ""
    """Redis, `redis://…`. Empty: memory of the process."""
    data_dir: str = "var"
    """Folder of what this machine keeps: embedded database, logs, generated secrets."""
    log_level: str = "INFO"


class KeyedSettings(ProcessSettings):
    """A process that pseudonymises people."""

    secret_key: SecretStr
    """Keys the hashes that stand for people (channel users, raters). At least 32 characters."""
