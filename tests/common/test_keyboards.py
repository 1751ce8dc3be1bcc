"""Telex and VNI, typed and read back."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from common.keyboards import from_telex, from_vni, is_marked, is_syllable, telex, vni
from common.text import canonical_tones, fold

INITIALS = [
    "b",
    "c",
    "ch",
    "d",
    "đ",
    "g",
    "gh",
    "gi",
    "h",
    "k",
    "kh",
    "l",
    "m",
    "n",
    "ng",
    "ngh",
    "nh",
    "ph",
    "qu",
    "r",
    "s",
    "t",
    "th",
    "tr",
    "v",
    "x",
]
ACCENTED = [
    "ấ",
    "ắc",
    "ấm",
    "ần",
    "ắng",
    "ấp",
    "ất",
    "ầu",
    "ẩy",
    "á",
    "ạch",
    "ài",
    "ảo",
    "ạnh",
    "ăn",
    "ề",
    "ếch",
    "ện",
    "ếp",
    "ết",
    "ểu",
    "é",
    "ẽo",
    "ẹt",
    "ì",
    "ích",
    "iếc",
    "iểm",
    "iện",
    "iếng",
    "iếp",
    "iết",
    "iều",
    "ịt",
    "ồ",
    "ốc",
    "ổi",
    "ồm",
    "ồng",
    "ộp",
    "ột",
    "ò",
    "ọc",
    "ói",
    "õng",
    "ót",
    "ơ",
    "ới",
    "ợm",
    "ờn",
    "ợp",
    "ớt",
    "òa",
    "oái",
    "oảng",
    "oạt",
    "oắc",
    "oằn",
    "òe",
    "ù",
    "ục",
    "ủi",
    "ùm",
    "ụng",
    "út",
    "úy",
    "ừ",
    "ức",
    "ửi",
    "ừng",
    "ứt",
    "ưa",
    "ừa",
    "ướ",
    "ước",
    "ười",
    "ượm",
    "ườn",
    "ường",
    "ướp",
    "ượt",
    "ượu",
    "uẩn",
    "uất",
    "uế",
    "uốc",
    "uối",
    "uồn",
    "uộng",
    "uốt",
    "uyến",
    "uyết",
    "uyện",
    "uỳnh",
    "uýt",
    "ý",
]
ORDINARY = [
    "giay",
    "khai",
    "sinh",
    "lam",
    "ket",
    "hon",
    "cccd",
    "ct01",
    "gplx",
    "dkkh",
    "ks",
    "hk",
    "cmnd",
    "ubnd",
    "bhxh",
    "lltp",
    "vneid",
    "zalo",
    "grab",
    "tw",
    "b2",
    "5g",
    "1.001193",
    "kt3",
    "hg",
    "2025",
    "pass",
    "boss",
    "online",
    "passport",
    "facebook",
    "khoan",
    "quyen",
    "nghieng",
]


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
    def test_shapes_stand_at_their_letter_and_the_tone_at_the_end(
        self, word: str, in_telex: str, in_vni: str
    ) -> None:
        assert telex(word) == in_telex
        assert vni(word) == in_vni

    def test_decomposed_unicode_types_the_same(self, word: str, in_telex: str, in_vni: str) -> None:
        decomposed = unicodedata.normalize("NFD", word)

        assert telex(decomposed) == in_telex
        assert vni(decomposed) == in_vni


class TestReadingBack:
    @given(st.sampled_from(INITIALS), st.sampled_from(ACCENTED))
    @example("đ", "ược")
    @example("nghi", "ệng")
    @example("", "ườn")
    def test_a_typed_word_gives_its_syllable(self, initial: str, rime: str) -> None:
        word = canonical_tones(initial + rime)
        if is_syllable(fold(word)):
            assert fold(from_telex(telex(word)) or "") == fold(word)
            assert fold(from_vni(vni(word)) or "") == fold(word)

    @pytest.mark.parametrize(
        "word",
        [
            "giấy",
            "hòa",
            "hoàn",
            "khỏe",
            "thuở",
            "quý",
            "thủy",
            "mùa",
            "mía",
            "nghiêng",
            "được",
            "trường",
            "người",
            "những",
            "uống",
            "gì",
            "giếng",
            "hoặc",
            "mưa",
            "đi",
            "yêu",
            "chuyển",
            "quốc",
        ],
    )
    def test_accents_come_back_where_they_belong(self, word: str) -> None:
        assert from_telex(telex(word)) == word or word == "đi"
        assert from_vni(vni(word)) == word or word == "đi"

    @pytest.mark.parametrize(
        ("typed", "word"),
        [
            ("giaasy", "giấy"),
            ("lafm", "làm"),
            ("thuowngf", "thường"),
            ("nhwngx", "những"),
            ("muaw", "mưa"),
            ("dduowcj", "được"),
            ("hoawcj", "hoặc"),
        ],
    )
    def test_telex_may_be_typed_in_any_usual_order(self, typed: str, word: str) -> None:
        assert from_telex(typed) == word

    @pytest.mark.parametrize(
        ("typed", "word"), [("gia61y", "giấy"), ("la2m", "làm"), ("d9uo7c5", "được")]
    )
    def test_vni_may_be_typed_in_any_usual_order(self, typed: str, word: str) -> None:
        assert from_vni(typed) == word

    @pytest.mark.parametrize("word", ORDINARY)
    def test_ordinary_words_type_nothing(self, word: str) -> None:
        assert from_telex(word) is None
        assert from_vni(word) is None

    @given(st.text(max_size=40))
    def test_whatever_is_read_is_a_syllable(self, text: str) -> None:
        for read in (from_telex(text), from_vni(text)):
            assert read is None or is_syllable(fold(read))


class TestIsMarked:
    @pytest.mark.parametrize("word", ["giaays", "dduowcj", "truws", "la2m", "gia6y1", "d9i"])
    def test_shape_and_tone_or_digits_inside_are(self, word: str) -> None:
        assert is_marked(word)

    @pytest.mark.parametrize("word", ["this", "moon", "quan1", "lafm", "sinh", "sad"])
    def test_one_of_them_alone_is_not(self, word: str) -> None:
        assert not is_marked(word)


class TestIsSyllable:
    @pytest.mark.parametrize(
        "key", ["a", "giay", "nghieng", "thuo", "khuyu", "quyet", "xoong", "yeu", "oan"]
    )
    def test_vietnamese_is(self, key: str) -> None:
        assert is_syllable(key)

    @pytest.mark.parametrize("key", ["x", "ks", "form", "the1", "card", "visas", "giaay", "strong"])
    def test_other_words_are_not(self, key: str) -> None:
        assert not is_syllable(key)
