"""The knowledge base as the actions use it: ask, read, look through."""

import asyncio
import time
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

import structlog
from sqlalchemy.exc import SQLAlchemyError

from common.database import Sessions, address_of
from knowledge.answering import MOST_HITS, Answerer, answerer
from knowledge.choices import Choice
from knowledge.corpus import Entry, EntryRepository
from knowledge.finding import Finding
from knowledge.life_events import LifeEvent, shipped_life_events
from knowledge.published import PublishedProcedure
from knowledge.record import Aspect
from knowledge.repository import FieldCount, ProcedureRepository
from knowledge.rows import VIETNAM
from knowledge.search_settings import SearchSettings
from knowledge.searching import Tools, tools

__all__ = ["Choice", "Finding", "Knowledge"]

CHECK_EVERY = 0.2
"""Seconds between two looks at the revision of the records: a change is found within a second."""

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

    def __init__(self, sessions: Sessions, using: Tools, answerer: Answerer, state: _State) -> None:
        """Use `open`."""
        self._sessions = sessions
        self._tools = using
        self._answerer = answerer
        self._state = state
        self._checked = time.monotonic()
        self._renewal: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, sessions: Sessions, settings: SearchSettings | None = None) -> "Knowledge":
        """Load the encoder, read the entries and build the index.

        The national list takes half a minute of one core at the first start; later the vectors are
        there. Raises OSError or pydantic.ValidationError if the encoder or a table of words cannot
        be read.
        """
        using = await asyncio.to_thread(tools, settings or SearchSettings(), address_of(sessions))
        state, entries = await _read(sessions)
        built = await asyncio.to_thread(answerer, entries, using, _logged, state.revision)
        return cls(sessions, using, built, state)

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
        ask = partial(
            self._answerer.ask,
            question,
            current=current,
            current_aspect=current_aspect,
            limit=limit,
        )
        # Memory takes milliseconds of the processor; a database is waited for.
        return ask() if self._tools.database is None else await asyncio.to_thread(ask)

    async def procedure(self, code: str) -> PublishedProcedure | None:
        """The procedure of that code, or None if there is none in force."""
        async with self._sessions() as session:
            return await ProcedureRepository(session).published(code)

    def life_events(self) -> tuple[LifeEvent, ...]:
        """The life events, by id."""
        return shipped_life_events()

    def life_event(self, event: str) -> LifeEvent | None:
        """The life event of that id, or None if there is none."""
        return next((each for each in self.life_events() if each.id == event), None)

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
        """Look for changed records all the time; so also the first question sees them."""
        while True:
            await asyncio.sleep(CHECK_EVERY)
            self._renew_when_due()

    async def close(self) -> None:
        """Stop a renewal under way."""
        if self._renewal is not None:
            self._renewal.cancel()
            await asyncio.gather(self._renewal, return_exceptions=True)
        if self._tools.database is not None:
            self._tools.database.close()

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
        self._answerer = await asyncio.to_thread(
            answerer, entries, self._tools, _logged, state.revision
        )
        self._state = state
        _log.info("knowledge.renewed", revision=state.revision, procedures=len(entries))


def _logged(done: int, new: int) -> None:
    _log.info("knowledge.encoding", done=done, new=new)


async def _read(sessions: Sessions) -> tuple[_State, list[Entry]]:
    async with sessions() as session:
        repository = EntryRepository(session)
        return await _state(repository), await repository.entries()


async def _state(repository: EntryRepository) -> _State:
    return _State(await repository.revision(), datetime.now(VIETNAM).date())
