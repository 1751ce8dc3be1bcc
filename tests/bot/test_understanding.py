"""The shipped examples, taught to the shipped pipeline, against messages nobody trained on."""

from pathlib import Path

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT

from bot.components.text import fold
from bot.examples import entity_examples, held_out_examples, intent_examples
from bot.paths import CONFIG, EXAMPLES
from bot.pipeline import Pipeline, configured_components
from bot.report import answered, entity_scores, summary

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pipeline")
    return Pipeline.trained(configured_components(CONFIG), intent_examples(EXAMPLES), folder)


@pytest.fixture(scope="module")
def held_out():
    return held_out_examples(HERE / "dialogue_probes.yml")


class TestHeldOutMessages:
    def test_as_typed(self, pipeline, held_out):
        figures = summary([answered(pipeline, probe, probe.get(TEXT)) for probe in held_out])
        assert figures["accuracy"] >= 0.88
        assert figures["misled"] <= 0.06

    def test_without_accents(self, pipeline, held_out):
        figures = summary([answered(pipeline, probe, fold(probe.get(TEXT))) for probe in held_out])
        assert figures["accuracy"] >= 0.85
        assert figures["misled"] <= 0.08

    def test_emergencies_are_not_overlooked(self, pipeline, held_out):
        emergencies = [probe for probe in held_out if probe.get(INTENT) == "emergency"]
        best = [answered(pipeline, probe, probe.get(TEXT)).best for probe in emergencies]
        assert best.count("emergency") >= 0.9 * len(best)


class TestMarkedEntities:
    def test_every_kind_is_found_and_little_else(self, pipeline):
        scores = entity_scores(pipeline, entity_examples(HERE / "entity_sentences.yml"))
        assert all(score.precision >= 0.95 for score in scores.values())
        assert all(score.recall >= 0.95 for score in scores.values())
