from pathlib import Path

import pytest

from bot.components.text import clean, fold
from bot.examples import entity_examples, held_out_examples, intent_examples
from bot.paths import EXAMPLES

ENTITY_SENTENCES = Path(__file__).parent / "entity_sentences.yml"


class TestIntentExamples:
    def test_shipped_examples_are_read(self):
        intents = {example.get("intent") for example in intent_examples(EXAMPLES)}
        assert {"ask_procedure", "dossier_status", "emergency"} <= intents

    def test_empty_folder_is_an_error(self, tmp_path):
        with pytest.raises(FileNotFoundError, match="No examples"):
            intent_examples(tmp_path)


class TestEntityExamples:
    def test_annotations_become_stretches(self, tmp_path):
        file = tmp_path / "sentences.yml"
        file.write_text('- "nộp [5/3](date) ở [Huế](place)"\n- "chào em"\n', encoding="utf-8")
        one, other = entity_examples(file)
        assert (one.text, one.entities) == (
            "nộp 5/3 ở Huế",
            frozenset({("date", "5/3"), ("place", "Huế")}),
        )
        assert other.entities == frozenset()

    def test_every_entity_has_sentences_and_some_sentences_have_none(self):
        examples = entity_examples(ENTITY_SENTENCES)
        kinds = {kind for example in examples for kind, _ in example.entities}
        assert kinds == {"date", "dossier_code", "phone", "place", "procedure_code"}
        assert sum(not example.entities for example in examples) > 30


class TestHeldOutExamples:
    def test_none_of_them_is_taught(self):
        def texts(examples):
            return {fold(clean(example.get("text"))) for example in examples}

        held_out = held_out_examples(Path(__file__).parent / "dialogue_probes.yml")
        assert len(held_out) > 100
        assert texts(held_out).isdisjoint(texts(intent_examples(EXAMPLES)))
