"""Questions that are never answered with a procedure, whatever else they say."""

from collections.abc import Sequence

from knowledge.lexicon import Gate
from knowledge.phrases import PhraseTable, Token


class GateReader:
    """Looks for the phrases of the gates."""

    def __init__(self, gates: Sequence[Gate]) -> None:
        self._gates = gates
        self._phrases: PhraseTable[tuple[int, str, int]] = PhraseTable(
            [
                (phrase, (number, part, group))
                for number, gate in enumerate(gates)
                for part, groups in (
                    ("any", (gate.any,)),
                    ("all", gate.all),
                    ("none", (gate.none,)),
                )
                for group, phrases in enumerate(groups)
                for phrase in phrases
            ]
        )

    def read(self, words: Sequence[Token]) -> str | None:
        """Reason of the first gate that closes, or None."""
        met = {match.value for match in self._phrases.all(words)}
        for number, gate in enumerate(self._gates):
            if (number, "none", 0) in met:
                continue
            every = gate.all and all((number, "all", g) in met for g in range(len(gate.all)))
            if every or (number, "any", 0) in met:
                return gate.reason
        return None
