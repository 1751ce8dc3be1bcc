"""Settings of the gateway and of the worker."""

from datetime import timedelta
from pathlib import Path

from pydantic import Field

from common.settings import KeyedSettings, ProcessSettings

NOTICES = Path(__file__).parents[1] / "bot" / "notices.yml"


class GatewaySettings(KeyedSettings):
    """The process that faces the internet."""

    host: str = "127.0.0.1"
    port: int = 8000
    engine_url: str = "http://127.0.0.1:5005"
    max_body_bytes: int = Field(default=256 * 1024, gt=0)
    """A longer web chat request is refused with 413."""
    messages_per_minute: int = Field(default=600, gt=0)
    """Of one web chat conversation."""
    conversations_per_minute: int = Field(default=1200, gt=0)
    """New web chat conversations of one network address; many citizens share one."""


class WorkerSettings(ProcessSettings):
    """The process that takes messages from the queue."""

    engine_url: str = "http://127.0.0.1:5005"
    engine_timeout: timedelta = timedelta(seconds=10)
    """A turn that takes longer counts as failed, so that the citizen is told within 15 s."""
    concurrency: int = Field(default=32, gt=0)
    """Conversations answered at the same time."""
    retry_at_most: timedelta = timedelta(seconds=15)
    """Longest pause between two tries at a message while the engine is away."""
    give_up_after: timedelta = timedelta(hours=24)
    """After this a message is marked failed and the citizen is told so."""
    notices: Path = NOTICES
    """Wording of what the gateway itself says."""
