"""The files that ship, made of a tiny model."""

import gc

import numpy as np
import pytest

from knowledge.encoder.encoding import load_encoder
from knowledge.encoder.export import MODEL_FILE, export
from knowledge.encoder.student import student_of
from knowledge.encoder.teacher import BertParts, bert, tokenizer
from knowledge.encoder.vocabulary import vocabulary_of
from tests.knowledge.encoder.tiny import packed_model

TEXTS = ["khai sinh", "thuế nhà đất", "khai thuế", "sinh"]


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """A student as training leaves it: the model and its folder."""
    folder = tmp_path_factory.mktemp("trained")
    packed = packed_model()
    base = BertParts(bert(packed), tokenizer(packed))
    student = student_of(base, vocabulary_of(TEXTS * 2), (0, 2), folder / "files")
    student.save_pretrained(str(folder / "model"), create_model_card=False)
    return student, folder / "model"


@pytest.fixture(autouse=True)
def folders_of_optimum():
    """Optimum leaves its temporary folders to the garbage collector, which warns of them."""
    yield
    gc.collect()


# PyTorch and Optimum warn of each other while a model is traced.
@pytest.mark.filterwarnings("ignore")
class TestExport:
    def test_the_shipped_files_give_nearly_the_same_vectors(self, trained, tmp_path):
        student, folder = trained
        target = tmp_path / "shipped"
        target.mkdir()
        (target / "old.onnx").write_bytes(b"of the encoder before")

        export(folder, target)

        found = load_encoder(str(target)).encode(TEXTS)
        assert [file.relative_to(target).as_posix() for file in target.rglob("*.onnx")] == [
            MODEL_FILE
        ]
        np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
        assert (found * student.encode(TEXTS)).sum(axis=1).min() > 0.95
