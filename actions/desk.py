"""What actions work with: opened once when the server starts, closed when it stops."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from actions.settings import ActionsSettings
from actions.wording import Wording, now
from common.database import sessions_for
from common.embedded import database_url
from dossiers.service import Dossiers
from feedback.service import Feedback
from knowledge.service import Knowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The province's records, its dossiers and its ratings, and the words to speak of them."""

    knowledge: Knowledge
    dossiers: Dossiers
    feedback: Feedback
    wording: Wording
    now: Callable[[], datetime] = now


@asynccontextmanager
async def open_desk(settings: ActionsSettings) -> AsyncIterator[Desk]:
    """The desk on the configured database and one-stop system, for the length of the block."""
    url = database_url(settings.database_url, settings.data_dir)
    async with AsyncExitStack() as stack:
        sessions = await stack.enter_async_context(
            sessions_for(url, pool_size=settings.database_pool)
        )
        knowledge = await Knowledge.open(sessions)
        stack.push_async_callback(knowledge.close)
        stack.callback(asyncio.create_task(knowledge.keep_current()).cancel)
        yield Desk(
            knowledge=knowledge,
            dossiers=await stack.enter_async_context(Dossiers.open(settings, sessions)),
            feedback=Feedback.open(sessions, settings.secret_key.get_secret_value()),
            wording=Wording(settings.templates),
        )
