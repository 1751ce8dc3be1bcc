"""A record as a row of `knowledge.procedure_record`."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta, timezone
from typing import Any

from knowledge.facts import Facts, facts_hash, facts_of
from knowledge.national.district import stale_parts
from knowledge.national.names import short_name
from knowledge.national.record import Caveat, NationalProcedure
from knowledge.published import Origin
from knowledge.record import CuratedProcedure, Procedure

VIETNAM = timezone(timedelta(hours=7))
"""Days of validity are days in Viet Nam, which has had no summer time since 1975."""


@dataclass(frozen=True, slots=True)
class NewRow:
    """Values of one row; `record` is JSON text. Review state is not part of it."""

    code: str
    origin: Origin
    name: str
    short_name: str
    field: str
    levels: list[str]
    decision: str
    valid_from: date | None
    valid_to: date | None
    last_checked: date | None
    source_url: str
    warnings: list[str]
    record: str
    content_hash: str
    facts: Facts

    @property
    def key(self) -> tuple[str, Origin]:
        """Primary key."""
        return self.code, self.origin

    def values(self) -> dict[str, Any]:
        """Columns by name."""
        columns = {name: getattr(self, name) for name in self.__slots__ if name != "facts"}
        return columns | {"facts_hash": facts_hash(self.facts)}


def row_of(record: Procedure) -> NewRow:
    """The row of a NationalProcedure or a CuratedProcedure."""
    curated = record if isinstance(record, CuratedProcedure) else None
    text = record.model_dump_json(exclude_defaults=True)
    return NewRow(
        code=record.code,
        origin="curated" if curated else "national",
        name=record.name,
        short_name=curated.short_name if curated else short_name(record.name),
        field=record.field,
        levels=[level.value for level in record.levels],
        decision=record.decision,
        valid_from=record.valid_from,
        valid_to=record.valid_to,
        last_checked=record.last_checked,
        source_url=record.source_url,
        warnings=_warnings(record),
        record=text,
        content_hash=hashlib.sha256(text.encode()).hexdigest(),
        facts=facts_of(record),
    )


def _warnings(record: Procedure) -> list[str]:
    if isinstance(record, NationalProcedure):
        return list(record.warnings)
    return [f"{Caveat.STALE_DISTRICT}:{part}" for part in stale_parts(record)]
