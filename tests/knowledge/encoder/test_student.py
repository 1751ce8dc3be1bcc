"""The encoder before training."""

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer

from knowledge.encoder.student import student_of
from knowledge.encoder.teacher import BertParts, bert, parts_of, tokenizer
from knowledge.encoder.vocabulary import LONGEST_INPUT, vocabulary_of
from tests.knowledge.encoder.tiny import packed_model

TEXTS = ["thuế khai", "Thuế sinh", "thuê khai", "thuế sinh"]
LAYERS = (0, 2)


@pytest.fixture(scope="module")
def base():
    packed = packed_model()
    return BertParts(bert(packed), tokenizer(packed))


@pytest.fixture(scope="module")
def student(base, tmp_path_factory):
    return student_of(base, vocabulary_of(TEXTS), LAYERS, tmp_path_factory.mktemp("student"))


def embedding(parts, token):
    weights = parts.network.embeddings.word_embeddings.weight
    return weights[parts.tokenizer.convert_tokens_to_ids(token)]


def mean_of_pieces(base, word):
    pieces = base.tokenizer(word, add_special_tokens=False)["input_ids"]
    return base.network.embeddings.word_embeddings.weight[pieces].mean(dim=0)


class TestStudentOf:
    def test_chosen_layers_are_copied_in_order(self, base, student):
        made = parts_of(student).network

        assert len(made.encoder.layer) == len(LAYERS)
        for place, number in enumerate(LAYERS):
            wanted = base.network.encoder.layer[number].state_dict()
            for name, values in made.encoder.layer[place].state_dict().items():
                assert torch.equal(values, wanted[name]), name

    def test_positions_are_those_of_the_base_as_far_as_they_reach(self, base, student):
        made = parts_of(student).network.embeddings.position_embeddings.weight

        assert len(made) == 2 * LONGEST_INPUT
        assert torch.equal(made, base.network.embeddings.position_embeddings.weight[: len(made)])

    def test_a_token_begins_as_the_mean_of_its_surfaces_by_how_often_they_occur(
        self, base, student
    ):
        wanted = (3 * mean_of_pieces(base, "thuế") + mean_of_pieces(base, "thuê")) / 4

        assert torch.allclose(embedding(parts_of(student), "thue"), wanted, atol=1e-6)

    def test_a_continuation_begins_as_the_word_itself(self, student):
        parts = parts_of(student)

        assert torch.equal(embedding(parts, "##sinh"), embedding(parts, "sinh"))

    def test_special_tokens_begin_as_those_of_the_base(self, base, student):
        for own, of_base in {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>"}.items():
            assert torch.equal(embedding(parts_of(student), own), embedding(base, of_base))

    def test_vectors_have_length_one_and_do_not_depend_on_accents(self, student):
        vectors = student.encode(["khai thuế", "khai thue", "sinh"])

        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
        np.testing.assert_array_equal(vectors[0], vectors[1])
        assert vectors[0] @ vectors[2] < 0.999

    def test_saved_and_loaded_it_is_the_same(self, student, tmp_path):
        student.save_pretrained(str(tmp_path), create_model_card=False)

        loaded = SentenceTransformer(str(tmp_path), device="cpu")

        np.testing.assert_allclose(
            loaded.encode("khai sinh"), student.encode("khai sinh"), atol=1e-6
        )
