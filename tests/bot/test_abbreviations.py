from pathlib import Path

import pytest

from bot.components.abbreviations import AbbreviationError, Abbreviations

SHIPPED = Path(__file__).parents[2] / "nlu_data" / "abbreviations.yml"


@pytest.fixture(scope="module")
def shipped() -> Abbreviations:
    return Abbreviations.from_yaml(SHIPPED)


def listed(*pairs: tuple[str, str], ambiguous: bool = False) -> Abbreviations:
    return Abbreviations.from_entries(
        [{"short": short, "long": long, "ambiguous": ambiguous} for short, long in pairs]
    )


class TestWriteOut:
    @pytest.mark.parametrize(
        ("typed", "written"),
        [
            ("e muốn lm cccd dc ko ạ", "em muốn làm căn cước công dân được không ạ"),
            ("đổi gplx ntn", "đổi giấy phép lái xe như thế nào"),
            ("sđ bị rách", "sổ đỏ bị rách"),
            ("đkkd ở đâu", "đăng ký kinh doanh ở đâu"),
            ("KO", "không"),
            ("ko, dc!", "không, được!"),
            ("ko,dc", "không,được"),
            ("“ko”", "“không”"),
            ("ko...", "không..."),
            ("a/c ơi", "anh chị ơi"),
            ("ko\ndc", "không\nđược"),
        ],
    )
    def test_short_forms_become_standard_wording(self, shipped, typed, written):
        assert shipped.write_out(typed) == written

    @pytest.mark.parametrize(
        "typed",
        [
            "H22.15-230105-0001",
            "1.004222.000.00.00.H22",
            "0912.345.678",
            "https://dichvucong.gov.vn/dc?k=ko",
            "k.dc@ko.vn",
            "118/2025/nđ-cp",
            "5k",
            "500 k",
            "2.5 k",
            "không",
            "",
            "🙏",
        ],
    )
    def test_codes_numbers_and_addresses_stay(self, shipped, typed):
        assert shipped.write_out(typed) == typed

    def test_number_before_a_longer_form_does_not_stop_it(self, shipped):
        assert shipped.write_out("2 cccd") == "2 căn cước công dân"

    def test_code_before_a_short_form_does_not_stop_it(self, shipped):
        assert shipped.write_out("H22.15-230105-0001 k thấy") == "H22.15-230105-0001 không thấy"

    def test_longest_form_wins(self):
        both = listed(("đk", "đăng ký"), ("đk gì", "điều kiện gì"))
        assert both.write_out("đk gì đk xe") == "điều kiện gì đăng ký xe"

    def test_form_that_stands_for_itself_shields_its_words(self):
        both = listed(("nhiêu", "bao nhiêu"), ("bao nhiêu", "bao nhiêu"))
        assert both.write_out("bao nhiêu hay nhiêu") == "bao nhiêu hay bao nhiêu"

    def test_ambiguous_form_stays(self):
        assert listed(("hs", "hồ sơ"), ambiguous=True).write_out("hs") == "hs"

    def test_new_tone_marks_in_the_list_are_found_in_old_ones(self):
        assert (
            listed(("hoà giải cs", "hòa giải cơ sở")).write_out("hòa giải cs") == "hòa giải cơ sở"
        )

    @pytest.mark.parametrize(
        ("typed", "written"),
        [
            ("dạaaa", "dạ"),
            ("okeeee", "ok"),
            ("khôngggg", "không"),
            ("đượccc", "được"),
            ("hảaa", "hả"),
        ],
    )
    def test_drawn_out_words_are_shortened(self, shipped, typed, written):
        assert shipped.write_out(typed) == written

    @pytest.mark.parametrize("typed", ["khu III", "hạng viii", "CCCDD", "xoong"])
    def test_roman_numbers_and_acronyms_are_not_drawn_out(self, shipped, typed):
        assert shipped.write_out(typed) == typed


class TestFromEntries:
    def test_form_listed_twice_is_refused_by_name(self):
        with pytest.raises(AbbreviationError, match="“ko” is listed twice"):
            listed(("ko", "không"), ("KO", "khô"))

    @pytest.mark.parametrize("short", ["", "12", "a b!", "k  o", "x.y"])
    def test_form_that_is_no_word_is_refused(self, short):
        with pytest.raises(AbbreviationError, match="not made of words"):
            listed((short, "x"))


class TestJson:
    def test_read_back_it_writes_the_same(self, shipped):
        again = Abbreviations.from_json(shipped.to_json())
        assert again.write_out("e ko bik lm cccd") == shipped.write_out("e ko bik lm cccd")
