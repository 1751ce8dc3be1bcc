"""Why a question is not answered with a procedure."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a question is not answered with a procedure."""

    OUT_OF_SCOPE = "out_of_scope"
    """Not about an administrative procedure at all."""
    NOT_IN_RECORDS = "not_in_records"
    """About one that the records do not hold."""
    NEEDS_PERSON = "needs_person"
    """Hands over secrets, or asks to act in someone's place."""
    DOSSIER_QUESTION = "dossier_question"
    """About the handling of a dossier that was handed in."""
    OTHER_MINISTRY = "other_ministry"
    """About a procedure of a ministry whose records are not here."""
    ABUSE = "abuse"
    """Insults the assistant or somebody else."""
    EMERGENCY = "emergency"
    """Somebody is in danger: 113, 114, 115 help, not a procedure."""
    UNCLEAR = "unclear"
    """Says too little to know what is meant."""


def reason_for_nothing(told: float, administrative: bool) -> Reason:
    """Why nothing is answered that is like nothing known.

    told: how much the question tells, 0 for nothing. administrative: whether it uses words of
    procedures.
    """
    if told <= 0:
        return Reason.UNCLEAR
    return Reason.NOT_IN_RECORDS if administrative else Reason.UNCLEAR
