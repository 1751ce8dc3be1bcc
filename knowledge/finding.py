"""What search says to a question."""

from dataclasses import dataclass

from knowledge.choices import Choice
from knowledge.decision import Decision
from knowledge.record import Aspect
from knowledge.refusing import Reason
from knowledge.retrieval import Hit


@dataclass(frozen=True, slots=True)
class Finding:
    """A question, decided.

    decision: `answer` with `hits[0]`, `clarify` between `choices`, or `none` for `reason`.
    aspects: the parts asked about, the most asked first; empty where none was named.
    hits: at most 10, best first; with `none` they are what came nearest, not to be shown.
    choices: 2-4 with `clarify`, else empty. follow_up: the question names no procedure and is
    answered on the one talked about before. confidence: chance (0-1) that `hits[0]` is right.
    event: id of the life event of which everything is asked, whatever the decision is on a single
    procedure. ms: time taken.
    """

    decision: Decision
    reason: Reason | None = None
    aspects: tuple[Aspect, ...] = ()
    hits: tuple[Hit, ...] = ()
    choices: tuple[Choice, ...] = ()
    follow_up: bool = False
    confidence: float = 0.0
    event: str | None = None
    ms: float = 0.0

    @property
    def aspect(self) -> Aspect:
        """The part asked about first; `OVERVIEW` where none was named."""
        return self.aspects[0] if self.aspects else Aspect.OVERVIEW
