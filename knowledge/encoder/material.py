"""What the encoder learns from: the wording of the records and what people write."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from common.text import clean
from knowledge.national.names import short_name
from knowledge.national.read import read_national_export
from knowledge.national.record import NationalProcedure
from knowledge.questions import read_questions

_MARKUP = re.compile(r"\[([^\]]+)\](?:\{[^}]*\}|\([^)]*\))")
_BREAK = re.compile(r"[\n;]|(?<=[^\W\d])[.:](?=\s)")
_NUMBERING = re.compile(r"^[\s\-–+•*a-zđ0-9]{0,3}[.)]?\s+|^\W+")

SHORTEST, LONGEST = 3, 32
"""Words of a sentence that is learnt from."""


def records(export: Path) -> list[NationalProcedure]:
    """The readable records of a national export. Raises UnreadableFile."""
    return [r for r in read_national_export(export) if isinstance(r, NationalProcedure)]


def sentences(procedures: Iterable[NationalProcedure]) -> Iterator[str]:
    """What records say in a sentence of ordinary length, each once, whatever its case.

    Of each record first its name, then papers, results, conditions and steps.
    """
    known: set[str] = set()
    for record in procedures:
        for text in _texts(record):
            sentence = _NUMBERING.sub("", clean(text))
            if SHORTEST <= len(sentence.split()) <= LONGEST and sentence.lower() not in known:
                known.add(sentence.lower())
                yield sentence


def _texts(record: NationalProcedure) -> Iterator[str]:
    yield short_name(record.name)
    for paper in record.papers:
        yield paper.name
    yield from record.results
    for part in (*record.conditions, *record.steps):
        yield from _BREAK.split(part)


def messages(folder: Path) -> list[str]:
    """The texts the dialogue engine learns from, without their entity marks.

    Raises OSError, yaml.YAMLError or KeyError for a file that is no training data of Rasa.
    """
    texts: list[str] = []
    for file in sorted(folder.glob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            lines = block["examples"].splitlines()
            texts.extend(_MARKUP.sub(r"\1", line.removeprefix("- ")).strip() for line in lines)
    return texts


def all_questions() -> list[str]:
    """Every question written for a procedure. Raises UnreadableFile."""
    return [text for texts in read_questions().values() for text in texts]
