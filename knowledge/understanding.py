"""What a question is made of: the words that name a procedure, the part asked about, the cues."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from knowledge.aspects import Asked, AspectPhraseReader
from knowledge.cues import CueReader, Cues
from knowledge.lexicon import Lexicon, Synonym
from knowledge.phrases import Match, PhraseTable, Token, tokens
from knowledge.scope import GateReader
from knowledge.short_forms import ShortForms
from knowledge.spelling import shipped_spelling

LONGEST = 300
"""Words that are read of one question; nobody names a procedure after that many."""

ASKING, GENERIC, SAID, ASIDE = 0.15, 0.15, 0.3, 0.5
"""How much words count in the search that ask for a part, say nothing, have a meaning beside, or
tell something beside the wish."""

OTHERWISE = 0.6
"""How much the further official wordings of a saying count against the first."""

ENOUGH = 2.0
"""Weight of the words that are taken to name a procedure by themselves."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """An official wording for something that was said at tokens `start` ≤ i < `end`."""

    start: int
    end: int
    words: tuple[Token, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A question taken apart.

    words: as typed, what the keyboard spoilt put right and short forms written out. weights: 0-1
    for each word, how far it can name a procedure. asked: phrases that ask for a part. cues: which
    look-alike is meant. gate: why it must not be answered with a procedure.
    """

    words: tuple[Token, ...]
    weights: tuple[float, ...]
    meanings: tuple[Meaning, ...]
    asked: Asked
    cues: Cues
    gate: str | None

    @property
    def written_out(self) -> str:
        """The words in lower case without marks, short forms written out."""
        return " ".join(word.form for word in self.words)

    @property
    def codes(self) -> tuple[str, ...]:
        """Procedure codes that were typed."""
        return tuple(word.key for word in self.words if word.key[1:2] == ".")


