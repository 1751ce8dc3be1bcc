"""What search knows of each procedure: names, people's words for it, field and level."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from knowledge.curated import read_curated
from knowledge.national.names import level_named, short_name
from knowledge.national.read import read_national_export
from knowledge.national.record import NationalProcedure
from knowledge.questions import read_questions
from knowledge.record import CuratedProcedure, Level, Procedure
from knowledge.repository import ProcedureRepository
from knowledge.tables import ProcedureRow

SHIPPED = Path(__file__).parent / "procedures"
"""The starter records of this repository."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One procedure as search sees it.

    name: in full; short_name: without the word `Thủ tục` and without its level. distinction: what
    sets it apart from look-alikes, may be empty. aliases, examples: people's own words; only
    curated records have them. questions: as people put them (knowledge/questions.py).
    """

    code: str
    name: str
    short_name: str
    field: str
    levels: frozenset[Level] = frozenset()
    aliases: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    distinction: str = ""
    curated: bool = False
    questions: tuple[str, ...] = ()


def with_questions(
    entries: Iterable[Entry], questions: Mapping[str, tuple[str, ...]]
) -> list[Entry]:
    """`entries` with the questions known for their codes."""
    return [replace(entry, questions=questions.get(entry.code, ())) for entry in entries]


def entry_of(record: Procedure) -> Entry:
    """The entry of a national or a curated record."""
    if isinstance(record, CuratedProcedure):
        return Entry(
            code=record.code,
            name=record.name,
            short_name=record.short_name,
            field=record.field,
            levels=frozenset(record.levels),
            aliases=record.aliases,
            examples=tuple(example.text for example in record.examples),
            distinction=record.distinction,
            curated=True,
        )
    return Entry(
        code=record.code,
        name=record.name,
        short_name=short_name(record.name),
        field=record.field,
        levels=frozenset(record.levels),
        distinction=level_named(record.name),
    )


def entries_of_export(path: Path, shipped: Path = SHIPPED) -> list[Entry]:
    """The procedures of a national export; curated records replace those whose codes it contains.

    Records that cannot be understood are left out, as an import leaves them out.
    Raises UnreadableFile if the export or the folder of curated records cannot be read.
    """
    national = {
        record.code: entry_of(record)
        for record in read_national_export(path)
        if isinstance(record, NationalProcedure)
    }
    curated = {
        record.code: entry_of(record)
        for record in read_curated(shipped)
        if isinstance(record, CuratedProcedure)
    }
    found = [curated.get(code, entry) for code, entry in national.items()]
    return with_questions(found, read_questions())


class EntryRepository(ProcedureRepository):
    """Reads entries without the rest of the records, so that an index is rebuilt quickly."""

    async def entries(self) -> list[Entry]:
        """Every procedure in force, by code. Raises UnreadableFile for a file of questions."""
        record = ProcedureRow.record
        statement = (
            select(
                ProcedureRow.code,
                ProcedureRow.name,
                ProcedureRow.short_name,
                ProcedureRow.field,
                ProcedureRow.levels,
                ProcedureRow.origin,
                record["aliases"],
                record["examples"],
                record["distinction"].astext,
            )
            .where(*self._in_force())
            .order_by(ProcedureRow.code)
        )
        found = [_entry_of_row(*row) for row in await self._session.execute(statement)]
        return with_questions(found, read_questions())


def _entry_of_row(
    code: str,
    name: str,
    short: str,
    field: str,
    levels: list[str],
    origin: str,
    aliases: list[str] | None,
    examples: list[dict[str, Any]] | None,
    distinction: str | None,
) -> Entry:
    curated = origin == "curated"
    return Entry(
        code=code,
        name=name,
        short_name=short,
        field=field,
        levels=frozenset(Level(level) for level in levels),
        aliases=tuple(aliases or ()),
        examples=tuple(example["text"] for example in examples or ()),
        distinction=distinction or ("" if curated else level_named(name)),
        curated=curated,
    )
