"""What every one-stop system is for us: find a dossier, check its holder, say that it lives."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from dossiers.code import DossierCode
from dossiers.status import Status


@dataclass(frozen=True, slots=True)
class Agency:
    """The agency that handles a dossier (cơ quan giải quyết)."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Officer:
    """The officer in charge (cán bộ thụ lý)."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier as its one-stop system shows it now.

    Who handed it in is not part of it: name, phone and identity number never reach us.
    """

    code: DossierCode
    procedure_code: str
    """National code `d.dddddd`; empty where the system does not say."""
    procedure_name: str
    status: Status
    local_status: str
    """The system's own words, which may say more than the national status does."""
    agency: Agency
    unit: str
    """Department or desk inside the agency; empty where unknown."""
    officer: Officer | None
    received_at: datetime
    due_at: datetime | None
    """Appointment: when the result was promised."""
    finished_at: datetime | None
    reason: str
    """Why it was refused, stopped or sent back, in the agency's words; else empty."""
    missing_papers: tuple[str, ...]
    supplement_by: date | None
    fee_to_pay: int
    """In đồng; 0 where nothing is to be paid."""
    result_place: str


class OneStopSystem(Protocol):
    """A province's one-stop system.

    Every call answers or raises within six seconds.
    Raises OneStopUnavailable if the system is down, slow or failing; OneStopRefused if it rejects
    our key or breaks its contract.
    """

    @property
    def name(self) -> str:
        """Name of the system, as in its status table."""
        ...

    async def find(self, code: DossierCode) -> Dossier | None:
        """The dossier with this code; None where the system has none."""
        ...

    async def check_holder(self, code: DossierCode, last_digits: str) -> bool:
        """Whether the holder's phone or identity number ends in `last_digits`.

        The system compares; False also where it has no such dossier, after the same time.
        """
        ...

    async def health(self) -> bool:
        """Whether the system says that it works. Never raises."""
        ...

    async def aclose(self) -> None:
        """Let go of connections; the system is not used afterwards."""
        ...
