"""A question taken apart."""

import pytest

from common.text import fold
from knowledge.understanding import Reader, Reading
from tests.knowledge.small_corpus import ENTRIES, small_index, words

READER = small_index(ENTRIES).reader


def telling(reading: Reading) -> list[str]:
    """Keys that count fully in the search."""
    return [w.key for w, weight in zip(reading.words, reading.weights, strict=True) if weight == 1]


def meant(reading: Reading) -> list[str]:
    return [" ".join(word.form for word in meaning.words) for meaning in reading.meanings]


class TestRead:
    @pytest.mark.parametrize(
        "text",
        [
            "Dạ cho em hỏi giấy phép thả diều cần những giấy tờ gì ạ",
            "con ơi giấy phép thả diều tốn bao nhiêu tiền hả con",
            "giay phep tha dieu o dau vay",
        ],
    )
    def test_politeness_and_asking_words_do_not_name_a_procedure(self, text: str) -> None:
        assert telling(READER.read(text)) == ["giay", "phep", "tha", "dieu"]

    def test_accents_do_not_change_what_tells(self) -> None:
        text = "Làm lại giấy phép thả diều bị mất ở đâu"
        assert telling(READER.read(text)) == telling(READER.read(fold(text)))

    def test_a_filler_that_stands_in_a_name_is_kept(self) -> None:
        assert "co" in telling(READER.read("khai sinh có yếu tố nước ngoài"))
        assert "co" not in telling(READER.read("khai sinh có được không"))

    def test_negation_is_kept_as_typed(self) -> None:
        assert "không" in [word.form for word in READER.read("không có giấy chứng sinh").words]

    def test_what_people_say_gets_its_official_wording(self) -> None:
        assert meant(READER.read("xin giấy độc thân")) == ["cấp giấy xác nhận tình trạng hôn nhân"]

    def test_of_overlapping_sayings_the_longest_counts(self) -> None:
        assert meant(READER.read("sổ đỏ bị mất")) == ["cấp lại giấy chứng nhận do bị mất đất đai"]

    def test_a_saying_inside_a_phrase_that_asks_is_not_the_procedure(self) -> None:
        assert meant(READER.read("thả diều trên vneid được không")) == []

    def test_a_saying_that_counts_only_alone_is_dropped_beside_a_name(self) -> None:
        assert meant(READER.read("giấy phép kinh doanh"))
        assert not meant(READER.read("giấy phép kinh doanh nhà máy sản xuất diều xuất khẩu"))

    def test_a_saying_means_something_else_beside_other_words(self) -> None:
        assert "cải chính" in " ".join(meant(READER.read("giấy khai sinh ghi sai tên")))
        assert "cải chính" not in " ".join(meant(READER.read("hóa đơn ghi sai tên")))

    def test_the_purpose_counts_less_than_the_wish(self) -> None:
        reading = READER.read("xin giấy độc thân để mua đất")
        weights = {found.words[0].form: found.weight for found in reading.meanings}
        assert weights["đăng"] < weights["cấp"] == 1

    def test_what_follows_the_purpose_word_is_the_wish_where_nothing_came_before(self) -> None:
        assert telling(READER.read("phải làm gì để khai sinh")) == ["khai", "sinh"]

    def test_a_typed_code_is_found(self) -> None:
        assert READER.read("thủ tục 9.000001 cần gì").codes == ("9.000001",)

    @pytest.mark.parametrize("text", ["", "   ", "😀😀", "?!…", "a" * 5000, "\u200b"])
    def test_any_text_is_read(self, text: str) -> None:
        reading = READER.read(text)
        assert len(reading.words) == len(reading.weights)
        assert not reading.meanings

    def test_no_more_words_are_read_than_anyone_needs(self) -> None:
        assert len(Reader(words()).read("khai sinh " * 1000).words) == 300
