"""Search over the national list: floors a little under what was measured.

`make bench-search` prints the figures in full. The held-out questions are judged
here and there only; no rule or number is chosen on them.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.search.data import (
    Question,
    dev_questions,
    national_questions,
    nothing_questions,
    out_of_scope_messages,
    own_questions,
)
from benchmarks.search.figures import Answered, Quality, answered, quality
from benchmarks.search.ours import found_by
from common.text import fold
from knowledge.answering import Answerer
from knowledge.answering import answerer as answerer_of
from knowledge.corpus import entries_of_export
from knowledge.record import Aspect
from knowledge.search_settings import SearchSettings
from knowledge.searching import tools

# The first test waits for the whole national list to be encoded.
pytestmark = [pytest.mark.data, pytest.mark.timeout(400)]

MUST_NOT_BE_ANSWERED = {"sensitive", "real_action", "injection"}
IN_RECORDS_AFTER_ALL = "out_of_kb"
DEV_ASPECTS = {
    "phi_le_phi": Aspect.FEE,
    "thoi_han": Aspect.TIME_LIMIT,
    "thanh_phan_ho_so": Aspect.PAPERS,
    "noi_nop": Aspect.WHERE,
}


@pytest.fixture(scope="module")
def answerer(national_records: Path) -> Answerer:
    entries = entries_of_export(national_records)
    built = answerer_of(entries, tools(SearchSettings()))
    assert built.size > 2600
    return built


def asked_all(answerer: Answerer, questions: Sequence[Question]) -> list[Answered]:
    return answered(questions, lambda text: found_by(answerer, text))


def shares(answerer: Answerer, questions: Sequence[Question]) -> Quality:
    return quality(asked_all(answerer, questions))


def bare(questions: Sequence[Question]) -> list[Question]:
    return [question.unaccented for question in questions]


@pytest.fixture(scope="module")
def dev(national_records: Path) -> list[Question]:
    assert national_records.exists()
    return [question for question in dev_questions() if question.kind != IN_RECORDS_AFTER_ALL]


class TestDevQuestions:
    def test_first_hits(self, answerer: Answerer, dev: list[Question]) -> None:
        for questions in (dev, bare(dev)):
            found = shares(answerer, questions)
            assert found.top1 >= 0.9
            assert found.top3 == 1

    def test_nothing_outside_is_answered(self, answerer: Answerer, dev: list[Question]) -> None:
        assert shares(answerer, dev).answered_out == 0

    def test_parts_asked_about(self, answerer: Answerer, dev: list[Question]) -> None:
        asked = [q for q in dev if q.aspect in DEV_ASPECTS]
        for question in asked:
            wanted = DEV_ASPECTS[str(question.aspect)]
            assert answerer.ask(question.text).aspect is wanted, question.text

    def test_what_the_labels_call_outside_is_in_these_records(self, answerer: Answerer) -> None:
        # khai sinh, hộ kinh doanh, chứng thực: a refusal would be wrong here, whatever the label.
        after_all = [q for q in dev_questions() if q.kind == IN_RECORDS_AFTER_ALL]
        assert {answerer.ask(q.text).decision for q in after_all} <= {"answer", "clarify"}


class TestOwnQuestions:
    @pytest.mark.parametrize(
        ("part", "top1", "top3", "refused", "wrong"),
        [("tune", 0.92, 0.97, 0.02, 0.05), ("held_out", 0.83, 0.91, 0.04, 0.1)],
    )
    def test_first_hits_and_decisions(
        self, answerer: Answerer, part: str, top1: float, top3: float, refused: float, wrong: float
    ) -> None:
        for questions in (own_questions(part), bare(own_questions(part))):
            found = shares(answerer, questions)
            assert found.top1 >= top1
            assert found.top3 >= top3
            assert found.refused <= refused
            assert found.answered_wrong <= wrong

    @pytest.mark.parametrize("part", ["tune", "held_out"])
    def test_what_must_not_be_answered_is_not(self, answerer: Answerer, part: str) -> None:
        outside = [q for q in own_questions(part) if not q.accept]
        assert shares(answerer, outside).answered_out <= 0.07

    def test_secrets_requests_and_tricks_are_never_answered(self, answerer: Answerer) -> None:
        asked = [*own_questions("tune"), *own_questions("held_out"), *dev_questions()]
        risky = [q.text for q in asked if q.kind in MUST_NOT_BE_ANSWERED]
        assert len(risky) >= 20
        for text in risky:
            assert answerer.ask(text).decision != "answer", text
            assert answerer.ask(fold(text)).decision != "answer", text


class TestQuestionsByOtherHands:
    @pytest.mark.parametrize("part", ["tune", "held_out"])
    def test_first_hits_over_the_whole_list(self, answerer: Answerer, part: str) -> None:
        for questions in (national_questions(part), bare(national_questions(part))):
            found = shares(answerer, questions)
            assert found.top1 >= 0.7
            assert found.top3 >= 0.87

    @pytest.mark.parametrize("part", ["tune", "held_out"])
    def test_few_messages_that_no_procedure_answers_are_answered(
        self, answerer: Answerer, part: str
    ) -> None:
        for questions in (nothing_questions(part), bare(nothing_questions(part))):
            assert shares(answerer, questions).answered_out <= 0.04


class TestOutOfScopeMessages:
    def test_few_are_answered(self, answerer: Answerer) -> None:
        found = shares(answerer, out_of_scope_messages())
        assert found.answered_out <= 0.05
