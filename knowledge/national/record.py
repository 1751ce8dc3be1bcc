"""A procedure as the national export tells it, with what could not be understood beside it."""

from enum import StrEnum

from knowledge.record import Part, Procedure, Text


class Caveat(StrEnum):
    """Why a text of a national record should not be shown as it stands."""

    STALE_DISTRICT = "stale_district"
    """Speaks of the district level, abolished on 1 July 2025."""
    KEPT_RAW = "kept_raw"
    """The flattened table could not be taken apart with certainty; its text is a note."""
    UNCLEAR_FEE = "unclear_fee"
    """An amount of the source cannot be meant (`20 VNĐ`) and is not given as a fee."""
    OTHER_PROVINCE = "other_province"
    """Names an office of one province, which need not be the reader's."""


class Note(Part):
    """Text of one part of the record (a field name of Procedure) that stayed text."""

    part: Text
    text: Text


class NationalProcedure(Procedure):
    """A Procedure read from the national export.

    warnings: `kind:part`, a Caveat and a field name, e.g. `stale_district:steps`.
    """

    notes: tuple[Note, ...] = ()
    warnings: tuple[str, ...] = ()
