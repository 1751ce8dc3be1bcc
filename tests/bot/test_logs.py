import io
import json
import logging
import sys
import warnings

import pytest
import structlog
from rasa.shared.utils.io import raise_warning

from bot.logs import configure_logging

SECRET = "tôi tên Lan, số 0912345678"


@pytest.fixture
def log(monkeypatch):
    """Lines the engine has logged so far, and the switch to discretion."""
    root = logging.getLogger()
    before = (root.handlers, root.level, warnings.showwarning, sys.excepthook)
    written = io.StringIO()
    monkeypatch.setattr(sys, "stdout", written)
    formatter = configure_logging()

    class Log:
        def discreet(self):
            formatter.discreet = True

        def lines(self):
            return [json.loads(line) for line in written.getvalue().splitlines()]

        def text(self):
            return written.getvalue()

    yield Log()
    root.handlers, root.level, warnings.showwarning, sys.excepthook = before
    root.setLevel(root.level)
    structlog.reset_defaults()


def fail(text):
    raise ValueError(text)


def failed(text):
    try:
        fail(text)
    except ValueError:
        return sys.exc_info()


class TestConfigureLogging:
    def test_message_of_rasa_is_kept_back_once_citizens_may_write(self, log):
        log.discreet()
        logging.getLogger("rasa.core.processor").warning("could not read %s", SECRET)
        (line,) = log.lines()
        assert SECRET not in log.text()
        assert line["at"].startswith("rasa.core.processor:")
        assert (line["level"], line["process"]) == ("warning", "engine")

    def test_text_of_an_exception_is_kept_back(self, log):
        log.discreet()
        logging.getLogger("rasa.core.processor").error(SECRET, exc_info=failed(SECRET))
        (line,) = log.lines()
        assert SECRET not in log.text()
        assert line["error"] == "ValueError"
        assert line["frames"][-1].split(":")[0].endswith("test_logs.py")

    def test_events_of_structlog_lose_their_values(self, log):
        structlog.get_logger().warning("message.parsing.failed", user_text=SECRET)
        try:
            fail(SECRET)
        except ValueError:
            structlog.get_logger().exception("rest.message.received.failure", text=SECRET)
        assert SECRET not in log.text()
        assert [line["event"] for line in log.lines()] == [
            "message.parsing.failed",
            "rest.message.received.failure",
        ]
        assert log.lines()[1]["error"] == "ValueError"

    def test_warning_names_the_place_and_not_the_text(self, log):
        log.discreet()
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            raise_warning(f"Failed to parse {SECRET}")
        (line,) = log.lines()
        assert SECRET not in log.text()
        assert line["error"] == "UserWarning"

    def test_uncaught_error_is_logged_without_its_text(self, log):
        log.discreet()
        sys.excepthook(*failed(SECRET))
        assert SECRET not in log.text()
        assert log.lines()[0]["error"] == "ValueError"

    def test_what_goes_wrong_at_the_start_is_said(self, log):
        logging.getLogger("rasa.core.agent").error("no such model", exc_info=failed("broken file"))
        (line,) = log.lines()
        assert (line["event"], line["detail"]) == ("no such model", "broken file")

    def test_our_own_lines_are_said(self, log):
        log.discreet()
        logging.getLogger("bot.components.vietnamese_tokenizer").warning("split at blanks")
        assert log.lines()[0]["event"] == "split at blanks"

    def test_information_and_deprecations_are_not_logged(self, log):
        logging.getLogger("rasa.core.processor").info(SECRET)
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.warn("old", DeprecationWarning, stacklevel=1)
        assert log.text() == ""

    def test_own_handlers_of_sanic_are_replaced(self, log):
        log.discreet()
        logging.getLogger("sanic.error").error("Exception while handling %s", SECRET)
        assert SECRET not in log.text()
        assert log.lines()[0]["at"].startswith("sanic.error:")
