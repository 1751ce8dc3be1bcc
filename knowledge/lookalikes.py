"""Telling procedures of almost the same name apart by the marks in their names."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.cues import Cues
from knowledge.lexicon import Lookalike
from knowledge.phrases import PhraseTable, tokens

_COMMON = frozenset(
    (
        *("thu", "tuc", "tai", "cho", "nguoi", "va", "co", "o", "viec", "cua", "dang", "ky", "cap"),
        *("lai", "doi", "moi", "la", "bang", "giai", "quyet", "xin", "de", "nghi", "ve"),
    )
)
"""Keys that say little about what a procedure is about; left out of its stem."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A name's marks (ids of look-alikes) and what it is about without them."""

    marks: frozenset[str]
    stem: str


class MarkFinder:
    """Finds the marks of the look-alike table in names."""

    def __init__(self, table: Sequence[Lookalike]) -> None:
        self.by_id = {mark.id: mark for mark in table}
        self._phrases: PhraseTable[tuple[str, bool]] = PhraseTable(
            [(phrase, (mark.id, True)) for mark in table for phrase in mark.marks]
            + [(phrase, (mark.id, False)) for mark in table for phrase in mark.unless]
        )

    def read(self, name: str) -> Marked:
        """The marks of `name`, without those that stand inside an `unless` of the table."""
        words = tokens(name)
        found = list(self._phrases.all(words))
        void = [match for match in found if not match.value[1]]
        marks = [
            match
            for match in found
            if match.value[1]
            and not any(v.start <= match.start and match.end <= v.end for v in void)
        ]
        marked = {index for match in marks for index in range(match.start, match.end)}
        stem = " ".join(
            word.key
            for index, word in enumerate(words)
            if index not in marked and word.key not in _COMMON
        )
        return Marked(frozenset(match.value[0] for match in marks), stem)


@dataclass(frozen=True, slots=True)
class Strength:
    """How strongly a mark's weight counts: in a name without a cue, with one, in the question's own
    words but not in the name, and cued while only a sibling (a name of the same stem) has it."""

    uncued: float
    cued: float
    unnamed: float
    missing: float


class Siblings:
    """How well each name's marks fit the cues of a question, also against its siblings' marks."""

    def __init__(
        self, names: Sequence[Marked], table: dict[str, Lookalike], strength: Strength
    ) -> None:
        self._names = names
        self._table = table
        self._strength = strength
        self._of_stem: dict[str, set[str]] = defaultdict(set)
        for name in names:
            self._of_stem[name.stem] |= name.marks

    def fit(self, number: int, cues: Cues) -> float:
        """Factor for the score of name `number`, above 1 where cue and mark meet."""
        name = self._names[number]
        factor = 1.0
        for marks in self._groups(name.marks):
            met = [self._table[mark].weight for mark in marks if mark in cues.marks]
            if met:
                factor *= 1 + self._strength.cued * max(met)
            else:
                factor *= 1 - self._strength.uncued * min(self._table[m].weight for m in marks)
        for mark in cues.named - name.marks:
            factor *= 1 - self._strength.unnamed * self._table[mark].weight
        for mark in (cues.marks - name.marks) & self._of_stem[name.stem]:
            factor *= 1 - self._strength.missing * self._table[mark].weight
        return factor

    def _groups(self, marks: frozenset[str]) -> list[list[str]]:
        groups: dict[str, list[str]] = defaultdict(list)
        for mark in sorted(marks):
            groups[self._table[mark].group or mark].append(mark)
        return list(groups.values())
