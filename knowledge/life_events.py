"""Life events: what must be done when a child is born, a house is built, somebody dies."""

from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, StringConstraints, ValidationError, model_validator

from knowledge.errors import UnreadableFile
from knowledge.lexicon import read_yaml
from knowledge.record import Part, ProcedureCode, Text
from knowledge.validation import what_is_wrong

EVENTS = Path(__file__).parent / "life_events"

EventId = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*$")]

MOST_STEPS = 5
"""What every channel can show as buttons under one message."""
MOST_PROCEDURES = 4
"""Of one step; beside them stands the way back."""

LEAST_EXAMPLES = 15


class StepProcedure(Part):
    """A procedure of a step and, where the step has several, what sets it apart there."""

    code: ProcedureCode
    label: str = ""


class Step(Part):
    """One thing to do.

    when: the condition in words, `nếu …`; empty: everybody does it. where: where to ask for what
    the records do not hold; a step has procedures, `where`, or both.
    """

    title: Text
    why: Text
    when: str = ""
    procedures: Annotated[tuple[StepProcedure, ...], Field(max_length=MOST_PROCEDURES)] = ()
    where: str = ""

    @model_validator(mode="after")
    def _leads_somewhere(self) -> "Step":
        if not self.procedures and not self.where:
            raise ValueError("bước phải có procedures hoặc where")
        if len(self.procedures) > 1 and not all(each.label for each in self.procedures):
            raise ValueError("bước có nhiều thủ tục thì thủ tục nào cũng phải có label")
        return self


class LifeEvent(Part):
    """An event and its steps in order.

    say: how people name it; `…` stands for up to three other words. alone: names that ask for help
    without a question. about: what people tell beside it without asking for it. unless: words
    beside which something else is meant. examples: questions that ask for everything it needs.
    """

    id: EventId
    title: Text
    say: Annotated[tuple[Text, ...], Field(min_length=1)]
    alone: tuple[Text, ...] = ()
    about: tuple[Text, ...] = ()
    unless: tuple[Text, ...] = ()
    steps: Annotated[tuple[Step, ...], Field(min_length=2, max_length=MOST_STEPS)]
    examples: Annotated[tuple[Text, ...], Field(min_length=LEAST_EXAMPLES)]

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of all its procedures, in order."""
        return tuple(each.code for step in self.steps for each in step.procedures)


def read_life_events(folder: Path = EVENTS) -> tuple[LifeEvent, ...]:
    """The events in the YAML files of `folder`, by file name, which is the id.

    Raises UnreadableFile, saying which file is wrong and why.
    """
    return tuple(_read(file) for file in sorted(folder.glob("*.yaml")))


@cache
def shipped_life_events() -> tuple[LifeEvent, ...]:
    """The events of this repository. Raises UnreadableFile."""
    return read_life_events()


def _read(file: Path) -> LifeEvent:
    try:
        event = LifeEvent.model_validate(read_yaml(file))
    except ValidationError as error:
        raise UnreadableFile(f"{file.name}: {what_is_wrong(error)}") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UnreadableFile(f"{file.name}: không đọc được như YAML.") from error
    if event.id != file.stem:
        raise UnreadableFile(f"{file.name}: id là “{event.id}”, phải trùng với tên tệp.")
    return event