class Reader:
    """Takes questions apart with the tables of a lexicon."""

    def __init__(
        self, lexicon: Lexicon, known_pair: Callable[[str], bool] = lambda _pair: False
    ) -> None:
        """known_pair: whether two keys joined by a blank stand side by side in a record's name."""
        self._known_pair = known_pair
        self._short = ShortForms(
            lexicon.abbreviations,
            (phrase for entry in lexicon.synonyms for phrase in entry.say),
            known_pair,
        )
        self._spelling = shipped_spelling()
        self._own_words = frozenset(
            word.key
            for phrase in (
                *(entry.short for entry in lexicon.abbreviations),
                *(phrase for entry in lexicon.synonyms for phrase in entry.say),
            )
            for word in tokens(phrase)
        )
        self._sayings: PhraseTable[Synonym] = PhraseTable(
            (phrase, entry) for entry in lexicon.synonyms for phrase in entry.say
        )
        self._unless: PhraseTable[str] = PhraseTable(
            (phrase, phrase) for entry in lexicon.synonyms for phrase in entry.unless
        )
        self._meanings = {
            means: tuple(tokens(means)) for entry in lexicon.synonyms for means in entry.means
        }
        self._cues = CueReader(lexicon)
        self._fillers = _filler_table(lexicon)
        self._asides: PhraseTable[bool] = PhraseTable(
            [(phrase, True) for phrase in lexicon.asides.behind]
            + [(phrase, False) for phrase in lexicon.asides.before]
        )
        self._aspects = AspectPhraseReader(lexicon.aspects)
        self._gates = GateReader(lexicon.scope.gates)

    def written_out(self, text: str) -> str:
        """The words of `text` in lower case without marks, short forms written out."""
        return " ".join(word.form for word in self._words(text))

    def read(self, text: str) -> Reading:
        """Take `text` apart; never fails, an empty text gives an empty reading."""
        words = self._words(text)
        sayings = _outermost(self._sayings.all(words))
        asked = self._aspects.read(words, covered=sayings)
        sayings = [saying for saying in sayings if not asked.holds(saying.start, saying.end)]
        weights = self._weights(words, sayings, asked.spans)
        other = {match.value for match in self._unless.all(words)}
        sayings = [
            saying
            for saying in sayings
            if _applies(saying, weights) and other.isdisjoint(saying.value.unless)
        ]
        weights = self._weights(words, sayings, asked.spans)
        wished = self._wished(words, weights, sayings)
        return Reading(
            words=tuple(words),
            weights=tuple(weight * part for weight, part in zip(weights, wished, strict=True)),
            meanings=tuple(
                Meaning(
                    match.start,
                    match.end,
                    self._meanings[means],
                    wished[match.start] * (OTHERWISE if place else 1.0),
                )
                for match in sayings
                for place, means in enumerate(match.value.means)
            ),
            asked=asked,
            cues=self._cues.read(words, asked.spans),
            gate=self._gates.read(words),
        )

    def _words(self, text: str) -> list[Token]:
        """The words of `text`, put right and written out."""
        typed = tokens(text)[:LONGEST]
        return self._short.write_out(self._spelling.mended(typed, self._own_words)[:LONGEST])

    def _weights(
        self,
        words: Sequence[Token],
        sayings: Sequence[Match[Synonym]],
        asking: Iterable[tuple[int, int]],
    ) -> list[float]:
        weights = [1.0] * len(words)
        for filler in self._fillers.longest(words):
            weights[filler.start : filler.end] = [filler.value] * (filler.end - filler.start)
        bare = list(weights)
        for index, weight in enumerate(bare):
            if weight < 1 and self._in_name(words, bare, index):
                weights[index] = 1.0
        for start, end in asking:
            weights[start:end] = [min(ASKING, weight) for weight in weights[start:end]]
        for saying in sayings:
            said = slice(saying.start, saying.end)
            kept = saying.value.keep
            weights[said] = [max(SAID, weight) if kept else SAID for weight in weights[said]]
        return weights

    def _wished(
        self, words: Sequence[Token], weights: Sequence[float], sayings: Sequence[Match[Synonym]]
    ) -> list[float]:
        """How far each word belongs to the wish itself, not to what is told beside it."""
        wished = [1.0] * len(words)

        def names_something(start: int, end: int) -> bool:
            return any(start <= saying.start and saying.end <= end for saying in sayings) or (
                sum(weights[start:end]) >= ENOUGH
            )

        for match in self._asides.longest(words):
            behind = match.value
            wish = (0, match.start) if behind else (match.end, len(words))
            aside = range(match.start, len(words)) if behind else range(match.start)
            if names_something(*wish):
                for index in aside:
                    wished[index] = min(wished[index], ASIDE)
        return wished

    def _in_name(self, words: Sequence[Token], weights: Sequence[float], index: int) -> bool:
        neighbours = (other for other in (index - 1, index + 1) if 0 <= other < len(words))
        return any(
            weights[other] == 1
            and self._known_pair(f"{words[min(index, other)].key} {words[max(index, other)].key}")
            for other in neighbours
        )


def _filler_table(lexicon: Lexicon) -> PhraseTable[float]:
    """Words that say nothing about which procedure is meant, with what they still count."""
    fillers = lexicon.fillers
    nothing = (
        *fillers.politeness,
        *fillers.persons,
        *fillers.verbs,
        *fillers.function,
        *(place.name for place in lexicon.places),
    )
    return PhraseTable(
        [(phrase, 0.0) for phrase in nothing] + [(phrase, GENERIC) for phrase in fillers.generic]
    )


def _applies(saying: Match[Synonym], weights: Sequence[float]) -> bool:
    """Whether a saying that counts only alone stands alone."""
    if not saying.value.alone:
        return True
    return sum(weights[: saying.start]) + sum(weights[saying.end :]) < ENOUGH


def _outermost(matches: Iterable[Match[Synonym]]) -> list[Match[Synonym]]:
    """The longest that do not overlap: of `sổ đỏ ghi sai` and `ghi sai tên` only the first."""
    outer: list[Match[Synonym]] = []
    for match in sorted(matches, key=lambda match: (match.start - match.end, match.start)):
        if all(match.end <= other.start or other.end <= match.start for other in outer):
            outer.append(match)
    return sorted(outer, key=lambda match: match.start)
