import json

from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.examples import EntityExample
from bot.paths import CONFIG
from bot.pipeline import Pipeline, configured_components
from bot.report import Answer, as_json, cross_validated, entity_scores, summary, thresholds


def answer(true, predicted, best=None, confidence=0.9, margin=0.8):
    return Answer("…", true, predicted, best or predicted, confidence, margin)


class TestCrossValidated:
    def test_every_example_is_asked_once_as_typed_and_once_bare(self, training_data):
        examples = training_data.training_examples
        typed, bare = cross_validated(configured_components(CONFIG), examples, folds=3, seed=1)
        assert sorted(a.text for a in typed) == sorted(e.get(TEXT) for e in examples)
        assert len(bare) == len(examples)
        assert all(a.text.isascii() or "🙏" in a.text for a in bare)
        assert sum(a.true == a.best for a in typed) > len(examples) / 2

    def test_same_text_with_and_without_accents_is_in_one_fold(self, training_data, monkeypatch):
        twins = [
            Message({TEXT: text, INTENT: intent})
            for intent in ("one", "two", "three")
            for n in range(6)
            for text in (f"chữ {intent} số {n}", f"chu {intent} so {n}")
        ]
        seen_by_fold = []
        trained = Pipeline.trained

        def spied(configured, examples, storage):
            seen_by_fold.append({example.get(TEXT) for example in examples})
            return trained(configured, examples, storage)

        monkeypatch.setattr(Pipeline, "trained", spied)
        cross_validated(configured_components(CONFIG), twins, folds=3, seed=1)
        for seen in seen_by_fold:
            assert {text.replace("ữ", "u").replace("ố", "o") for text in seen} <= seen | {""}


class TestSummary:
    def test_shares_of_all_answers(self):
        answers = [
            answer("a", "a"),
            answer("a", "nlu_fallback", best="a"),
            answer("b", "ask_procedure"),
            answer("b", "a"),
        ]
        assert summary(answers) == {
            "accuracy": 0.25,
            "accuracy_without_fallback": 0.5,
            "fallback": 0.25,
            "wrong": 0.5,
            "misled": 0.25,
            "macro_f1": 0.25,
        }


class TestThresholds:
    def test_higher_threshold_means_fewer_answers(self):
        answers = [answer("a", "a", confidence=0.55), answer("b", "a", confidence=0.35)]
        rows = {(row["threshold"], row["ambiguity"]): row for row in thresholds(answers)}
        assert (rows[0.0, 0.0]["right"], rows[0.0, 0.0]["wrong"]) == (0.5, 0.5)
        assert (rows[0.4, 0.0]["right"], rows[0.4, 0.0]["wrong"]) == (0.5, 0.0)
        assert rows[0.6, 0.0]["fallback"] == 1


class TestEntityScores:
    def test_stretch_written_out_by_the_pipeline_is_the_same_stretch(self, training_data, tmp_path):
        pipeline = Pipeline.trained(
            configured_components(CONFIG), training_data.training_examples, tmp_path
        )
        sentences = [EntityExample("hqua nộp rồi", frozenset({("date", "hqua")}))]
        assert entity_scores(pipeline, sentences)["date"].f1 == 1


class TestAsJson:
    def test_figures_of_each_intent_are_there(self):
        figures = json.loads(json.dumps(as_json([answer("a", "a"), answer("b", "a")])))
        assert figures["intents"]["a"] == {
            "precision": 0.5,
            "recall": 1.0,
            "f1": 0.6667,
            "support": 1,
        }
