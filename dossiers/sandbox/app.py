"""The stand-in one-stop system as a web application."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import structlog
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException as StarletteHTTPException

from dossiers.sandbox import api, control
from dossiers.sandbox.api import NoDossier
from dossiers.sandbox.contract import Loi
from dossiers.sandbox.modes import Switch
from dossiers.sandbox.settings import SandboxSettings
from dossiers.sandbox.store import Store

log = structlog.get_logger(__name__)

_DESCRIPTION = (
    "Hệ thống một cửa giả lập của một tỉnh hư cấu, dùng để chạy thử và làm mẫu: hệ thống một cửa "
    "thật kết nối bằng cách đáp ứng các địa chỉ trong nhóm Hồ sơ và /health. "
    "Mọi cơ quan, cán bộ, hồ sơ và con số ở đây đều là hư cấu."
)
_ERROR_CODES = {401: "SAI_KHOA", 422: "SAI_DU_LIEU", 500: "LOI_NOI_BO", 503: "TAM_NGUNG"}


def create_app(settings: SandboxSettings) -> FastAPI:
    """The application; its database is opened (and made, where missing) when it starts."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        store = await asyncio.to_thread(Store.open, settings.database_file, renew=True)
        app.state.store = store
        mover = asyncio.create_task(_keep_moving(store, settings))
        try:
            yield
        finally:
            mover.cancel()
            with suppress(asyncio.CancelledError):
                await mover
            store.close()

    app = FastAPI(
        title="Một cửa giả lập",
        version="1.0",
        description=_DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        responses={422: {"model": Loi, "description": "Dữ liệu gửi lên không đúng cấu trúc."}},
    )
    app.state.switch = Switch()
    app.state.api_key = settings.sandbox_api_key.get_secret_value()
    app.include_router(api.router)
    app.include_router(control.router)
    app.add_exception_handler(StarletteHTTPException, _on_http_error)
    app.add_exception_handler(RequestValidationError, _on_bad_data)
    app.middleware("http")(_log_call)
    return app


async def _keep_moving(store: Store, settings: SandboxSettings) -> None:
    seconds = settings.sandbox_advance_every.total_seconds()
    while seconds > 0:
        await asyncio.sleep(seconds)
        moved = await asyncio.to_thread(store.advance, settings.sandbox_advance_count)
        log.info("sandbox_advanced", moved=moved)


async def _log_call(
    request: Request, call_next: Callable[[Request], Awaitable[Response]]
) -> Response:
    request_id = request.headers.get("X-Request-ID", "")[:64]
    response = await call_next(request)
    # The template of the path, not the path: it would name the dossier.
    route = getattr(request.scope.get("route"), "path", "")
    log.info("sandbox_answered", route=route, status=response.status_code, request_id=request_id)
    return response


async def _on_http_error(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException | StarletteHTTPException) else 500
    code = "KHONG_TIM_THAY" if isinstance(error, NoDossier) else _ERROR_CODES.get(status, "LOI")
    detail = str(getattr(error, "detail", "")) or "Có lỗi xảy ra."
    body = Loi(ma_loi=code, thong_bao=detail).model_dump(by_alias=True)
    return JSONResponse(body, status)


async def _on_bad_data(_request: Request, _error: Exception) -> Response:
    """Without FastAPI's echo of what was sent: it may hold digits of a phone number."""
    body = Loi(ma_loi=_ERROR_CODES[422], thong_bao="Dữ liệu gửi lên không đúng cấu trúc.")
    return JSONResponse(body.model_dump(by_alias=True), 422)
