"""Who may see what of a dossier.

Knowing the code alone gives the code and the degree of completion (Circular 01/2018/TT-VPCP
art. 16.2d); the rest is for people who proved that the dossier is theirs.
"""

from dataclasses import dataclass
from datetime import date, datetime

from dossiers.protocol import Dossier
from dossiers.status import Completion, Course, NationalStatus, Status, StatusList, UnknownStatus


@dataclass(frozen=True, slots=True)
class UnverifiedView:
    """For anyone who knows the code. completion: None where the status is not a known one."""

    code: str
    completion: Completion | None


@dataclass(frozen=True, slots=True)
class VerifiedView:
    """For the holder. `status` is UnknownStatus where only the system's own words are known."""

    code: str
    completion: Completion | None
    status: Status
    local_status: str
    procedure_code: str
    procedure_name: str
    agency: str
    unit: str
    officer: str
    """Name of the officer in charge; empty where unknown."""
    received_at: datetime
    due_at: datetime | None
    finished_at: datetime | None
    overdue: bool
    """The appointment has passed and handling is not at its end."""
    reason: str
    missing_papers: tuple[str, ...]
    supplement_by: date | None
    fee_to_pay: int
    """In đồng; 0: nothing."""
    result_place: str


def unverified_view(dossier: Dossier, national: StatusList) -> UnverifiedView:
    """The little that is nobody's secret."""
    return UnverifiedView(str(dossier.code), national.completion(dossier.status))


def verified_view(dossier: Dossier, national: StatusList, now: datetime) -> VerifiedView:
    """All that concerns the holder, as of `now`."""
    return VerifiedView(
        code=str(dossier.code),
        completion=national.completion(dossier.status),
        status=dossier.status,
        local_status=dossier.local_status,
        procedure_code=dossier.procedure_code,
        procedure_name=dossier.procedure_name,
        agency=dossier.agency.name,
        unit=dossier.unit,
        officer=dossier.officer.name if dossier.officer else "",
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        finished_at=dossier.finished_at,
        overdue=_is_overdue(dossier, now),
        reason=dossier.reason,
        missing_papers=dossier.missing_papers,
        supplement_by=dossier.supplement_by,
        fee_to_pay=dossier.fee_to_pay,
        result_place=dossier.result_place,
    )


def _is_overdue(dossier: Dossier, now: datetime) -> bool:
    if dossier.due_at is None or dossier.finished_at is not None:
        return False
    match dossier.status:
        case NationalStatus(course=Course.FINISHED | Course.STOPPED):
            return False
        case NationalStatus() | UnknownStatus():
            return dossier.due_at < now
