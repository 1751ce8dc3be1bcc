"""The project a Rasa user would write: a pipeline, and one retrieval intent a procedure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import yaml

from knowledge.corpus import Entry
from knowledge.encoder.families import families_of

INTENT = "procedure"
EPOCHS, THEIR_EPOCHS = 5, 300
"""Of its own 300, so that 2,500 labels are learnt in minutes of one core, not in hours."""

_BATCH = 256
"""Examples a step; every step also goes over all 2,500 labels, so that fewer steps cost less."""

_PIPELINE = (
    {"name": "WhitespaceTokenizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {
        "name": "ResponseSelector",
        "retrieval_intent": INTENT,
        "epochs": EPOCHS,
        "batch_size": _BATCH,
        # Drawing the same number of each label, the default, costs minutes an epoch with so many.
        "batch_strategy": "sequence",
        "random_seed": 0,
        "constrain_similarities": True,
    },
)

_MARKUP = str.maketrans("[]{}", "()()")
"""What Rasa would read as an entity."""


@dataclass(frozen=True, slots=True)
class Project:
    """The files of a project by name, and the codes each retrieval intent stands for."""

    files: dict[str, str]
    codes: tuple[tuple[str, ...], ...]

    @property
    def digest(self) -> str:
        """Changes with whatever the model depends on."""
        content = "\n".join(f"{name}\n{text}" for name, text in sorted(self.files.items()))
        return sha256(content.encode()).hexdigest()[:16]

    def write(self, folder: Path) -> None:
        """Write the files."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in self.files.items():
            (folder / name).write_text(text, encoding="utf-8")

    def codes_of(self, intents: Iterable[str]) -> list[str]:
        """Codes behind ranked retrieval intents, such as `procedure/17`."""
        return [code for intent in intents for code in self.codes[int(intent.partition("/")[2])]]


def project(entries: Sequence[Entry]) -> Project:
    """One intent for each name, whoever handles it, as search learns them too."""
    texts = {e.code: (e.name, *e.aliases, *e.examples, *e.questions) for e in entries}
    families = list(families_of(entries).values())
    intents = [
        dict.fromkeys(text for code in family.codes for text in texts[code]) for family in families
    ]
    learnt = [
        {"intent": f"{INTENT}/{number}", "examples": "".join(map(_example, examples))}
        for number, examples in enumerate(intents)
    ]
    responses = {
        f"utter_{INTENT}/{number}": [{"text": family.codes[0]}]
        for number, family in enumerate(families)
    }
    files = {
        "config.yml": _yaml({"recipe": "default.v1", "language": "vi", "pipeline": [*_PIPELINE]}),
        "domain.yml": _yaml({"version": "3.1", "intents": [INTENT], "responses": responses}),
        "nlu.yml": _yaml({"version": "3.1", "nlu": learnt}),
    }
    return Project(files, tuple(family.codes for family in families))


def _example(text: str) -> str:
    return f"- {' '.join(text.translate(_MARKUP).split())}\n"


def _yaml(content: object) -> str:
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10_000)
