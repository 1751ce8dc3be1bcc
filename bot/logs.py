"""The engine's log lines: where something went wrong and what kind it was, never what was said.

Rasa puts citizens' texts into its warnings, its error messages and, by way of exceptions, into its
tracebacks. So while the engine serves, a line carries the place in the code and the kind of error;
messages are written out only before that (nobody has said anything yet) and for our own loggers.
"""

import json
import logging
import sys
import traceback
import warnings
from datetime import datetime, timezone
from types import TracebackType
from typing import Any, TextIO

import structlog

_OUR_LOGGERS = "bot"
_KEPT_KEYS = frozenset({"event", "level"})
_FRAMES = 8
# Each of these has its own handlers or does not pass records on.
_SEPARATE_LOGGERS = ("sanic.root", "sanic.error", "sanic.access", "apscheduler", "tensorflow")


class EngineFormatter(logging.Formatter):
    """One JSON object a line. `discreet`: no message but those of our own loggers."""

    def __init__(self) -> None:
        """Open until the engine serves."""
        super().__init__()
        self.discreet = False

    def format(self, record: logging.LogRecord) -> str:
        """The line for `record`, without the text of its exception."""
        ours = record.name.split(".")[0] == _OUR_LOGGERS
        line: dict[str, Any] = {"at": f"{record.name}:{record.lineno}"}
        if ours or not self.discreet:
            line["event"] = record.getMessage()
        if record.exc_info:
            line.update(described(record.exc_info[1], discreet=self.discreet))
        return as_line(record.levelname.lower(), line)


def as_line(level: str, fields: dict[str, Any]) -> str:
    """JSON as the other processes log it."""
    now = datetime.now(timezone.utc).isoformat()
    line = {**fields, "level": level, "process": "engine", "timestamp": now}
    return json.dumps(line, ensure_ascii=False)


def described(error: BaseException | None, *, discreet: bool) -> dict[str, Any]:
    """Kind of `error` and the innermost lines it passed; its text only if not `discreet`."""
    if error is None:
        return {}
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    described_error: dict[str, Any] = {
        "error": type(error).__qualname__,
        "frames": [f"{short(frame.filename)}:{frame.lineno}" for frame in frames],
    }
    return described_error if discreet else {**described_error, "detail": str(error)}


def configure_logging(level: int = logging.WARNING) -> EngineFormatter:
    """Send logging, structlog and warnings to stdout in this form.

    Call before Rasa is imported and again after it configured itself. The caller sets `discreet`
    on the last formatter before the first message of a citizen is read.
    """
    formatter, stream = EngineFormatter(), sys.stdout
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    logging.root.handlers = [handler]
    logging.root.setLevel(level)
    logging.captureWarnings(False)
    for name in _SEPARATE_LOGGERS:
        separate = logging.getLogger(name)
        separate.handlers, separate.propagate = [handler], False
        separate.setLevel(level)
    structlog.configure(
        processors=[structlog.processors.add_log_level, _event_only, _render],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    warnings.showwarning = _showwarning(formatter, stream)
    sys.excepthook = _excepthook(formatter, stream)
    return formatter


def _event_only(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Drop all values: Rasa's events are names with a dot, what is said is in the values."""
    kept = {key: value for key, value in event.items() if key in _KEPT_KEYS}
    if event.get("exc_info") or _method == "exception":
        kept.update(described(sys.exc_info()[1], discreet=True))
    return kept


def _render(_logger: Any, _method: str, event: dict[str, Any]) -> str:
    return as_line(event.pop("level"), event)


def _showwarning(formatter: EngineFormatter, stream: TextIO) -> Any:
    def show(
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,  # noqa: ARG001 - signature of warnings.showwarning
        line: str | None = None,  # noqa: ARG001
    ) -> None:
        if issubclass(category, DeprecationWarning):
            return  # Rasa's libraries are pinned to the years they were written in
        fields: dict[str, Any] = {"at": _warner() or f"{short(filename)}:{lineno}"}
        fields["error"] = category.__name__
        if not formatter.discreet:
            fields["event"] = str(message)
        stream.write(as_line("warning", fields) + "\n")

    return show


def _warner() -> str:
    """The line of Rasa that warned; all its warnings pass through one helper."""
    calls = [frame for frame in traceback.extract_stack() if "/rasa/" in frame.filename]
    callers = [frame for frame in calls if not frame.filename.endswith("rasa/shared/utils/io.py")]
    return f"{short(callers[-1].filename)}:{callers[-1].lineno}" if callers else ""


def short(filename: str) -> str:
    """Path of a source file below the folder of packages."""
    return filename.rsplit("site-packages/", maxsplit=1)[-1]


def _excepthook(formatter: EngineFormatter, stream: TextIO) -> Any:
    def hook(
        _kind: type[BaseException], error: BaseException, _traceback: TracebackType | None
    ) -> None:
        fields = described(error, discreet=formatter.discreet)
        stream.write(as_line("critical", fields) + "\n")

    return hook
