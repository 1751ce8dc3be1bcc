"""Whether to answer, to ask back or to say that there is no answer."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from knowledge.decision import Rule, offered, shipped_rule
from knowledge.evidence import Evidence
from knowledge.refusing import Reason, reason_for_nothing

RULE = Rule(
    chosen_on="2026-11-21",  # type: ignore[arg-type]
    intercept=-5,
    weights={field.name: 0 for field in fields(Evidence)} | {"coverage": 10},
    answer=0.7,
    clarify=0.3,
    alike=0.3,
    lone_topic=0.6,
    tie=0.05,
    near=0.6,
)
SURE = Evidence(coverage=1, margin=0.5, likeness=0.5)
DOUBTFUL, LOST = replace(SURE, coverage=0.5), replace(SURE, coverage=0.1)


class TestDecide:
    @pytest.mark.parametrize(
        ("evidence", "decision"), [(SURE, "answer"), (DOUBTFUL, "clarify"), (LOST, "none")]
    )
    def test_evidence_decides(self, evidence: Evidence, decision: str) -> None:
        assert RULE.decide(evidence, 3) == decision

    def test_a_tie_is_asked_back(self) -> None:
        assert RULE.decide(replace(SURE, margin=0.01), 2) == "clarify"
        assert RULE.decide(replace(SURE, margin=0.01), 1) == "answer"

    def test_nothing_to_choose_from_is_answered(self) -> None:
        assert RULE.decide(DOUBTFUL, 1) == "answer"

    def test_an_outside_topic_is_never_answered(self) -> None:
        assert RULE.decide(replace(SURE, topic=0.6), 3) == "none"

    @given(st.floats(0, 1), st.floats(0, 1))
    def test_more_coverage_never_lowers_the_chance(self, less: float, more: float) -> None:
        low, high = sorted((less, more))
        assert RULE.chance(Evidence(coverage=low)) <= RULE.chance(Evidence(coverage=high))

    @given(st.floats(-1e6, 1e6))
    def test_a_chance_is_a_share_whatever_the_evidence(self, coverage: float) -> None:
        assert 0 <= RULE.chance(Evidence(coverage=coverage)) <= 1


class TestRule:
    def test_the_shipped_rule_is_dated_and_ordered(self) -> None:
        rule = shipped_rule()
        assert rule.chosen_on.year >= 2026
        assert 0 < rule.clarify < rule.answer < 1

    def test_every_kind_of_evidence_needs_a_weight(self) -> None:
        with pytest.raises(ValidationError, match="weights"):
            Rule.model_validate(RULE.model_dump() | {"weights": {"coverage": 1}})

    def test_asking_back_needs_less_than_answering(self) -> None:
        with pytest.raises(ValidationError, match="clarify"):
            Rule.model_validate(RULE.model_dump() | {"clarify": 0.9})

    def test_choices_that_are_nothing_like_the_question_are_not_offered(self) -> None:
        middling = Evidence(coverage=0.4, likeness=0.4)
        rule = RULE.model_copy(update={"answer": 0.99, "clarify": 0.0})
        assert rule.decide(middling, choices=3) == "clarify"
        assert rule.decide(replace(middling, likeness=0.2), choices=3) == "none"


class TestOffered:
    @pytest.mark.parametrize(
        ("scores", "count"),
        [
            ([], 0),
            ([10.0], 1),
            ([10.0, 1.0], 2),
            ([10.0, 9.0, 8.0, 7.0, 6.0], 4),
            ([10.0, 9.0, 5.0], 2),
        ],
    )
    def test_at_least_two_at_most_four_and_near_the_best(
        self, scores: list[float], count: int
    ) -> None:
        assert offered(scores, 0.6) == count


class TestReasonForNothing:
    @pytest.mark.parametrize(
        ("told", "administrative", "reason"),
        [
            (0, True, Reason.UNCLEAR),
            (3, True, Reason.NOT_IN_RECORDS),
            (3, False, Reason.UNCLEAR),
        ],
    )
    def test_reason(self, told: float, administrative: bool, reason: Reason) -> None:
        assert reason_for_nothing(told, administrative) is reason
