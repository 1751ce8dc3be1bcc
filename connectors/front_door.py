"""What every request passes first: a size limit, an id for the logs, headers that protect pages."""

from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOO_LARGE = "Nội dung gửi lên quá lớn. Anh/chị vui lòng gửi tin nhắn ngắn hơn."

PROTECTION = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class FrontDoor:
    """ASGI middleware; plain ASGI, so that event streams pass through it unbuffered."""

    def __init__(self, app: ASGIApp, *, max_body_bytes: int) -> None:
        self._app = app
        self._max_body_bytes = max_body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        request_id = headers.get("x-request-id", "")[:36] or str(uuid4())
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)

        async def label(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                answer["X-Request-ID"] = request_id
                for name, value in PROTECTION.items():
                    answer[name] = value
                # Asked for again each time: no part of the page outlives a new version.
                answer.setdefault("Cache-Control", "no-cache")
            await send(message)

        app = JSONResponse({"detail": TOO_LARGE}, 413) if self._too_large(headers) else self._app
        await app(scope, receive, label)

    def _too_large(self, headers: Headers) -> bool:
        # Without a length the size is not known before it is read: refused as well.
        length = headers.get("content-length", "0")
        return (
            "transfer-encoding" in headers
            or not length.isdigit()
            or int(length) > self._max_body_bytes
        )
