"""The ten national statuses and the tables that map each one-stop system's own list onto them."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from dossiers.formats import DATA


class Course(StrEnum):
    """Where a dossier goes from a status."""

    OPEN = "open"
    WAITS_FOR_CITIZEN = "waits_for_citizen"
    FINISHED = "finished"
    STOPPED = "stopped"


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NationalStatus(_Data):
    """One of the ten. `meaning` and `next_step` are sentences for citizens."""

    code: Annotated[int, Field(ge=1, le=99)]
    key: str
    name: str
    step: Annotated[int, Field(ge=1)]
    """How far a dossier in this status is, see `StatusList.steps`."""
    course: Course
    may_be_rated: bool = False
    """Forms to rate go out with receipt, supplement request, refusal and result
    (Circular 01/2018/TT-VPCP art. 12.2)."""
    meaning: str
    next_step: str


class UnknownStatus(_Data):
    """A status no mapping table knows. `words` are the one-stop system's own."""

    local_code: str
    words: str


Status = NationalStatus | UnknownStatus


class Completion(_Data):
    """The degree of completion: step `step` of `steps`, called `label`.

    stopped: handling ended there without a result.
    """

    step: int
    steps: int
    label: str
    stopped: bool


class StatusList(_Data):
    """The national list as published, with its source."""

    source: str
    certainty: str
    checked: date
    steps: tuple[str, ...]
    statuses: tuple[NationalStatus, ...]

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        codes = [status.code for status in self.statuses]
        if len(set(codes)) != len(codes):
            raise ValueError("two statuses share a code")
        if any(status.step > len(self.steps) for status in self.statuses):
            raise ValueError("a status names a step that is not in the list")
        return self

    def by_code(self) -> dict[int, NationalStatus]:
        """The statuses under their national code."""
        return {status.code: status for status in self.statuses}

    def completion(self, status: Status) -> Completion | None:
        """How far a dossier in `status` is; None for a status we do not know."""
        if isinstance(status, UnknownStatus):
            return None
        return Completion(
            step=status.step,
            steps=len(self.steps),
            label=self.steps[status.step - 1],
            stopped=status.course is Course.STOPPED,
        )


class SystemTable(_Data):
    """What we know of one one-stop system: its client and its statuses."""

    system: Annotated[str, Field(min_length=1, max_length=60)]
    title: str
    client: str
    """Name of the client that speaks to it, see `dossiers.registry`."""
    source: str
    checked: date
    statuses: Mapping[str, int]
    """Its own status codes, each with the code of a national status."""

    def status(self, local_code: str, words: str, national: StatusList) -> Status:
        """The national status of `local_code`, or the system's own `words`.

        Raises KeyError if the table points at a national code that is not in `national`;
        `system_table` refuses such a table when it is read.
        """
        code = self.statuses.get(local_code)
        if code is None:
            return UnknownStatus(local_code=local_code[:60], words=words[:200])
        return national.by_code()[code]


@cache
def national_statuses(path: Path = DATA / "statuses.yaml") -> StatusList:
    """The national list. Raises pydantic.ValidationError if the file is not as described."""
    return StatusList.model_validate(yaml.safe_load(path.read_text("utf-8")))


def system_table(name_or_path: str) -> SystemTable:
    """The table of a system shipped in data/systems/, or of a province's own file ending in .yaml.

    Raises ValueError if there is no such table or it points at a national code that does not exist.
    """
    own = name_or_path.endswith(".yaml")
    path = Path(name_or_path) if own else DATA / "systems" / f"{Path(name_or_path).name}.yaml"
    if not path.is_file():
        known = ", ".join(sorted(file.stem for file in (DATA / "systems").glob("*.yaml")))
        raise ValueError(f"No status table {name_or_path!r}; known systems: {known}.")
    table = SystemTable.model_validate(yaml.safe_load(path.read_text("utf-8")))
    missing = set(table.statuses.values()) - set(national_statuses().by_code())
    if missing:
        raise ValueError(f"{path.name} points at national statuses that do not exist: {missing}.")
    return table
