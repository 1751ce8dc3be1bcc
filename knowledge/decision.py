"""Whether to answer, to ask back, or to say that there is no answer."""

import math
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from knowledge.evidence import Evidence
from knowledge.lexicon import DATA, read_yaml

Decision = Literal["answer", "clarify", "none"]


class Rule(BaseModel):
    """How evidence becomes a decision; knowledge/data/decision.yaml says how it was chosen.

    weights: of the fields of Evidence in a logistic function, whose value is the chance that the
    best hit is right. answer: least chance to answer with it; clarify: least chance to ask back.
    alike: likeness (cosine) of the best hit below which nothing is offered.
    lone_topic: share of a question about an outside topic above which it is not answered.
    tie: lead over another procedure below which it is asked back however good both are.
    near: share of the best score a hit has to reach to be offered as a choice.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    chosen_on: date
    intercept: float
    weights: dict[str, float]
    answer: float
    clarify: float
    alike: float
    lone_topic: float
    tie: float
    near: float

    @model_validator(mode="after")
    def _is_complete(self) -> "Rule":
        names = {field.name for field in fields(Evidence)}
        if set(self.weights) != names:
            raise ValueError(f"weights must name exactly {sorted(names)}")
        if not 0 <= self.clarify <= self.answer <= 1:
            raise ValueError("0 ≤ clarify ≤ answer ≤ 1 must hold")
        return self

    def chance(self, evidence: Evidence) -> float:
        """Chance (0-1) that the best hit is what was asked for."""
        names = [field.name for field in fields(Evidence)]
        weighted = zip(names, evidence.values(), strict=True)
        total = self.intercept + sum(self.weights[name] * value for name, value in weighted)
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, total))))

    def decide(self, evidence: Evidence, choices: int) -> Decision:
        """choices: procedures that could be offered."""
        if evidence.topic >= self.lone_topic:
            return "none"
        chance = self.chance(evidence)
        if chance < self.clarify:
            return "none"
        sure = chance >= self.answer and evidence.margin >= self.tie
        if sure or choices < 2:
            return "answer"
        return "clarify" if evidence.likeness >= self.alike else "none"


def shipped_rule() -> Rule:
    """The rule of knowledge/data/decision.yaml."""
    return Rule.model_validate(read_yaml(DATA / "decision.yaml"))


def offered(scores: Sequence[float], near: float, most: int = 4) -> int:
    """How many of the best hits to offer: the first two, and more as far as they are near."""
    return sum(
        1 for place, score in enumerate(scores[:most]) if place < 2 or score >= near * scores[0]
    )
