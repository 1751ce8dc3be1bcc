"""Reading and writing ratings in one transaction of the caller."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from feedback.progress import Key, RatedDossier
from feedback.tables import Answer, AppliedMessage, Rating


async def save_draft(
    session: AsyncSession, dossier: RatedDossier, rater_hash: str, now: datetime
) -> None:
    """Begin a rating, or refresh who handled the dossier while it is still a draft."""
    facts = asdict(dossier)
    begun = insert(Rating).values(rater_hash=rater_hash, started_at=now, **facts)
    await session.execute(
        begun.on_conflict_do_update(
            index_elements=[Rating.dossier_code, Rating.rater_hash],
            set_=facts,
            where=Rating.completed_at.is_(None),
        )
    )


async def find(
    session: AsyncSession, dossier_code: str, rater_hash: str, *, lock: bool = False
) -> Rating | None:
    """This person's rating of this dossier; `lock` keeps it from others until the commit."""
    query = select(Rating).where(
        Rating.dossier_code == dossier_code, Rating.rater_hash == rater_hash
    )
    return await session.scalar(query.with_for_update() if lock else query)


async def scores_of(session: AsyncSession, rating: Rating) -> dict[Key, int]:
    """The scores given so far."""
    rows = await session.execute(
        select(Answer.scheme, Answer.question, Answer.score).where(Answer.rating_id == rating.id)
    )
    return {(scheme, question): score for scheme, question, score in rows}


async def first_time(session: AsyncSession, rating: Rating, message_id: str, now: datetime) -> bool:
    """Note that `message_id` is applied; False where it was before."""
    noted = await session.scalar(
        insert(AppliedMessage)
        .values(rating_id=rating.id, message_id=message_id, applied_at=now)
        .on_conflict_do_nothing()
        .returning(AppliedMessage.rating_id)
    )
    return noted is not None


async def save_answer(
    session: AsyncSession, rating: Rating, key: Key, *, version: int, score: int, now: datetime
) -> None:
    """Set or replace the score of one question."""
    values = {"scheme_version": version, "score": score, "answered_at": now}
    given = insert(Answer).values(rating_id=rating.id, scheme=key[0], question=key[1], **values)
    await session.execute(
        given.on_conflict_do_update(
            index_elements=[Answer.rating_id, Answer.scheme, Answer.question], set_=values
        )
    )
