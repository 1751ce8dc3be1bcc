"""Levels of one procedure as one family."""

from knowledge.corpus import Entry
from knowledge.encoder.families import by_family, document_text, families_of, family_key


def entry(code, name, field="Hộ tịch"):
    return Entry(code=code, name=name, short_name=name, field=field)


KITES = [
    entry("9.000001", "Đăng ký thả diều (cấp xã)", "Diều"),
    entry("9.000002", "Thủ tục đăng ký thả diều (cấp tỉnh)", "Diều và gió"),
    entry("9.000003", "Đăng ký thả đèn trời", "Diều"),
]


class TestFamilyKey:
    def test_level_heading_case_and_accents_do_not_count(self):
        assert family_key("Thủ tục đăng ký thả diều (cấp tỉnh)") == "dang ky tha dieu"
        assert family_key("ĐĂNG KÝ THẢ DIỀU (cấp xã)") == "dang ky tha dieu"

    def test_other_words_make_another_family(self):
        assert family_key("Đăng ký lại thả diều") != family_key("Đăng ký thả diều")


class TestDocumentText:
    def test_it_is_the_name_without_level_and_the_field(self):
        assert document_text(KITES[0]) == "Đăng ký thả diều. Diều"


class TestFamiliesOf:
    def test_all_levels_are_one_family_told_by_its_first_entry(self):
        families = families_of(KITES)

        assert list(families) == ["dang ky tha dieu", "dang ky tha den troi"]
        assert families["dang ky tha dieu"].codes == ("9.000001", "9.000002")
        assert families["dang ky tha dieu"].text == "Đăng ký thả diều. Diều"


class TestByFamily:
    def test_questions_of_all_codes_come_together(self):
        questions = {"9.000002": ["thả diều cấp tỉnh"], "9.000001": ["xin thả diều"]}

        assert by_family(questions, families_of(KITES)) == {
            "dang ky tha dieu": ["thả diều cấp tỉnh", "xin thả diều"]
        }

    def test_codes_that_are_not_there_are_left_out(self):
        assert by_family({"9.999999": ["gì đó"]}, families_of(KITES)) == {}
