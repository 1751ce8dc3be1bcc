"""The finder on the shipped events: what asks for everything, and what only sounds like it."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from common.text import fold
from knowledge.corpus import entries_of_export
from knowledge.event_finder import EventFinder, shipped_whole
from knowledge.index import SearchIndex
from knowledge.life_events import shipped_life_events
from knowledge.ranking import shipped_ranking
from knowledge.search_settings import SearchSettings
from knowledge.understanding import Reader

DATA = Path(__file__).parent / "data"
QUESTIONS: dict[str, Any] = yaml.safe_load(
    (DATA / "life_event_questions.yaml").read_text(encoding="utf-8")
)
EXAMPLES = {event.id: event.examples for event in shipped_life_events()}
UNSEEN: dict[str, list[str]] = QUESTIONS["asks"]
ENOUGH_NEAR = 60
MOST_MISTAKEN = 0.001
"""Share of questions about one procedure, or none, that may be taken for an event."""


@cache
def finder() -> EventFinder:
    return EventFinder(shipped_life_events())


@cache
def reader() -> Reader:
    return Reader(SearchSettings().lexicon())


def found(text: str, by: Reader | None = None) -> str | None:
    event = finder().find((by or reader()).read(text))
    return event.id if event else None


class TestEventFinder:
    @pytest.mark.parametrize("event", EXAMPLES)
    def test_every_example_finds_its_event(self, event: str):
        assert {text: found(text) for text in EXAMPLES[event]} == dict.fromkeys(
            EXAMPLES[event], event
        )

    @pytest.mark.parametrize("event", UNSEEN)
    def test_other_ways_to_say_it_find_it_too(self, event: str):
        assert {text: found(text) for text in UNSEEN[event]} == dict.fromkeys(UNSEEN[event], event)

    @pytest.mark.parametrize("event", EXAMPLES)
    def test_without_accents_it_is_the_same(self, event: str):
        bare = [fold(text) for text in (*EXAMPLES[event], *UNSEEN[event])]
        assert {text: found(text) for text in bare} == dict.fromkeys(bare, event)

    def test_a_question_about_one_thing_finds_none(self):
        assert [text for text in QUESTIONS["near"] if found(text)] == []

    def test_nor_without_accents(self):
        assert [text for text in QUESTIONS["near"] if found(fold(text))] == []

    def test_there_are_enough_questions_about_one_thing(self):
        assert len(set(QUESTIONS["near"])) >= ENOUGH_NEAR

    def test_of_two_events_the_one_beside_the_asking_counts(self):
        assert found("mới nghỉ hưu, giờ muốn mở quán ăn thì cần những thủ tục gì") == "opening_shop"
        assert found("bán quán rồi, giờ nghỉ hưu phải làm những thủ tục gì") == "retirement"

    @pytest.mark.parametrize("text", ["", "?", "a", "😀", "thủ tục " * 500])
    def test_bad_input_finds_none(self, text: str):
        assert found(text) is None

    @pytest.mark.data
    def test_hardly_any_other_question_is_mistaken(self, national_records: Path):
        entries = entries_of_export(national_records)
        index = SearchIndex(entries, SearchSettings().lexicon(), shipped_ranking())
        texts = [text for entry in entries for text in (*entry.examples, *entry.questions[:3])]
        mistaken = [text for text in texts if found(text, index.reader)]
        assert len(mistaken) <= MOST_MISTAKEN * len(texts), mistaken

    @pytest.mark.data
    def test_the_index_reads_examples_as_well(self, national_records: Path):
        entries = entries_of_export(national_records)
        index = SearchIndex(entries, SearchSettings().lexicon(), shipped_ranking())
        missed = [
            text
            for event, texts in EXAMPLES.items()
            for text in texts
            if found(text, index.reader) != event
        ]
        assert missed == []


class TestShippedWhole:
    def test_no_way_of_asking_is_of_two_kinds(self):
        whole = shipped_whole()
        kinds = (whole.several, whole.order, whole.besides, whole.open, whole.single)
        phrases = [fold(phrase) for kind in kinds for phrase in set(kind)]
        assert len(phrases) == len(set(phrases))
