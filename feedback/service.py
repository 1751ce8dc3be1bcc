"""Rating a dossier: begin, answer one question at a time, comment, change within the window.

Every step is committed before it returns: an interrupted rating goes on where it stopped.
"""

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Self

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from common.database import Sessions
from common.privacy import keyed_hash
from common.text import clean
from feedback import repository
from feedback.errors import RatingClosed, RatingNotStarted, UnknownAnswer
from feedback.progress import Progress, RatedDossier, progress_of, required_complete
from feedback.scheme import SCHEMES_FOLDER, Scheme, load_schemes, schemes_on
from feedback.tables import Rating

CHANGE_WINDOW = timedelta(hours=24)
COMMENT_LIMIT = 2000
"""Characters kept of a comment, the length one Zalo message can have."""
VIETNAM = timezone(timedelta(hours=7))

log = structlog.get_logger()


class Feedback:
    """The ratings of one province. `rater` is always the channel's pseudonym of the person."""

    def __init__(
        self,
        sessions: Sessions,
        secret: str,
        schemes: tuple[Scheme, ...],
        change_window: timedelta = CHANGE_WINDOW,
    ) -> None:
        self._sessions = sessions
        self._secret = secret
        self._schemes = schemes
        self._change_window = change_window

    @classmethod
    def open(cls, sessions: Sessions, secret: str, schemes: Path = SCHEMES_FOLDER) -> Self:
        """Load the schemes of the folder.

        secret: keys the raters' hashes, at least 32 characters.
        Raises ValueError where the secret is too short or a scheme file is wrong.
        """
        keyed_hash(secret, "rater", "")
        return cls(sessions, secret, load_schemes(schemes))

    async def start(self, dossier: RatedDossier, rater: str, now: datetime) -> Progress:
        """Begin or resume. A rating already complete is returned as it is."""
        async with self._sessions.begin() as session:
            await repository.save_draft(session, dossier, self._hash(rater), now)
            rating = await self._locked(session, dossier.dossier_code, rater)
            return await self._progress(session, rating)

    async def current(self, dossier_code: str, rater: str) -> Progress | None:
        """This person's rating of this dossier, None where none was begun."""
        async with self._sessions() as session:
            rating = await repository.find(session, dossier_code, self._hash(rater))
            return await self._progress(session, rating) if rating else None

    async def answer(
        self,
        dossier_code: str,
        rater: str,
        scheme: str,
        question: int,
        score: int,
        message_id: str,
        now: datetime,
    ) -> Progress:
        """Give or change the score of one question; the same message never counts twice.

        Raises RatingNotStarted, RatingClosed, UnknownAnswer.
        """
        async with self._sessions.begin() as session:
            rating = await self._locked(session, dossier_code, rater)
            version = self._known(rating, scheme, question, score).version
            if await self._accepts(session, rating, message_id, now):
                key = (scheme, question)
                await repository.save_answer(
                    session, rating, key, version=version, score=score, now=now
                )
                await self._complete(session, rating, now)
            return await self._progress(session, rating)

    async def comment(
        self, dossier_code: str, rater: str, text: str, message_id: str, now: datetime
    ) -> Progress:
        """Keep what the person adds in own words; empty: nothing to add.

        Raises RatingNotStarted, RatingClosed.
        """
        async with self._sessions.begin() as session:
            rating = await self._locked(session, dossier_code, rater)
            if await self._accepts(session, rating, message_id, now):
                rating.comment = clean(text)[:COMMENT_LIMIT]
            return await self._progress(session, rating)

    def _hash(self, rater: str) -> str:
        return keyed_hash(self._secret, "rater", rater)

    def _asked(self, rating: Rating) -> tuple[Scheme, ...]:
        """The schemes of the day the rating was begun: a later version does not change it."""
        return schemes_on(self._schemes, rating.started_at.astimezone(VIETNAM).date())

    def _known(self, rating: Rating, scheme: str, question: int, score: int) -> Scheme:
        found = next((each for each in self._asked(rating) if each.id == scheme), None)
        asked = found.question(question) if found else None
        if found is None or asked is None or asked.label_of(score) is None:
            raise UnknownAnswer
        return found

    async def _locked(self, session: AsyncSession, dossier_code: str, rater: str) -> Rating:
        rating = await repository.find(session, dossier_code, self._hash(rater), lock=True)
        if rating is None:
            raise RatingNotStarted
        return rating

    async def _accepts(
        self, session: AsyncSession, rating: Rating, message_id: str, now: datetime
    ) -> bool:
        if not await repository.first_time(session, rating, message_id, now):
            return False
        if rating.completed_at and now > rating.completed_at + self._change_window:
            raise RatingClosed
        return True

    async def _complete(self, session: AsyncSession, rating: Rating, now: datetime) -> None:
        if rating.completed_at is None and required_complete(
            self._asked(rating), await repository.scores_of(session, rating)
        ):
            rating.completed_at = now
            log.info("rating_completed", rating_id=rating.id)

    async def _progress(self, session: AsyncSession, rating: Rating) -> Progress:
        return progress_of(
            rating.dossier_code,
            self._asked(rating),
            await repository.scores_of(session, rating),
            comment=rating.comment,
            completed_at=rating.completed_at,
            change_window=self._change_window,
        )
