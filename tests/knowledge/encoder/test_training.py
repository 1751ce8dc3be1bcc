"""Both stages of training on a tiny model; only the environment of training has what they need."""

import numpy as np
import pytest

from knowledge.encoder.pairs import Triple
from knowledge.encoder.student import student_of
from knowledge.encoder.teacher import BertParts, bert, tokenizer
from knowledge.encoder.vocabulary import vocabulary_of
from tests.knowledge.encoder.tiny import packed_model

WHY = "Training is installed apart: python3.11 deploy/setup.py encoder."
pytest.importorskip("accelerate", reason=WHY)
pytest.importorskip("datasets", reason=WHY)

from knowledge.encoder.training import contrast, distil  # noqa: E402  (needs both)

TEXTS = ["khai sinh", "thuế nhà", "khai thuế", "sinh con", "nhà đất", "đất khai", "con", "thuế"]
TRIPLES = [
    Triple("sinh con", "khai sinh", "khai thuế"),
    Triple("nhà đất", "thuế nhà", "khai sinh"),
    Triple("con", "khai sinh", "thuế nhà"),
    Triple("đất", "thuế đất", "con sinh"),
]

# The trainer of transformers and PyTorch itself warn of what they will change in each other.
pytestmark = pytest.mark.filterwarnings("ignore")


def untrained(folder):
    packed = packed_model()
    base = BertParts(bert(packed), tokenizer(packed))
    return student_of(base, vocabulary_of(TEXTS * 2), (0, 2), folder)


@pytest.fixture
def student(tmp_path):
    return untrained(tmp_path / "untrained")


def targets():
    """Vectors (8, 16) of length 1."""
    drawn = np.random.default_rng(3).normal(size=(len(TEXTS), 16)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def likeness(student):
    return float((student.encode(TEXTS) * targets()).sum(axis=1).mean())


def margin(student):
    """How much nearer anchors are to their positives than to their negatives."""
    anchors, positives, negatives = (
        student.encode([getattr(triple, part) for triple in TRIPLES])
        for part in ("anchor", "positive", "negative")
    )
    return float((anchors * (positives - negatives)).sum(axis=1).mean())


class TestDistil:
    def test_the_student_comes_nearer_to_the_targets(self, student, tmp_path):
        before = likeness(student)

        distil(student, TEXTS, targets(), tmp_path / "run", epochs=8, batch=4, rate=2e-2)

        assert likeness(student) > before + 0.1

    def test_a_finished_run_is_taken_up_where_it_ended(self, student, tmp_path):
        run = {"epochs": 2, "batch": 4, "rate": 1e-2}
        distil(student, TEXTS, targets(), tmp_path / "run", **run)
        learnt = student.encode(TEXTS)
        again = untrained(tmp_path / "again")

        distil(again, TEXTS, targets(), tmp_path / "run", **run)

        np.testing.assert_allclose(again.encode(TEXTS), learnt, atol=1e-4)


class TestContrast:
    def test_anchors_are_drawn_to_positives_and_away_from_negatives(self, student, tmp_path):
        before = margin(student)

        contrast(student, TRIPLES * 16, tmp_path / "run", batch=4, rate=2e-2)

        assert margin(student) > before + 0.05
