"""Settings of the action server."""

from pathlib import Path

from pydantic import Field

from common.settings import KeyedSettings
from dossiers.settings import DossierSettings

TEMPLATES = Path(__file__).parents[1] / "bot" / "templates"


class ActionsSettings(KeyedSettings, DossierSettings):
    """The process the engine calls for everything the assistant can do. Listens on loopback."""

    actions_port: int = Field(default=5055, ge=1, le=65535)
    templates: Path = TEMPLATES
    """Wording of what actions say."""
    database_pool: int = Field(default=5, gt=0)
    """Connections kept to PostgreSQL; as many again at peaks."""
