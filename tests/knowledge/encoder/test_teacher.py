"""The packed model as transformers and sentence-transformers know it."""

import numpy as np
import pytest
import torch

from knowledge.encoder.packed import UnreadableModel
from knowledge.encoder.teacher import bert, load_teacher, save_transformer, tokenizer
from tests.knowledge.encoder.tiny import PIECES, packed_model


class TestBert:
    def test_weights_stand_where_transformers_looks_for_them(self):
        packed = packed_model()

        state = bert(packed).state_dict()

        for name, stored in {
            "embeddings.word_embeddings.weight": "emb.word",
            "encoder.layer.2.output.dense.weight": "l2.fo.w",
            "encoder.layer.0.attention.output.LayerNorm.bias": "l0.aln.b",
        }.items():
            np.testing.assert_array_equal(state[name], packed.tensors[stored], err_msg=name)

    def test_a_missing_tensor_is_named(self):
        packed = packed_model()
        del packed.tensors["l1.k.w"]

        with pytest.raises(UnreadableModel, match=r"lacks l1\.k\.w"):
            bert(packed)


class TestTokenizer:
    def test_text_becomes_pieces_between_start_and_end(self):
        ids = tokenizer(packed_model())("khai sinh")["input_ids"]

        assert [PIECES[number] for number in ids] == ["<s>", "▁khai", "▁sinh", "</s>"]

    def test_unknown_letters_and_decomposed_accents_are_read(self):
        read = tokenizer(packed_model())

        assert read("thue\u0302\u0301")["input_ids"] == read("thuế")["input_ids"]
        assert PIECES.index("<unk>") in read("khai 字")["input_ids"]


class TestLoadTeacher:
    def test_a_folder_is_loaded_as_any_model(self, tmp_path):
        packed = packed_model()
        save_transformer(packed, tmp_path)

        teacher = load_teacher(str(tmp_path))

        ids = torch.tensor([tokenizer(packed)("khai sinh")["input_ids"]])
        with torch.no_grad():
            mean = bert(packed)(ids).last_hidden_state.mean(dim=1)[0].numpy()
        found = teacher.encode("khai sinh")
        cosine = found @ mean / np.linalg.norm(found) / np.linalg.norm(mean)
        assert cosine == pytest.approx(1, abs=1e-5)
