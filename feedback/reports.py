"""What managers may read of ratings: scores by dossier, officer and agency, never who rated."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from feedback.tables import Answer, Rating


@dataclass(frozen=True, slots=True)
class RatingTotal:
    """Sum of the answers one valid rating gave under one scheme."""

    dossier_code: str
    agency_id: str
    officer_id: str | None
    scheme: str
    scheme_version: int
    total: int
    completed_at: datetime


async def totals(session: AsyncSession, dossier_code: str | None = None) -> list[RatingTotal]:
    """Totals of valid ratings, by time of completion; of one dossier where its code is given."""
    query = (
        select(
            Rating.dossier_code,
            Rating.agency_id,
            Rating.officer_id,
            Answer.scheme,
            Answer.scheme_version,
            func.sum(Answer.score),
            Rating.completed_at,
        )
        .join(Answer, Answer.rating_id == Rating.id)
        .where(Rating.completed_at.is_not(None))
        .group_by(Rating.id, Answer.scheme, Answer.scheme_version)
        .order_by(Rating.completed_at, Rating.id, Answer.scheme)
    )
    if dossier_code is not None:
        query = query.where(Rating.dossier_code == dossier_code)
    rows = await session.execute(query)
    return [
        RatingTotal(dossier, agency, officer, scheme, version, total, completed_at)
        for dossier, agency, officer, scheme, version, total, completed_at in rows
        if completed_at
    ]
