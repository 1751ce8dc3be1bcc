"""What every way of searching takes and gives."""

from dataclasses import dataclass
from typing import Protocol

from knowledge.understanding import Reading


@dataclass(frozen=True, slots=True)
class Query:
    """A question to search for.

    text: as typed, cleaned. folded: lower case without accents. reading: taken apart.
    """

    text: str
    folded: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Hit:
    """A procedure found.

    score: no unit, higher is better, comparable only inside one query. likeness: cosine (-1 to 1)
    of the question to what is known of the procedure; 0 where only words are compared.
    """

    code: str
    name: str
    score: float
    likeness: float = 0.0


class Retriever(Protocol):
    """Finds procedures for a question."""

    def search(self, query: Query, limit: int) -> list[Hit]:
        """At most `limit` hits, best first; empty where nothing of the question is known."""
