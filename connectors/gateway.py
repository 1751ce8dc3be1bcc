"""The gateway process: takes messages from the internet and shows the chat page."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx
import structlog
import uvicorn
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from psycopg_pool import PoolTimeout
from sqlalchemy import text
from sqlalchemy.exc import InterfaceError, OperationalError
from starlette.exceptions import HTTPException

from common.database import sessions_for
from common.embedded import database_url
from common.errors import AppError, NotFound, ServiceUnavailable
from common.logging import configure_logging
from connectors.engine import RasaEngine
from connectors.front_door import FrontDoor
from connectors.inbox import Inbox
from connectors.limits import RateLimits
from connectors.queue import open_queue
from connectors.settings import GatewaySettings
from connectors.wakeups import Wakeups, running
from connectors.webchat.routes import router as webchat
from connectors.webchat.service import WebChatService

log = structlog.get_logger()

PAGE = Path(__file__).parent / "webchat" / "page"
POOL_SIZE = 20

BAD_REQUEST = "Yêu cầu không đúng mẫu. Anh/chị vui lòng tải lại trang và thử lại."


def make_app(settings: GatewaySettings) -> FastAPI:
    """The gateway as the settings want it; its parts live as long as it runs."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            await wire(app, settings, stack)
            log.info("gateway_ready", port=settings.port)
            yield

    app = FastAPI(title="Một Cửa", lifespan=lifespan, docs_url=None, redoc_url=None)
    app.add_middleware(FrontDoor, max_body_bytes=settings.max_body_bytes)
    app.add_exception_handler(AppError, on_app_error)
    app.add_exception_handler(HTTPException, on_http_error)
    app.add_exception_handler(RequestValidationError, on_invalid)
    for away in (OperationalError, InterfaceError, PoolTimeout):
        app.add_exception_handler(away, on_database_away)
    app.add_exception_handler(Exception, on_crash)
    app.add_api_route("/health", health, methods=["GET"])
    app.include_router(webchat)
    app.mount("/", StaticFiles(directory=PAGE, html=True))
    return app


async def wire(app: FastAPI, settings: GatewaySettings, stack: AsyncExitStack) -> None:
    """Open what the routes need and leave it on `app.state`."""
    url = database_url(settings.database_url, settings.data_dir)
    sessions = await stack.enter_async_context(sessions_for(url, pool_size=POOL_SIZE))
    queue = open_queue(url)
    await stack.enter_async_context(queue.open_async())
    wakeups = Wakeups(url)
    await stack.enter_async_context(running(wakeups))
    client = await stack.enter_async_context(httpx.AsyncClient(base_url=settings.engine_url))
    app.state.sessions = sessions
    app.state.engine = RasaEngine(client)
    limits = RateLimits(
        redis_url=settings.redis_url,
        messages_per_minute=settings.messages_per_minute,
        conversations_per_minute=settings.conversations_per_minute,
    )
    stack.push_async_callback(limits.close)
    app.state.limits = limits
    app.state.webchat = WebChatService(
        sessions, Inbox(sessions, queue), wakeups, settings.secret_key.get_secret_value()
    )


async def health(request: Request) -> JSONResponse:
    """200 while messages can be taken in; says whether they are answered at once."""
    async with request.app.state.sessions() as session:
        await session.execute(text("SELECT 1"))
    return JSONResponse({"database": True, "engine": await request.app.state.engine.is_ready()})


async def on_app_error(_request: Request, error: Exception) -> JSONResponse:
    """Expected errors: their own status and sentence."""
    expected = error if isinstance(error, AppError) else AppError()
    return JSONResponse({"detail": expected.message}, status_code=expected.status)


async def on_http_error(_request: Request, error: Exception) -> JSONResponse:
    """Unknown addresses and methods, in the citizen's language."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = NotFound.message if status == NotFound.status else BAD_REQUEST
    return JSONResponse({"detail": detail}, status_code=status)


async def on_invalid(_request: Request, error: Exception) -> JSONResponse:
    """A body that does not fit the contract; the log names the fields, never the values."""
    if isinstance(error, RequestValidationError):
        log.info("request_invalid", fields=[list(map(str, e["loc"])) for e in error.errors()])
    return JSONResponse({"detail": BAD_REQUEST}, status_code=422)


async def on_database_away(_request: Request, error: Exception) -> JSONResponse:
    """Nothing can be stored: say so, so that the page keeps the message and offers it again."""
    log.error("database_away", error=type(error).__name__)
    return JSONResponse({"detail": ServiceUnavailable.message}, status_code=503)


async def on_crash(_request: Request, error: Exception) -> JSONResponse:
    """What nobody expected: a plain sentence outside, the trace in the log."""
    log.error("request_crashed", exc_info=error)
    return JSONResponse({"detail": AppError.message}, status_code=500)


def main() -> None:
    """Entry point: `python -m connectors.gateway`."""
    settings = GatewaySettings()
    configure_logging("gateway", settings.log_level)
    uvicorn.run(
        make_app(settings),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=3,
    )


if __name__ == "__main__":
    main()
