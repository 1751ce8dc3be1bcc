"""Questions that go on about the procedure talked about before."""

from dataclasses import dataclass

from knowledge.lexicon import FollowUp
from knowledge.phrases import PhraseTable
from knowledge.understanding import GENERIC, Reading


@dataclass(frozen=True, slots=True)
class Link:
    """How a question hangs on what was said before.

    empty: nothing in it names a procedure. pointing: it holds a word such as `nó`. going_on: it
    begins or ends as people go on asking (`còn … thì sao`). asks: it asks for a part otherwise
    than by such an ending.
    """

    empty: bool
    pointing: bool
    going_on: bool
    asks: bool


class LinkReader:
    """Finds pronouns, openers and endings."""

    def __init__(self, table: FollowUp) -> None:
        self._pointing: PhraseTable[None] = PhraseTable((word, None) for word in table.pronouns)
        self._openers: PhraseTable[None] = PhraseTable((word, None) for word in table.openers)
        self._endings: PhraseTable[None] = PhraseTable((word, None) for word in table.endings)

    def read(self, reading: Reading) -> Link:
        """The link of a question to what was said before."""
        words = reading.words
        pointing = list(self._pointing.all(words))
        going_on = [match for match in self._openers.all(words) if match.start == 0]
        going_on += [match for match in self._endings.all(words) if match.end == len(words)]
        linking = {
            index for match in (*pointing, *going_on) for index in range(match.start, match.end)
        }
        telling = [
            index
            for index, weight in enumerate(reading.weights)
            if weight > GENERIC and index not in linking
        ]
        asking = (index for span in reading.asked.spans for index in range(*span))
        return Link(
            empty=not telling and not reading.meanings,
            pointing=bool(pointing),
            going_on=bool(going_on),
            asks=any(index not in linking for index in asking),
        )
