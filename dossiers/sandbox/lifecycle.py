"""How dossiers move from one status to the next."""

from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from dossiers.sandbox.catalogue import Catalogue, SeedStatus
from dossiers.sandbox.tables import DossierRow

_DAYS_TO_SUPPLEMENT = 10


def next_status(dossier: DossierRow, catalogue: Catalogue) -> SeedStatus | None:
    """Where the dossier goes from here, the same each time it is asked; None at the end."""
    following = catalogue.status(dossier.status).next
    if not following:
        return None
    chance = Random(f"{dossier.code}:{dossier.moves}")  # noqa: S311 - invented dossiers, repeatable
    [code] = chance.choices(list(following), weights=list(following.values()))
    return catalogue.status(code)


def enter(dossier: DossierRow, status: SeedStatus, catalogue: Catalogue, now: datetime) -> None:
    """Put the dossier into `status`, with all that a citizen is then told."""
    procedure = catalogue.procedure(dossier.procedure_code)
    chance = Random(f"{dossier.code}:{status.code}")  # noqa: S311 - invented dossiers, repeatable
    papers = catalogue.papers[procedure.papers]
    asks_papers = status.asks == "papers"
    dossier.status, dossier.moved_at = status.code, now
    dossier.reason = chance.choice(status.reasons) if status.reasons else ""
    dossier.missing_papers = chance.sample(papers, k=chance.randint(1, 2)) if asks_papers else []
    dossier.supplement_by = (
        (now + timedelta(days=_DAYS_TO_SUPPLEMENT)).date() if asks_papers else None
    )
    dossier.fee_to_pay = (procedure.fee or 50_000) if status.asks == "fee" else 0
    if status.has_result or status.ends:
        dossier.finished_at = dossier.finished_at or now
    if status.has_result:
        dossier.result_place = dossier.agency.desk


def advance(session: Session, catalogue: Catalogue, count: int, now: datetime) -> int:
    """Let the `count` dossiers that waited longest take one step; returns how many did."""
    ends = [status.code for status in catalogue.statuses if not status.next]
    waiting = (
        select(DossierRow)
        .where(~DossierRow.fixed, DossierRow.status.not_in(ends))
        .order_by(DossierRow.moved_at, DossierRow.code)
        .limit(count)
    )
    moved = 0
    for dossier in session.scalars(waiting):
        following = next_status(dossier, catalogue)
        if following is not None:
            enter(dossier, following, catalogue, now)
            dossier.moves += 1
            moved += 1
    return moved
