"""The tables of words that search understands citizens by, read from knowledge/data/*.yaml."""

from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field

from knowledge.record import Aspect, Level, Text

DATA = Path(__file__).parent / "data"

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same loader in C where PyYAML was built with it: ten times as fast."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Abbreviation(_Entry):
    """A short form as typed and its standard wording; an ambiguous one is never expanded."""

    short: Text
    long: Text
    ambiguous: bool = False


class Synonym(_Entry):
    """What people say, and the official wordings that are searched instead."""

    say: tuple[Text, ...]
    means: tuple[Text, ...]
    keep: bool = False
    """Whether the spoken words stay in the search as well."""
    alone: bool = False
    """Whether it means so only where nothing else names a procedure."""
    unless: tuple[Text, ...] = ()
    """Words beside which it means something else."""


class Lookalike(_Entry):
    """A mark in procedures' names that sets one apart from others of almost the same name."""

    id: Text
    marks: tuple[Text, ...]
    cues: tuple[Text, ...]
    weight: Annotated[float, Field(ge=0, le=1)]
    """Share of the score it costs to carry the mark where the question gives no cue."""
    label: str
    """How a citizen is offered the choice; empty: not offered."""
    group: str = ""
    """Of several marks of one group one cue is enough."""
    unless: tuple[Text, ...] = ()
    """Wordings that contain a mark but do not set the procedure apart."""


class Gate(_Entry):
    """A kind of question that is never answered with a procedure."""

    reason: Text
    any: tuple[Text, ...] = ()
    all: tuple[tuple[Text, ...], ...] = ()
    none: tuple[Text, ...] = ()


class Topic(_Entry):
    """Something people ask that the records do not hold."""

    reason: Text
    say: tuple[Text, ...]


class Scope(_Entry):
    """What must not be answered with a procedure."""

    gates: tuple[Gate, ...]
    topics: tuple[Topic, ...]
    administrative: tuple[Text, ...]
    """Words that people use when they mean a procedure, whichever."""


class Fillers(_Entry):
    """Words that say nothing about which procedure is meant."""

    politeness: tuple[Text, ...]
    persons: tuple[Text, ...]
    verbs: tuple[Text, ...]
    function: tuple[Text, ...]
    generic: tuple[Text, ...]


class FollowUp(_Entry):
    """Words that point back to the procedure talked about before."""

    pronouns: tuple[Text, ...]
    openers: tuple[Text, ...]
    endings: tuple[Text, ...]


class Asides(_Entry):
    """Turns of a sentence behind or before which something else than the wish is told."""

    behind: tuple[Text, ...]
    before: tuple[Text, ...]


class AspectPhrases(_Entry):
    """Phrases by aspect and weight, and phrases that only look like them."""

    phrases: dict[Aspect, dict[int, tuple[Text, ...]]]
    shield: tuple[Text, ...]


class Place(BaseModel):
    """A province or town as people name it; only `name` matters here."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: Text


class Lexicon(_Entry):
    """Everything search knows about the words of citizens."""

    abbreviations: tuple[Abbreviation, ...]
    places: tuple[Place, ...]
    synonyms: tuple[Synonym, ...]
    lookalikes: tuple[Lookalike, ...]
    levels: dict[Level, tuple[Text, ...]]
    scope: Scope
    fillers: Fillers
    follow_up: FollowUp
    asides: Asides
    aspects: AspectPhrases


def read_yaml(path: Path) -> object:
    """The one document in `path`. Raises OSError, yaml.YAMLError."""
    return yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 (a safe loader)


@cache
def lexicon(abbreviations: Path | None = None, places: Path | None = None) -> Lexicon:
    """The shipped tables.

    abbreviations: file of short forms, a list of {short, long, ambiguous}; None: no short forms.
    places: file of places old and new, a list of {name, …}; None: no places.
    Raises OSError or pydantic.ValidationError where a table is missing or not of its shape.
    """
    aspects = read_yaml(DATA / "aspects.yaml")
    if not isinstance(aspects, dict):
        raise TypeError("knowledge/data/aspects.yaml must hold one mapping")
    shield = aspects.pop("shield")
    return Lexicon.model_validate(
        {
            "abbreviations": read_yaml(abbreviations) if abbreviations else (),
            "places": read_yaml(places) if places else (),
            "synonyms": read_yaml(DATA / "synonyms.yaml"),
            "lookalikes": read_yaml(DATA / "lookalikes.yaml"),
            "levels": read_yaml(DATA / "levels.yaml"),
            "scope": read_yaml(DATA / "scope.yaml"),
            "fillers": read_yaml(DATA / "fillers.yaml"),
            "follow_up": read_yaml(DATA / "follow_up.yaml"),
            "asides": read_yaml(DATA / "asides.yaml"),
            "aspects": {"phrases": aspects, "shield": shield},
        }
    )
