import pytest

from bot.components.codes import dossier_codes, procedure_codes


def values(stretches):
    return [stretch.value for stretch in stretches]


class TestDossierCodes:
    @pytest.mark.parametrize(
        ("typed", "canonical"),
        [
            ("H22.15-230105-0001", "H22.15-230105-0001"),
            ("h22.15-230105-0001", "H22.15-230105-0001"),
            ("H22.15 - 230105 - 0001", "H22.15-230105-0001"),
            ("h22 15 230105 0001", "H22.15-230105-0001"),
            ("H 22.15-230105-0001", "H22.15-230105-0001"),
            ("H22.15–230105–0001", "H22.15-230105-0001"),
            ("H22_15_230105_0001", "H22.15-230105-0001"),
            ("H22.15230105-0001", "H22.15-230105-0001"),
            ("H22.15-2301050001", "H22.15-230105-0001"),
            ("H22.152301050001", "H22.15-230105-0001"),
            ("H22-230105-0001", "H22-230105-0001"),
            ("G09.20-240823-0012", "G09.20-240823-0012"),
            ("H61.7-261101-10234", "H61.7-261101-10234"),
            ("H22.1.2.3.4-230105-0001", "H22.1.2.3.4-230105-0001"),
            ("000.00.00.H22-230105-0001", "000.00.00.H22-230105-0001"),
            ("000.00.15.h22 230105 0001", "000.00.15.H22-230105-0001"),
            ("H22.101.15-260201-220001", "H22.101.15-260201-220001"),
        ],
    )
    def test_pasted_forms_become_canonical(self, typed, canonical):
        assert values(dossier_codes(typed)) == [canonical]

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("H22.15-231345-0001", "H22.15-231345-0001"),
            ("H22.99999999", "H22-99999999"),
            ("22.15-230105-0001", "22.15-230105-0001"),
        ],
    )
    def test_what_cannot_be_a_code_is_kept_for_the_answer_to_say_so(self, typed, kept):
        assert values(dossier_codes(typed)) == [kept]

    def test_stretch_is_the_code_alone(self):
        text = "mã (h22.15-230105-0001), nộp 5/3"
        (found,) = dossier_codes(text)
        assert text[found.start : found.end] == "h22.15-230105-0001"

    def test_two_codes_are_two(self):
        text = "H22.15-230105-0001 và H22.15-230106-0002"
        assert values(dossier_codes(text)) == ["H22.15-230105-0001", "H22.15-230106-0002"]

    @pytest.mark.parametrize(
        "text",
        ["H12 tầng 3", "mẫu CT01", "quầy G05", "0912345678", "1.004222", "XH22.15-230105-0001", ""],
    )
    def test_other_things_are_no_codes(self, text):
        assert values(dossier_codes(text)) == []


class TestProcedureCodes:
    @pytest.mark.parametrize(
        ("typed", "code"),
        [
            ("1.004222", "1.004222"),
            ("thủ tục 2.001194.000.00.00.H22 là gì", "2.001194"),
            ("1,004222?", "1.004222"),
            ("mã 1.004.222", "1.004222"),
            ("thủ tục 1 004222", "1.004222"),
        ],
    )
    def test_code_without_the_suffix_of_the_province(self, typed, code):
        assert values(procedure_codes(typed)) == [code]

    @pytest.mark.parametrize(
        "text", ["giá 1.004.222 đồng", "11.004222", "1.0042223", "2.0", "1.004222.5", "0912.345678"]
    )
    def test_amounts_and_versions_are_no_codes(self, text):
        assert values(procedure_codes(text)) == []
