"""The action server: rasa-sdk's executor behind two routes, for the engine on this machine.

rasa-sdk's own server listens on all interfaces, allows every origin and repeats the tracker in
its 500 answers, so its executor is served here instead.
"""

import logging
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from pydantic import TypeAdapter
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

from actions.desk import Desk
from actions.dialogue import Dialogue

log = structlog.get_logger()

_CALL = TypeAdapter(dict[str, Any])

OpenDesk = Callable[[], AbstractAsyncContextManager[Desk]]


def executor_for(desk: Desk) -> ActionExecutor:
    """rasa-sdk's executor with all our actions."""
    # It logs one line for each registered and each executed action; our actions log themselves.
    logging.getLogger("rasa_sdk").setLevel(logging.WARNING)
    executor = ActionExecutor()
    for action in Dialogue(desk).actions:
        executor.register_action(action)
    return executor


def create_app(open_desk: OpenDesk) -> FastAPI:
    """The server. It answers only once the desk is open, so also `/health` says ready only then."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_desk() as desk:
            app.state.executor = executor_for(desk)
            app.state.desk = desk
            yield

    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.add_api_route("/health", health, methods=["GET"])
    app.add_api_route("/webhook", webhook, methods=["POST"])
    return app


async def health(request: Request) -> JSONResponse:
    """200 with the number of procedures that can be found; 503 while there is none."""
    procedures = request.app.state.desk.knowledge.size
    status = "ready" if procedures else "no_procedures"
    return JSONResponse(
        {"status": status, "procedures": procedures}, status_code=200 if procedures else 503
    )


async def webhook(request: Request) -> JSONResponse:
    """Run one action, answering as rasa-sdk does: 400 a form rejects, 404 no such action.

    A failed action is 500; the log has its trace, the answer nothing of the conversation.
    """
    try:
        call = action_call(await request.body(), request.headers.get("content-encoding", ""))
    except ValueError:
        return JSONResponse({"error": "Invalid body request"}, status_code=400)
    try:
        result = await request.app.state.executor.run(call)
    except ActionExecutionRejection as rejected:
        return refused(rejected, 400)
    except ActionNotFoundException as missing:
        log.warning("action_unknown", action=missing.action_name)
        return refused(missing, 404)
    except Exception as error:
        named = {"action": call.get("next_action"), "conversation_id": call.get("sender_id")}
        log.exception("action_failed", kind=type(error).__name__, **named)
        return JSONResponse({"error": "action failed"}, status_code=500)
    return JSONResponse(result.model_dump() if result else None)


def action_call(body: bytes, encoding: str) -> dict[str, Any]:
    """The call in `body`, deflated or not. Raises ValueError if it is no JSON object.

    Where the engine leaves out the domain, an empty one stands in: no action of ours reads it, and
    rasa-sdk 3.21 would ask for it with a status that Rasa 3.6 does not know.
    """
    try:
        plain = zlib.decompress(body) if encoding == "deflate" else body
    except zlib.error as error:
        raise ValueError("not deflated") from error
    call = _CALL.validate_json(plain)
    return {**call, "domain": call.get("domain") or {}}


def refused(error: ActionExecutionRejection | ActionNotFoundException, status: int) -> JSONResponse:
    """What Rasa expects beside a status other than 200."""
    body = {"error": error.message, "action_name": error.action_name}
    return JSONResponse(body, status_code=status)
