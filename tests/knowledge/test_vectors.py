"""Vectors kept on disk."""

import numpy as np
import pytest

from knowledge import vectors
from knowledge.vectors import VectorStore


class Counting:
    """Encodes a text as its length and remembers which were asked for."""

    def __init__(self):
        self.asked = []

    def __call__(self, texts):
        self.asked.append(list(texts))
        return np.array([[len(text), 1] for text in texts], np.float32)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "folder" / "model-1.5.npz"


@pytest.fixture
def encode():
    return Counting()


class TestFill:
    def test_only_what_is_missing_is_encoded_each_text_once(self, file, encode):
        store = VectorStore(file)

        store.fill(["a", "bb", "a"], encode)
        store.fill(["bb", "ccc"], encode)

        assert encode.asked == [["a", "bb"], ["ccc"]]

    def test_nothing_missing_leaves_the_file_alone(self, file, encode):
        VectorStore(file).fill(["a"], encode)
        before = file.stat().st_mtime_ns

        VectorStore(file).fill(["a"], encode)

        assert encode.asked == [["a"]]
        assert file.stat().st_mtime_ns == before

    def test_an_interrupted_run_goes_on_where_it_was(self, file, encode, monkeypatch):
        monkeypatch.setattr(vectors, "CHUNK", 2)

        def breaks_down(texts):
            if "ccc" in texts:
                raise InterruptedError
            return encode(texts)

        with pytest.raises(InterruptedError):
            VectorStore(file).fill(["a", "bb", "ccc"], breaks_down)
        VectorStore(file).fill(["a", "bb", "ccc"], encode)

        assert encode.asked == [["a", "bb"], ["ccc"]]

    def test_progress_counts_the_missing_texts(self, file, encode, monkeypatch):
        monkeypatch.setattr(vectors, "CHUNK", 2)
        store, seen = VectorStore(file), []
        store.fill(["a"], encode)

        store.fill(["a", "bb", "ccc", "dddd"], encode, lambda *counts: seen.append(counts))

        assert seen == [(2, 3), (3, 3)]


class TestOf:
    def test_vectors_come_in_the_order_asked_for(self, file, encode):
        store = VectorStore(file)
        store.fill(["a", "bb"], encode)

        assert store.of(["bb", "a", "bb"]).tolist() == [[2, 1], [1, 1], [2, 1]]

    def test_they_survive_a_restart_as_float32(self, file, encode):
        VectorStore(file).fill(["a", "đất đai"], encode)

        found = VectorStore(file).of(["đất đai"])

        assert found.tolist() == [[7, 1]]
        assert found.dtype == np.float32

    def test_a_text_that_was_not_filled_in_is_a_key_error(self, file):
        with pytest.raises(KeyError):
            VectorStore(file).of(["a"])

    def test_an_unfinished_file_is_ignored(self, file, encode):
        VectorStore(file).fill(["a"], encode)
        file.with_suffix(".1.part.npz").write_bytes(b"PK half of")

        assert VectorStore(file).of(["a"]).tolist() == [[1, 1]]

    def test_a_save_leaves_no_unfinished_file(self, file, encode):
        VectorStore(file).fill(["a"], encode)

        assert [found.name for found in file.parent.iterdir()] == [file.name]
