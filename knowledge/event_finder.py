"""Whether everything that a life event needs is asked for, and not one procedure of it."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict

from knowledge.gapped import GappedPhrases
from knowledge.lexicon import DATA, read_yaml
from knowledge.life_events import LifeEvent
from knowledge.phrases import Match, PhraseTable
from knowledge.record import Text
from knowledge.understanding import Reading

NAMES = 0.45
"""Weight from which on a word of a question helps to name a procedure."""

MOST_BESIDE = 4
"""Such words beside the event and the asking; more of them tell of something else. Of 20,967
questions about one procedure or none that we wrote, 2 are taken for an event."""

PROCEDURE = 3
"""A procedure named in people's words counts as so many words."""


class Whole(BaseModel):
    """Ways to ask for everything, see knowledge/data/whole.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    several: tuple[Text, ...]
    order: tuple[Text, ...]
    besides: tuple[Text, ...]
    open: tuple[Text, ...]
    single: tuple[Text, ...]
    idle: tuple[Text, ...]


@cache
def shipped_whole() -> Whole:
    """The shipped phrases. Raises OSError or pydantic.ValidationError."""
    return Whole.model_validate(read_yaml(DATA / "whole.yaml"))


class EventFinder:
    """Finds the event that a question asks about as a whole. Pure; accents make no difference."""

    def __init__(self, events: Sequence[LifeEvent], whole: Whole | None = None) -> None:
        """whole: the shipped phrases unless given."""
        whole = whole or shipped_whole()
        kinds = [kind for kind in Whole.model_fields if kind != "idle"]
        self._asking: GappedPhrases[str] = GappedPhrases(
            (phrase, kind) for kind in kinds for phrase in getattr(whole, kind)
        )
        self._idle: PhraseTable[None] = PhraseTable((phrase, None) for phrase in whole.idle)
        self._said = GappedPhrases((phrase, event) for event in events for phrase in event.say)
        self._alone = GappedPhrases((phrase, event) for event in events for phrase in event.alone)
        self._about = GappedPhrases((phrase, event) for event in events for phrase in event.about)
        self._unless = GappedPhrases((phrase, event) for event in events for phrase in event.unless)

    def find(self, reading: Reading) -> LifeEvent | None:
        """The event, or None where one procedure, something else or nothing is asked about."""
        said = list(self._said.all(reading.words))
        if reading.gate or not said:
            return None
        asking = list(self._asking.all(reading.words))
        kinds = {match.value for match in asking}
        if "besides" in kinds:
            said = [match for match in said if not _inside(match, asking)]
        else:
            other = {match.value.id for match in self._unless.all(reading.words)}
            said = [match for match in said if match.value.id not in other]
        room, asked = _room(kinds), _spans(asking)
        if room is None and "single" not in kinds:
            room, asked = 0, _spans(self._alone.all(reading.words))
        if not said or not asked or room is None:
            return None
        event = min(
            said, key=lambda match: (_distance(match, asked), match.start - match.end)
        ).value
        about = _spans(each for each in self._about.all(reading.words) if each.value.id == event.id)
        return event if self._beside(reading, [*asked, *_spans(said), *about]) <= room else None

    def _beside(self, reading: Reading, known: Iterable[range]) -> int:
        """How much is said beside what is known: words, and procedures by people's names."""
        covered = {index for span in known for index in span}
        spans = {range(meaning.start, meaning.end) for meaning in reading.meanings}
        named = [span for span in spans if covered.isdisjoint(span)]
        for span in (*named, *_spans(self._idle.all(reading.words))):
            covered.update(span)
        words = sum(
            weight >= NAMES and index not in covered for index, weight in enumerate(reading.weights)
        )
        return words + PROCEDURE * len(named)


def _room(kinds: set[str]) -> int | None:
    """How much may be said beside; None where nobody asks for everything."""
    if "besides" in kinds and kinds & {"several", "order", "open"}:
        return MOST_BESIDE + PROCEDURE
    if kinds & {"several", "order"}:
        return MOST_BESIDE
    return 0 if "open" in kinds and "single" not in kinds else None


def _spans(matches: Iterable[Match[Any]]) -> list[range]:
    return [range(match.start, match.end) for match in matches]


def _inside(event: Match[LifeEvent], asking: Iterable[Match[str]]) -> bool:
    """Whether what looks like an event is only named to ask for the rest: `ngoài khai sinh còn`."""
    return any(
        each.value == "besides" and each.start < event.start and event.end <= each.end
        for each in asking
    )


def _distance(event: Match[LifeEvent], asked: Iterable[range]) -> int:
    """Words between the event and the nearest asking."""
    return min(max(event.start - each.stop, each.start - event.end, 0) for each in asked)
