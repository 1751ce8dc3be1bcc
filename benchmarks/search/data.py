"""Questions that search is tuned on and judged by."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from common.text import fold
from knowledge.corpus import SHIPPED, Entry, entries_of_export
from knowledge.curated import read_curated
from knowledge.record import CuratedProcedure

ROOT = Path(__file__).parents[2]
SHARED = ROOT / ".." / "shared" / "data"
EXPORT = SHARED / "procedures.jsonl.gz"
DEV = SHARED / "questions-dev.jsonl"
QUESTIONS = ROOT / "tests" / "knowledge" / "data"
NLU = ROOT / "nlu_data" / "nlu"
ASPECT_EXAMPLES = Path(__file__).with_name("aspect_examples.tsv")

_MARKUP = re.compile(r"\[([^\]]+)\](?:\{[^}]*\}|\([^)]*\))")


@dataclass(frozen=True, slots=True)
class Question:
    """One labelled question.

    accept: codes that count as right; empty: must not be answered with a procedure. kind: how it
    is put, or why it must not be answered. aspect: the part asked about first. aspects: every
    answer to what is asked that an officer could give, the likeliest first, each with its parts
    in order.
    """

    text: str
    accept: frozenset[str]
    kind: str
    aspect: str | None = None
    aspects: tuple[tuple[str, ...], ...] = ()

    @property
    def unaccented(self) -> "Question":
        """The same question as typed without accents."""
        return replace(self, text=fold(self.text))


def own_questions(part: str) -> list[Question]:
    """Ours; part: `tune`, or `held_out`, which is run only to report a figure."""
    return _labelled("questions.yaml", part)


def national_questions(part: str) -> list[Question]:
    """By another author, over the whole national list; part: `tune` or `held_out`."""
    return _labelled("national_questions.yaml", part)


def nothing_questions(part: str) -> list[Question]:
    """Messages that no procedure answers; part: `tune` or `held_out`."""
    return _labelled("nothing_questions.yaml", part)


def _labelled(name: str, part: str) -> list[Question]:
    records = yaml.safe_load((QUESTIONS / name).read_text(encoding="utf-8"))
    return [_question(record) for record in records if record["set"] == part]


def dev_questions() -> list[Question]:
    """The 27 from outside (../shared/data/README.md)."""
    lines = DEV.read_text(encoding="utf-8").splitlines()
    return [_question(json.loads(line)) for line in lines if line.strip()]


def _question(record: dict[str, object]) -> Question:
    accept = record["accept"]
    assert isinstance(accept, list)  # noqa: S101 (a label file of ours)
    aspects = _aspects(record.get("aspect"))
    return Question(
        str(record["question"]),
        frozenset(accept),
        str(record["kind"]),
        aspects[0][0] if aspects else None,
        aspects,
    )


def _aspects(label: object) -> tuple[tuple[str, ...], ...]:
    """`papers+fee`: both are asked, in this order; a list: any of them is right."""
    either = label if isinstance(label, list) else [label] if label else []
    return tuple(tuple(str(each).split("+")) for each in either)


def out_of_scope_messages() -> list[Question]:
    """What the dialogue engine learns `out_of_scope` from: must not be answered."""
    return [Question(text, frozenset(), "out_of_scope") for _, text in _messages("out_of_scope")]


def aspect_messages() -> list[Question]:
    """What the dialogue engine learns `ask_procedure` from, labelled with the part asked about."""
    return [
        _asking(text, "ask_procedure", metadata["aspect"])
        for metadata, text in _messages("ask_procedure")
        if "aspect" in metadata
    ]


def nlu_messages() -> list[str]:
    """Everything the dialogue engine learns from."""
    return [text for _, text in _messages()]


def curated_aspects() -> list[Question]:
    """The examples of the curated records, labelled with the part asked about."""
    records = [record for record in read_curated(SHIPPED) if isinstance(record, CuratedProcedure)]
    return [
        _asking(example.text, "example", example.aspect.value)
        for record in records
        for example in record.examples
    ]


def aspect_examples() -> list[Question]:
    """Some of what people say about procedures (knowledge/data/questions), with the part asked."""
    lines = ASPECT_EXAMPLES.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return [_asking(text, "said", label.split(", ")) for label, text in rows]


def _asking(text: str, kind: str, label: object) -> Question:
    aspects = _aspects(label)
    return Question(text, frozenset(), kind, aspects[0][0], aspects)


def _messages(intent: str | None = None) -> Iterator[tuple[dict[str, object], str]]:
    for file in sorted(NLU.glob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            if intent in (None, block.get("intent")):
                for line in block["examples"].splitlines():
                    yield (
                        block.get("metadata") or {},
                        _MARKUP.sub(r"\1", line.removeprefix("- ")).strip(),
                    )


def national_entries() -> list[Entry]:
    """The national list with our curated records in the place of theirs."""
    return entries_of_export(EXPORT)
