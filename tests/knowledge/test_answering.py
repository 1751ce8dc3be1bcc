"""From a question to a decision."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.text import fold
from knowledge.answering import Answerer
from knowledge.decision import shipped_rule
from knowledge.lexical import LexicalRetriever
from knowledge.ranking import shipped_ranking
from knowledge.record import Aspect
from knowledge.refusing import Reason
from tests.knowledge.small_corpus import (
    BIRTH,
    DEATH,
    ENTRIES,
    KITE_AGAIN,
    KITE_COMMUNE,
    MARRIAGE,
    answerer,
    small_index,
    words,
)

ASK = answerer().ask


class TestAsk:
    @pytest.mark.parametrize("text", ["Đăng ký khai tử cần giấy tờ gì ạ?", "dang ky khai tu"])
    def test_a_clear_question_is_answered(self, text: str) -> None:
        finding = ASK(text)
        assert (finding.decision, finding.hits[0].code) == ("answer", DEATH.code)
        assert finding.reason is None
        assert finding.choices == ()

    def test_a_doubtful_question_is_asked_back_with_two_to_four_choices(self) -> None:
        never_sure = shipped_rule().model_copy(update={"answer": 1.0, "clarify": 0.0, "alike": 0.0})
        index = small_index()
        retriever = LexicalRetriever(index, words(), shipped_ranking())
        finding = Answerer(index, retriever, words(), never_sure).ask("khai sinh")
        assert finding.decision == "clarify"
        assert 2 <= len(finding.choices) <= 4
        assert len({choice.label for choice in finding.choices}) == len(finding.choices)

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("thời tiết ngày mai thế nào", Reason.OUT_OF_SCOPE),
            ("mở quán karaoke cần giấy phép gì", Reason.OTHER_MINISTRY),
            ("xin giấy phép nuôi khủng long", Reason.NOT_IN_RECORDS),
            ("tôi đọc mã otp cho bạn nhé", Reason.NEEDS_PERSON),
            ("hồ sơ của tôi tới đâu rồi", Reason.DOSSIER_QUESTION),
            ("bao nhiêu tiền", Reason.UNCLEAR),
            ("xyzzy plugh", Reason.UNCLEAR),
        ],
    )
    def test_what_cannot_be_answered_says_why(self, text: str, reason: Reason) -> None:
        for typed in (text, fold(text)):
            finding = ASK(typed)
            assert (finding.decision, finding.reason) == ("none", reason)

    @pytest.mark.parametrize("text", ["", "  ", "😀😀😀", "\x00\x07", "…?!"])
    def test_nothing_is_unclear(self, text: str) -> None:
        finding = ASK(text)
        assert (finding.decision, finding.reason, finding.hits) == ("none", Reason.UNCLEAR, ())

    def test_an_endless_text_is_read_as_far_as_needed(self) -> None:
        assert ASK("đăng ký khai tử " * 5000).ms < 1000

    def test_at_most_ten_hits_or_as_many_as_asked(self) -> None:
        assert len(ASK("đăng ký giấy phép khai sinh thả diều").hits) <= 10
        assert len(ASK("đăng ký khai sinh", limit=2).hits) == 2

    def test_the_time_taken_is_told(self) -> None:
        assert 0 < ASK("khai sinh").ms < 1000

    def test_nothing_can_be_found_in_nothing(self) -> None:
        empty = answerer(())
        assert (empty.size, empty.ask("khai sinh").decision) == (0, "none")
        assert answerer().size == len(ENTRIES)

    @settings(max_examples=50, deadline=None)
    @given(st.text(max_size=80))
    def test_no_text_breaks_it(self, text: str) -> None:
        assert ASK(text, current=BIRTH.code).decision in {"answer", "clarify", "none"}


class TestAskByCode:
    def test_a_typed_code_is_answered(self) -> None:
        finding = ASK(f"{KITE_AGAIN.code} mất bao lâu")
        assert (finding.decision, finding.hits[0].code) == ("answer", KITE_AGAIN.code)
        assert finding.aspect is Aspect.TIME_LIMIT

    def test_an_unknown_code_is_not_in_the_records(self) -> None:
        finding = ASK("1.999999 là thủ tục gì")
        assert (finding.decision, finding.reason) == ("none", Reason.NOT_IN_RECORDS)


class TestFollowUp:
    @pytest.mark.parametrize(
        ("text", "aspect"),
        [("còn thời hạn thì sao", Aspect.TIME_LIMIT), ("còn giấy tờ thì sao", Aspect.PAPERS)],
    )
    def test_a_part_that_is_only_named_is_asked_about(self, text: str, aspect: Aspect) -> None:
        finding = answerer().ask(text, current=BIRTH.code)
        assert (finding.decision, finding.aspect) == ("answer", aspect)

    @pytest.mark.parametrize(
        ("text", "aspect"),
        [
            ("còn lệ phí thì sao?", Aspect.FEE),
            ("con le phi thi sao", Aspect.FEE),
            ("mấy ngày có", Aspect.TIME_LIMIT),
            ("nó nộp qua mạng được không", Aspect.ONLINE),
            ("thế giấy tờ gồm những gì", Aspect.PAPERS),
        ],
    )
    def test_a_part_alone_is_answered_on_the_current_procedure(
        self, text: str, aspect: Aspect
    ) -> None:
        finding = ASK(text, current=BIRTH.code)
        assert (finding.decision, finding.follow_up) == ("answer", True)
        assert finding.hits[0].code == BIRTH.code
        assert finding.aspect is aspect

    def test_without_a_current_procedure_it_is_unclear(self) -> None:
        assert ASK("còn lệ phí thì sao").reason is Reason.UNCLEAR

    def test_another_procedure_changes_it_and_keeps_the_part(self) -> None:
        finding = ASK("còn khai tử thì sao", current=BIRTH.code, current_aspect=Aspect.FEE)
        assert (finding.hits[0].code, finding.follow_up) == (DEATH.code, False)
        assert finding.aspect is Aspect.FEE

    def test_a_part_that_is_named_wins_over_the_one_before(self) -> None:
        finding = ASK("còn kết hôn thì giấy tờ gì", current=BIRTH.code, current_aspect=Aspect.FEE)
        assert (finding.hits[0].code, finding.aspect) == (MARRIAGE.code, Aspect.PAPERS)

    def test_a_question_of_its_own_does_not_keep_the_part(self) -> None:
        finding = ASK("giấy phép thả diều", current=BIRTH.code, current_aspect=Aspect.FEE)
        assert finding.aspect is Aspect.OVERVIEW

    def test_a_detail_nothing_explains_is_about_the_current_procedure(self) -> None:
        finding = ASK("chuyển khoản lệ phí bằng ví momo được không", current=BIRTH.code)
        assert (finding.follow_up, finding.hits[0].code) == (True, BIRTH.code)

    @pytest.mark.parametrize("text", ["giá vàng hôm nay bao nhiêu", "mật khẩu của tôi là 123"])
    def test_what_must_not_be_answered_is_no_follow_up(self, text: str) -> None:
        assert ASK(text, current=BIRTH.code).decision == "none"

    def test_a_current_procedure_that_is_gone_is_forgotten(self) -> None:
        assert ASK("còn lệ phí thì sao", current="9.999999").decision == "none"

    def test_a_new_question_is_searched_as_ever(self) -> None:
        finding = ASK("đăng ký khai tử ở đâu", current=KITE_COMMUNE.code)
        assert (finding.hits[0].code, finding.follow_up) == (DEATH.code, False)


class TestLifeEvent:
    @pytest.mark.parametrize("current", [None, BIRTH.code])
    def test_everything_asked_of_an_event_is_told_beside_the_decision(
        self, current: str | None
    ) -> None:
        finding = ASK("em mới sinh con cần làm những thủ tục gì", current=current)
        assert finding.event == "new_baby"

    @pytest.mark.parametrize(
        "text", ["đăng ký khai sinh cần giấy tờ gì", "sinh con thì thủ tục 9.000001 gồm những gì"]
    )
    def test_a_procedure_that_is_named_is_no_event(self, text: str) -> None:
        assert ASK(text).event is None
