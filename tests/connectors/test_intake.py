from datetime import UTC, datetime

import pytest

from connectors.intake import is_other_language, plain_text, problem_with
from connectors.messages import InboundMessage, MessageKind
from connectors.notices import Notice


def message(body: str, kind: MessageKind = MessageKind.TEXT) -> InboundMessage:
    return InboundMessage(
        channel="webchat",
        user_key="0" * 64,
        message_key="webchat:1",
        kind=kind,
        body=body,
        sent_at=datetime(2026, 1, 5, tzinfo=UTC),
    )


class TestProblemWith:
    @pytest.mark.parametrize("body", ["", "   \n\t ", "\u200b\u200d\x07", "\ufeff"])
    def test_nothing_to_read_is_empty(self, body):
        assert problem_with(message(body)) is Notice.EMPTY

    def test_ten_thousand_characters_are_too_long(self):
        assert problem_with(message("a" * 10_000)) is Notice.TOO_LONG

    @pytest.mark.parametrize("body", ["😀😀😀", "?!...", "<br><br>", "///", "👍🏽 ❤️"])
    def test_signs_without_words_are_told_apart_from_silence(self, body):
        assert problem_with(message(body)) is Notice.NO_WORDS

    @pytest.mark.parametrize(
        "body",
        [
            "where can I renew my passport please",
            "How do I register the birth of my child?",
            "我想办护照需要什么材料",
            "как получить паспорт",
            "ຂໍຖາມແດ່",
        ],
    )
    def test_other_languages_are_recognised(self, body):
        assert problem_with(message(body)) is Notice.OTHER_LANGUAGE

    @pytest.mark.parametrize(
        ("kind", "notice"),
        [
            ("image", Notice.ATTACHMENT_IMAGE),
            ("audio", Notice.ATTACHMENT_AUDIO),
            ("sticker", Notice.ATTACHMENT_OTHER),
        ],
    )
    def test_attachments_get_a_sentence_of_their_own(self, kind, notice):
        assert problem_with(message(kind, MessageKind.ATTACHMENT)) is notice

    @pytest.mark.parametrize(
        "body",
        [
            "làm khai sinh cần gì",
            "lam can cuoc mat bao lau",
            "ko bik lm cccd o dau z",
            "H22.15-230105-0001",
            "passport",
            "VNeID login khong duoc phai lam sao",
            "xin visa cho chong em nguoi My",
            "Tôi là John, xin hỏi thủ tục kết hôn",
            "<b>khai sinh</b> cần giấy tờ gì",
            "2",
        ],
    )
    def test_what_citizens_write_reaches_the_engine(self, body):
        assert problem_with(message(body)) is None

    def test_a_tapped_button_is_never_questioned(self):
        assert problem_with(message("/hand_over", MessageKind.PAYLOAD)) is None


class TestPlainText:
    def test_typed_commands_of_the_engine_become_words(self):
        assert plain_text("/restart") == "restart"
        assert plain_text(" / /hand_over") == "hand_over"

    def test_markup_is_removed_and_its_text_kept(self):
        assert plain_text("<script>alert(1)</script> khai sinh") == "alert(1) khai sinh"

    def test_a_comparison_is_not_markup(self):
        assert plain_text("trẻ < 6 tuổi thì sao") == "trẻ < 6 tuổi thì sao"


class TestIsOtherLanguage:
    @pytest.mark.parametrize("text", ["Nguyen Van A", "o dau vay", "an sang", "i do"])
    def test_short_or_ambiguous_text_gets_the_benefit_of_the_doubt(self, text):
        assert not is_other_language(text)
