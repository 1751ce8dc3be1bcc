"""What citizens read about one code: the curated wording where it exists, else the national."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.national.names import level_named, short_name
from knowledge.national.record import NationalProcedure, Note
from knowledge.record import CuratedProcedure, Example, Procedure

Origin = Literal["curated", "national"]


@dataclass(frozen=True, slots=True)
class PublishedProcedure:
    """One procedure that is in force today.

    short_name: the curator's, or the national name without `Thủ tục` and without its level.
    distinction: what sets it apart from look-alikes; may be empty.
    warnings: of the shown record, `kind:part` (kinds: Caveat in knowledge/national/record.py).
    national: the national record of the same code, also where the curated one is shown.
    needs_review: the national facts changed after the curated wording was checked.
    """

    record: Procedure
    origin: Origin
    short_name: str
    aliases: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    distinction: str = ""
    warnings: tuple[str, ...] = ()
    national: NationalProcedure | None = None
    needs_review: bool = False

    @property
    def code(self) -> str:
        """National code, `d.dddddd`."""
        return self.record.code

    @property
    def name(self) -> str:
        """Full name."""
        return self.record.name

    @property
    def stale_parts(self) -> frozenset[str]:
        """Fields of `record` that speak of the abolished district level: not to be shown."""
        return self._parts_warned("stale_district")

    @property
    def raw_parts(self) -> frozenset[str]:
        """Fields of `record` that are incomplete because their table stayed a text, see `notes`."""
        return self._parts_warned("kept_raw")

    def notes(self, part: str) -> Sequence[Note]:
        """What the shown record says about `part` (a field name) outside its table."""
        if isinstance(self.record, NationalProcedure):
            return tuple(note for note in self.record.notes if note.part == part)
        return ()

    def _parts_warned(self, kind: str) -> frozenset[str]:
        pairs = (warning.partition(":") for warning in self.warnings)
        return frozenset(part for found, _, part in pairs if found == kind and part)


def published_curated(
    record: CuratedProcedure,
    national: NationalProcedure | None = None,
    *,
    warnings: tuple[str, ...] = (),
    needs_review: bool = False,
) -> PublishedProcedure:
    """The curated record as citizens read it."""
    return PublishedProcedure(
        record=record,
        origin="curated",
        short_name=record.short_name,
        aliases=record.aliases,
        examples=record.examples,
        distinction=record.distinction,
        warnings=warnings,
        national=national,
        needs_review=needs_review,
    )


def published_national(record: NationalProcedure) -> PublishedProcedure:
    """The national record as citizens read it, for a code nobody curated yet."""
    return PublishedProcedure(
        record=record,
        origin="national",
        short_name=short_name(record.name),
        distinction=level_named(record.name),
        warnings=record.warnings,
        national=record,
    )
