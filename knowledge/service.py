"""The knowledge base as the actions use it: ask, read, look through."""

import asyncio
import time
from dataclasses import dataclass
from datetime import date, datetime

import structlog
from sqlalchemy.exc import SQLAlchemyError

from common.database import Sessions
from knowledge.answering import MOST_HITS, Answerer, lexical_answerer
from knowledge.choices import Choice
from knowledge.corpus import Entry, EntryRepository
from knowledge.finding import Finding
from knowledge.lexicon import Lexicon
from knowledge.published import PublishedProcedure
from knowledge.record import Aspect
from knowledge.repository import FieldCount, ProcedureRepository
from knowledge.rows import VIETNAM
from knowledge.search_settings import SearchSettings

__all__ = ["Choice", "Finding", "Knowledge"]

CHECK_EVERY = 1.0
"""Seconds between two looks at the revision of the records."""

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _State:
    """What the records were when an index was built: their revision and the day (validity)."""

    revision: int
    day: date


class Knowledge:
    """Procedures in force, searched in memory and read from the database.

    The index is built at the start and again, in the background and one at a time, when the
    records change; questions are answered from the old one until the new one is there.
    """

    def __init__(
        self, sessions: Sessions, words: Lexicon, answerer: Answerer, state: _State
    ) -> None:
        """Use `open`."""
        self._sessions = sessions
        self._words = words
        self._answerer = answerer
        self._state = state
        self._checked = time.monotonic()
        self._renewal: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, sessions: Sessions, settings: SearchSettings | None = None) -> "Knowledge":
        """Read the entries and build the index (about a second for the national list).

        Raises OSError or pydantic.ValidationError if a table of words cannot be read.
        """
        words = (settings or SearchSettings()).lexicon()
        state, entries = await _read(sessions)
        answerer = await asyncio.to_thread(lexical_answerer, entries, words)
        return cls(sessions, words, answerer, state)

    @property
    def size(self) -> int:
        """Procedures that can be found."""
        return self._answerer.size

    async def ask(
        self,
        question: str,
        *,
        current: str | None = None,
        current_aspect: Aspect | None = None,
        limit: int = MOST_HITS,
    ) -> Finding:
        """Decide on a question; see `Answerer.ask`. Waits for neither database nor index."""
        self._renew_when_due()
        return self._answerer.ask(
            question, current=current, current_aspect=current_aspect, limit=limit
        )

    async def procedure(self, code: str) -> PublishedProcedure | None:
        """The procedure of that code, or None if there is none in force."""
        async with self._sessions() as session:
            return await ProcedureRepository(session).published(code)

    async def fields(self) -> list[FieldCount]:
        """Fields with their number of procedures, the largest first."""
        async with self._sessions() as session:
            return await ProcedureRepository(session).fields()

    async def browse(
        self, field: str, *, limit: int = 10, offset: int = 0
    ) -> list[PublishedProcedure]:
        """One page of the procedures of `field` (as `fields` spells it), by short name."""
        async with self._sessions() as session:
            return await ProcedureRepository(session).by_field(field, limit, offset)

    async def renewed(self) -> None:
        """Return once the index is that of the records as they are now."""
        while self._renewal is not None:
            await self._renewal
        await self._renew()

    async def keep_current(self) -> None:
        """Look for changed records every second, for ever; so also the first question sees them."""
        while True:
            await asyncio.sleep(CHECK_EVERY)
            self._renew_when_due()

    async def close(self) -> None:
        """Stop a renewal under way."""
        if self._renewal is not None:
            self._renewal.cancel()
            await asyncio.gather(self._renewal, return_exceptions=True)

    def _renew_when_due(self) -> None:
        if self._renewal is None and time.monotonic() - self._checked >= CHECK_EVERY:
            self._renewal = asyncio.create_task(self._renew())
            self._renewal.add_done_callback(self._renewal_ended)

    def _renewal_ended(self, _task: asyncio.Task[None]) -> None:
        self._renewal = None
        self._checked = time.monotonic()

    async def _renew(self) -> None:
        try:
            async with self._sessions() as session:
                repository = EntryRepository(session)
                state = await _state(repository)
                if state == self._state:
                    return
                entries = await repository.entries()
        except (SQLAlchemyError, OSError):
            _log.warning("knowledge.renewal_failed", revision=self._state.revision)
            return
        self._answerer = await asyncio.to_thread(lexical_answerer, entries, self._words)
        self._state = state
        _log.info("knowledge.renewed", revision=state.revision, procedures=len(entries))


async def _read(sessions: Sessions) -> tuple[_State, list[Entry]]:
    async with sessions() as session:
        repository = EntryRepository(session)
        return await _state(repository), await repository.entries()


async def _state(repository: EntryRepository) -> _State:
    return _State(await repository.revision(), datetime.now(VIETNAM).date())
