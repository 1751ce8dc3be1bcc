"""What a question tells about which of several look-alike procedures is meant."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.lexicon import Lexicon
from knowledge.phrases import PhraseTable, Token
from knowledge.record import Level


@dataclass(frozen=True, slots=True)
class Cues:
    """marks: ids of look-alike marks the question gives a cue for.

    named: those of them that it names as the records' names do. level: who it says handles.
    """

    marks: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    level: Level | None = None


class CueReader:
    """Finds the cues of the look-alike table and the words for levels."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._phrases: PhraseTable[tuple[str, bool]] = PhraseTable(
            [(phrase, (mark.id, False)) for mark in lexicon.lookalikes for phrase in mark.cues]
            + [(phrase, (mark.id, True)) for mark in lexicon.lookalikes for phrase in mark.marks]
        )
        self._levels: PhraseTable[Level] = PhraseTable(
            (phrase, level) for level, phrases in lexicon.levels.items() for phrase in phrases
        )

    def read(self, words: Sequence[Token], asking: Sequence[tuple[int, int]]) -> Cues:
        """The cues in `words`, without those inside the spans that ask for a part."""
        taken = {index for start, end in asking for index in range(start, end)}
        found = [
            match.value
            for match in self._phrases.all(words)
            if not taken.intersection(range(match.start, match.end))
        ]
        level = next(self._levels.all(words), None)
        return Cues(
            marks=frozenset(mark for mark, _ in found),
            named=frozenset(mark for mark, as_named in found if as_named),
            level=level.value if level else None,
        )
