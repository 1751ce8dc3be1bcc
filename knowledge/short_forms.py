"""Short forms and dialect words written out."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from knowledge.lexicon import Abbreviation
from knowledge.phrases import Match, PhraseTable, Token, tokens


class ShortForms:
    """Writes short forms out, except where they are part of something else."""

    def __init__(
        self,
        table: Iterable[Abbreviation],
        sayings: Iterable[str],
        known_pair: Callable[[str], bool],
    ) -> None:
        """sayings: phrases that keep their words: the `e` of `e visa` is not `em`.

        known_pair: whether two keys joined by a blank stand side by side in a record's name.
        """
        self._short = PhraseTable(((entry.short, entry) for entry in table), exact=True)
        self._sayings: PhraseTable[None] = PhraseTable((phrase, None) for phrase in sayings)
        self._known_pair = known_pair

    def write_out(self, words: Sequence[Token]) -> list[Token]:
        """`words` with short forms replaced by the standard wording."""
        written: list[Token] = []
        done = 0
        said = list(self._sayings.all(words))
        for match in self._short.longest(words):
            written += words[done : match.start]
            written += self._long_form(words, match, said)
            done = match.end
        return written + list(words[done:])

    def _long_form(
        self, words: Sequence[Token], match: Match[Abbreviation], said: Sequence[Match[None]]
    ) -> Sequence[Token]:
        inside = any(
            saying.start <= match.start
            and match.end <= saying.end
            and match.end - match.start < saying.end - saying.start
            for saying in said
        )
        if match.value.ambiguous or inside or self._stands_in_name(words, match):
            return words[match.start : match.end]
        return tokens(match.value.long)

    def _stands_in_name(self, words: Sequence[Token], match: Match[Abbreviation]) -> bool:
        """Whether one short word belongs to a name as it is: `chi` (gì) in `chi nhánh`."""
        if match.end - match.start > 1:
            return False
        around = words[max(0, match.start - 1) : match.end + 1]
        return any(self._known_pair(f"{left.key} {right.key}") for left, right in pairwise(around))
