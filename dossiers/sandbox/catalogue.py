"""The invented province as data: agencies, procedures, statuses and the fixed demo dossiers."""

from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

DATA = Path(__file__).parent / "data"


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SeedAgency(_Data):
    """An agency, with the numbers it has in dossier codes."""

    id: str
    kind: str
    name: str
    desk: str
    unit: str
    new_unit: str
    legacy: bool = False
    departments: tuple[str, ...]
    officers: dict[str, str]
    """Names under ids."""


class SeedProcedure(_Data):
    """A procedure and what its dossiers look like."""

    code: str
    name: str
    kind: str
    """Kind of agency that handles it."""
    department: int
    """Which of the agency's departments."""
    days: int
    fee: int
    papers: str
    """Group of papers that may be missing."""


class SeedStatus(_Data):
    """A status of the system's own list."""

    code: str
    name: str
    next: dict[str, int] = {}
    asks: Literal["papers", "fee"] | None = None
    has_result: bool = False
    ends: bool = False
    reasons: tuple[str, ...] = ()


class SeedDemo(_Data):
    """A dossier that stays as it is. received: days ago; due: days ahead."""

    key: str
    procedure: str
    agency: str
    status: str
    received: int
    due: int
    digits: Annotated[str, Field(pattern=r"^\d{4}$")]
    online: bool = False
    shows: str


class Catalogue(_Data):
    """Everything the database is made from."""

    province: str
    """Its code, `H22`."""
    agencies: tuple[SeedAgency, ...]
    papers: dict[str, tuple[str, ...]]
    procedures: tuple[SeedProcedure, ...]
    statuses: tuple[SeedStatus, ...]
    demo: tuple[SeedDemo, ...]

    @model_validator(mode="after")
    def _has_no_loose_ends(self) -> Self:
        codes = {status.code for status in self.statuses}
        if loose := {code for status in self.statuses for code in status.next} - codes:
            raise ValueError(f"next statuses that do not exist: {loose}")
        kinds = {agency.kind for agency in self.agencies}
        if loose := {procedure.kind for procedure in self.procedures} - kinds:
            raise ValueError(f"no agency of kind {loose}")
        return self

    def agency(self, agency_id: str) -> SeedAgency:
        """Raises KeyError if there is none."""
        return {agency.id: agency for agency in self.agencies}[agency_id]

    def procedure(self, code: str) -> SeedProcedure:
        """Raises KeyError if there is none."""
        return {procedure.code: procedure for procedure in self.procedures}[code]

    def status(self, code: str) -> SeedStatus:
        """Raises KeyError if there is none."""
        return {status.code: status for status in self.statuses}[code]


def _read(name: str) -> Any:
    return yaml.safe_load((DATA / name).read_text("utf-8"))


@cache
def catalogue() -> Catalogue:
    """The data shipped with the sandbox. Raises pydantic.ValidationError if they do not fit."""
    province, procedures = _read("province.yaml"), _read("procedures.yaml")
    return Catalogue.model_validate(
        {
            "province": province["code"],
            "agencies": province["agencies"],
            "papers": procedures["papers"],
            "procedures": procedures["procedures"],
            "statuses": _read("statuses.yaml")["statuses"],
            "demo": _read("demo.yaml"),
        }
    )
