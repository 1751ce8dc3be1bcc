"""JSON logs without personal data, with the ids that join one message's way through the processes.

Redaction is the second line of defence: log calls pass ids and counts, never what a citizen wrote.
"""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any, TextIO

import structlog

_SECRET_KEYS = re.compile(
    r"token|secret|password|authorization|cookie|api_?key|phone|identity|cccd|cmnd|"
    r"(?:^|_)(?:text|name|full_name|applicant|address|email|comment|question|payload|body)$",
    re.IGNORECASE,
)
_PATTERNS = (
    # Bearer tokens and long opaque strings.
    (re.compile(r"(?i)bearer\s+\S+"), "[token]"),
    (re.compile(r"\b[A-Za-z0-9_-]{32,}\b(?<![0-9a-f-]{36})"), "[token]"),
    # Vietnamese phone numbers, also spaced or with +84.
    (re.compile(r"(?<![\w.-])(?:\+?84|0)(?:[ .-]?\d){9,10}(?![\w-])"), "[phone]"),
    # Identity numbers: 12 digits (căn cước) or 9 (old CMND).
    (re.compile(r"(?<![\w.-])\d{12}(?![\w-])|(?<![\w.-])\d{9}(?![\w-])"), "[identity]"),
)
_NAMED = re.compile(
    r"(?i)\b(họ (?:và )?tên|tên tôi là|tôi tên(?: là)?|ông|bà|anh|chị)[:\s]+"
    r"((?:[A-ZĐÀ-Ỹ][\wÀ-ỹ]*\s?){2,5})"
)


def redact_text(text: str) -> str:
    """`text` with phones, identity numbers, tokens and introduced names replaced by their kind."""
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    return _NAMED.sub(lambda m: f"{m[1]} [name]" if m[2][:1].isupper() else m[0], text)


def _redact(value: Any) -> Any:
    if isinstance(value, str):
        return redact_text(value)
    if isinstance(value, Mapping):
        return {
            k: "[redacted]" if _SECRET_KEYS.search(str(k)) else _redact(v) for k, v in value.items()
        }
    if isinstance(value, list | tuple | set):
        return [_redact(v) for v in value]
    return value


def redact_event(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """structlog processor: no value under a telling key, no telling value under any key."""
    for key, value in list(event.items()):
        if key in {"timestamp", "level", "process", "request_id", "conversation_id", "message_id"}:
            continue
        event[key] = "[redacted]" if _SECRET_KEYS.search(key) else _redact(value)
    return event


def configure_logging(process: str, level: str = "INFO", stream: TextIO | None = None) -> None:
    """Send structlog and standard logging to `stream` (stdout), one JSON object a line.

    process: name of this process, on every line. Call once, before the first log call.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _with_process(process),
        structlog.processors.format_exc_info,
        redact_event,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, _drop_arguments],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    # These log the URL or the arguments of every call.
    for noisy in ("httpx", "httpcore", "procrastinate", "uvicorn.access", "sanic.access"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def _with_process(process: str) -> structlog.typing.Processor:
    def add(
        _logger: Any, _method: str, event: MutableMapping[str, Any]
    ) -> MutableMapping[str, Any]:
        event["process"] = process
        return event

    return add


def _drop_arguments(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    event.pop("positional_args", None)
    return event
