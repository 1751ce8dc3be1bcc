"""Danger to life comes before everything else."""

from datetime import date
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints

from actions.base import DialogueAction
from actions.reply import Reply
from actions.turn import Turn

_CERTAIN = 0.97
"""What the engine is surer of is an emergency, whatever search makes of its words."""

_DATA = Path(__file__).with_name("data") / "emergency.yaml"


class EmergencyLine(BaseModel):
    """A number to call and what it is for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: Annotated[str, StringConstraints(pattern=r"^\d{3,10}$")]
    purpose: str


class EmergencyLines(BaseModel):
    """The lines with where they were read and when."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    checked: date
    lines: tuple[EmergencyLine, ...]


def emergency_lines(path: Path = _DATA) -> EmergencyLines:
    """The numbers of `path`. Raises ValueError if the file is not as described."""
    return EmergencyLines.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


class Emergency(DialogueAction):
    """Say whom to call."""

    action_name = "action_emergency"
    intents = ("emergency",)

    async def respond(self, turn: Turn, reply: Reply) -> None:
        """See `DialogueAction`."""
        lines = emergency_lines().lines
        if turn.confidence < _CERTAIN and await self._is_procedure(turn):
            reply.say(self.say.text("emergency_brief", lines=lines))
            await self.follow(turn.text, turn, reply)
        else:
            reply.say(self.say.text("emergency", lines=lines))

    async def _is_procedure(self, turn: Turn) -> bool:
        """Whether search knows exactly what is meant: `tôi bị mất căn cước` is no emergency."""
        finding = await self.desk.knowledge.ask(turn.text)
        return finding.decision == "answer"
