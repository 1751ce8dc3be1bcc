"""The jobs of the worker."""

import procrastinate
import structlog
from procrastinate.jobs import Job

from common.database import Sessions
from connectors.answering import Answering, AnswerLater
from connectors.conversations import ConversationRepository
from connectors.queue import ANSWER, QUEUE, WAKE, enqueue

log = structlog.get_logger()


class WhenEngineIsBack(procrastinate.BaseRetryStrategy):
    """Try an `AnswerLater` again after the pause it names; a job that crashed, a little later.

    There is no last try: what ends a message is its age, which the answering looks at.
    """

    CRASH_PAUSE_SECONDS = 5

    def get_retry_decision(
        self,
        *,
        exception: BaseException,
        job: Job,  # noqa: ARG002 - procrastinate passes both
    ) -> procrastinate.RetryDecision | None:
        """See procrastinate's BaseRetryStrategy."""
        if isinstance(exception, AnswerLater):
            return procrastinate.RetryDecision(retry_in={"seconds": exception.pause.seconds})
        return procrastinate.RetryDecision(retry_in={"seconds": self.CRASH_PAUSE_SECONDS})


def register_tasks(queue: procrastinate.App, sessions: Sessions, answering: Answering) -> None:
    """Teach `queue` to run the jobs that the inbox and the answering put into it."""

    @queue.task(name=ANSWER, queue=QUEUE, retry=WhenEngineIsBack())
    async def answer(inbox_id: int, payload: str | None = None) -> None:
        with structlog.contextvars.bound_contextvars():
            await answering.answer(inbox_id, payload)

    @queue.task(name=WAKE, queue=QUEUE, retry=WhenEngineIsBack())
    async def wake(inbox_id: int, payload: str) -> None:
        await requeue(queue, sessions, inbox_id, payload)


async def requeue(
    queue: procrastinate.App, sessions: Sessions, inbox_id: int, payload: str
) -> None:
    """Put a deferred message back in its conversation's line."""
    async with sessions.begin() as session:
        entry = await ConversationRepository(session).entry(inbox_id)
        if entry is not None and entry.status == "deferred":
            await enqueue(queue, session, entry.conversation_id, inbox_id, payload)
