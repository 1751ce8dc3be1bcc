import io
import json
import logging

import pytest
import structlog

from common.logging import configure_logging, redact_text


@pytest.fixture
def logged():
    stream = io.StringIO()
    configure_logging("test", stream=stream)
    return lambda: [json.loads(line) for line in stream.getvalue().splitlines()]


class TestRedactText:
    @pytest.mark.parametrize(
        "phone", ["0912345678", "0912 345 678", "+84912345678", "0912.345.678", "84 912 345 678"]
    )
    def test_phone_numbers_are_replaced(self, phone):
        assert redact_text(f"gọi {phone} nhé") == "gọi [phone] nhé"

    @pytest.mark.parametrize("identity", ["001099012345", "123456789"])
    def test_identity_numbers_are_replaced(self, identity):
        assert redact_text(f"số {identity}.") == "số [identity]."

    @pytest.mark.parametrize(
        "kept",
        [
            "H22.15-230105-0001",
            "2.001194",
            "127.0.0.1:8000",
            "5f3c8a52-6f7f-4a07-8f5b-2b6f6a0d8a11",
            "2026-11-21T18:06:59.123456Z",
            "17 ms",
        ],
    )
    def test_codes_ids_and_times_are_kept(self, kept):
        assert redact_text(kept) == kept

    def test_tokens_are_replaced(self):
        token = "Q2x1Z0pMb3JlbUlwc3VtRG9sb3JTaXRBbWV0MTIz"
        assert redact_text(f"Bearer {token}") == "[token]"
        assert redact_text(f"?t={token}") == "?t=[token]"

    @pytest.mark.parametrize(
        "text", ["tôi tên là Nguyễn Thị Hoa", "Họ và tên: NGUYỄN VĂN AN", "bà Lê Thị Mận"]
    )
    def test_introduced_names_are_replaced(self, text):
        assert redact_text(text).endswith("[name]")

    def test_a_procedure_is_not_a_name(self):
        assert redact_text("anh chị hỏi thủ tục nào") == "anh chị hỏi thủ tục nào"


class TestConfigureLogging:
    def test_a_line_is_json_with_process_and_ids(self, logged):
        with structlog.contextvars.bound_contextvars(request_id="r-1", conversation_id="c-1"):
            structlog.get_logger().info("message_answered", replies=2)
        [line] = logged()
        assert line["process"] == "test"
        assert (line["request_id"], line["conversation_id"]) == ("r-1", "c-1")
        assert (line["event"], line["replies"], line["level"]) == ("message_answered", 2, "info")

    def test_values_under_telling_keys_never_appear(self, logged):
        structlog.get_logger().info(
            "x", text="khai sinh cho bé", token="abc", phone="0912345678", question="?", name="Hoa"
        )
        [line] = logged()
        assert {line[key] for key in ("text", "token", "phone", "question", "name")} == {
            "[redacted]"
        }

    def test_personal_data_is_found_at_any_depth(self, logged):
        structlog.get_logger().info("x", fields=[{"a": "0912345678"}, ("001099012345",)])
        [line] = logged()
        assert line["fields"] == [{"a": "[phone]"}, ["[identity]"]]

    def test_lines_of_other_libraries_are_redacted_too(self, logged):
        logging.getLogger("library").warning("called %s", "0912345678")
        [line] = logged()
        assert line["event"] == "called [phone]"

    def test_a_trace_is_redacted(self, logged):
        try:
            int("no officer for 0912345678")
        except ValueError:
            structlog.get_logger().exception("crashed")
        [line] = logged()
        assert "0912345678" not in json.dumps(line)
        assert "ValueError" in line["exception"]

    def test_urls_of_outgoing_calls_are_not_logged(self, logged):
        logging.getLogger("httpx").info("GET http://one-stop/dossiers/H22")
        assert logged() == []
