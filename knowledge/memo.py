"""What was read of names and sayings, kept so that one changed record does not cost an index."""

from dataclasses import dataclass

from knowledge.national.names import short_name
from knowledge.phrases import Token, tokens
from knowledge.postings import grams
from knowledge.understanding import GENERIC, Reader, Reading

_OWN = 0.6
"""Share of an official wording that has to stand in a procedure's names to be one of its own."""

Terms = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """Terms (see `grams`) of an alias or an example: of its own words, and of each official wording
    for something in it."""

    said: Terms
    meant: tuple[Terms, ...]

    def terms_for(self, own: frozenset[str]) -> Terms:
        """Its terms as a document of a procedure whose names hold the terms `own`.

        An official wording that is not made of them belongs to another procedure the text happens
        to mention, and is left out.
        """
        terms = list(self.said)
        for meant in self.meant:
            if sum(term in own for term in meant) >= _OWN * len(meant):
                terms += meant
        return tuple(dict.fromkeys(terms))


def saying_of(reading: Reading) -> Saying:
    """What names the procedure in a text, without asking words."""
    telling = [
        word.key if weight > GENERIC else "|"
        for word, weight in zip(reading.words, reading.weights, strict=True)
    ]
    runs = " ".join(telling).split("|")
    return Saying(
        tuple(term for run in runs for term in grams(run.split())),
        tuple(tuple(grams([word.key for word in found.words])) for found in reading.meanings),
    )


class Memo:
    """Readings by text. It outlives an index: what a text says does not change with the records.

    One exception is let be: whether a short form is written out depends on the names of all
    records, and a text keeps its reading when they change.
    """

    def __init__(self) -> None:
        self._names: dict[str, list[Token]] = {}
        self._sayings: dict[str, Saying] = {}
        self._written: dict[str, str] = {}

    def name(self, name: str) -> list[Token]:
        """Words of a procedure's name without its level."""
        if name not in self._names:
            self._names[name] = tokens(short_name(name))
        return self._names[name]

    def saying(self, text: str, reader: Reader) -> Saying:
        """What `text` says, as `reader` takes it apart."""
        if text not in self._sayings:
            self._sayings[text] = saying_of(reader.read(text))
        return self._sayings[text]

    def written(self, text: str, reader: Reader) -> str:
        """`text` with short forms written out."""
        if text not in self._written:
            self._written[text] = reader.written_out(text)
        return self._written[text]
