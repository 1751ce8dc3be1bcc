"""Vectors that stand in for those that take too long to make."""

import numpy as np

from benchmarks.search.grown import stepped


class TestStepped:
    def test_stays_near_and_of_length_one(self) -> None:
        draw = np.random.default_rng(1)
        vectors = draw.normal(size=(50, 384)).astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        found = stepped(vectors)
        assert found.dtype == np.float32
        assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
        likeness = (found * vectors).sum(axis=1)
        assert (likeness > 0.75).all()
        assert (likeness < 0.95).all()

    def test_is_the_same_every_time(self) -> None:
        vectors = np.eye(4, dtype=np.float32)
        assert np.array_equal(stepped(vectors), stepped(vectors))
