"""Keys that type accented words."""

import unicodedata

import pytest

from knowledge.encoder.keyboards import telex, vni


@pytest.mark.parametrize(
    ("word", "in_telex", "in_vni"),
    [
        ("giấy", "giaays", "gia6y1"),
        ("đường", "dduwowngf", "d9u7o7ng2"),
        ("khai", "khai", "khai"),
        ("trẻ", "trer", "tre3"),
        ("mẫu", "maaux", "ma6u4"),
        ("hộ", "hooj", "ho65"),
        ("lưu", "luwu", "lu7u"),
        ("Bằng", "bawngf", "ba8ng2"),
        ("ct01", "ct01", "ct01"),
        ("", "", ""),
    ],
)
class TestTelexAndVni:
    def test_shapes_stand_at_their_letter_and_the_tone_at_the_end(self, word, in_telex, in_vni):
        assert telex(word) == in_telex
        assert vni(word) == in_vni

    def test_decomposed_unicode_types_the_same(self, word, in_telex, in_vni):
        decomposed = unicodedata.normalize("NFD", word)

        assert telex(decomposed) == in_telex
        assert vni(decomposed) == in_vni
