"""Dossier codes as people paste them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossiers.code import (
    CodeProblem,
    DossierCode,
    ProblemKind,
    find_dossier_codes,
    parse_dossier_code,
)
from dossiers.formats import code_formats
from tests.dossiers.support import TODAY


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


def full_width(text: str) -> str:
    """As phones set for Chinese or Japanese type it."""
    return "".join(chr(ord(character) + 0xFEE0) for character in text)


ISSUERS = st.tuples(st.sampled_from("GH"), digits(2)).map("".join)
HEADS = st.one_of(
    st.tuples(digits(3), digits(2), digits(2), ISSUERS).map(".".join),
    st.tuples(ISSUERS, st.lists(st.integers(1, 4).flatmap(digits), max_size=4)).map(
        lambda parts: ".".join([parts[0], *parts[1]])
    ),
    st.tuples(ISSUERS, digits(3), digits(2)).map(".".join),
)
CODES = st.tuples(
    HEADS,
    st.dates(date(2015, 1, 1), TODAY).map(lambda day: f"{day:%y%m%d}"),
    st.integers(4, 10).flatmap(digits),
).map("-".join)


class TestParseDossierCode:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("H22.15-230105-0001", "H22.15-230105-0001"),
            ("h22.15 – 230105 — 0001", "H22.15-230105-0001"),
            ("H22.15 230105 0001", "H22.15-230105-0001"),
            ("H22 . 15 - 230105 - 0001", "H22.15-230105-0001"),
            ("H22.15-23 01 05-00 01", "H22.15-230105-0001"),
            ("H22.15\n-230105\n-0001", "H22.15-230105-0001"),
            ("H22,15_230105_0001", "H22.15-230105-0001"),
            ("H22.15/230105/0001", "H22.15-230105-0001"),
            ("H22.15.230105.0001", "H22.15-230105-0001"),
            ("H22.15-2301050001", "H22.15-230105-0001"),
            ("H22.15230105-0001", "H22.15-230105-0001"),
            ("H22.152301050001", "H22.15-230105-0001"),
            ("H22152301050001", "H22.15-230105-0001"),
            ("H2215-230105-0001", "H22.15-230105-0001"),
            ("H22.I5-23O1o5-OOOl", "H22.15-230105-0001"),
            (full_width("H22.15-230105-0001"), "H22.15-230105-0001"),
            ("H22\u200b.15-230105-0001", "H22.15-230105-0001"),
            ("mã hồ sơ: H22.15-230105-0001, sđt 0912345678", "H22.15-230105-0001"),
            ("hồ sơ H22.15-230105-0001 2 tháng rồi", "H22.15-230105-0001"),
            ("H22.15-230105-0001 lo quá", "H22.15-230105-0001"),
            ("H22-230105-0001", "H22-230105-0001"),
            ("H56.14-240823-0001", "H56.14-240823-0001"),
            ("g09.20-240823-0001", "G09.20-240823-0001"),
            ("000.00.15.H22-230105-0001", "000.00.15.H22-230105-0001"),
            ("000 00 15 h22 230105 0001", "000.00.15.H22-230105-0001"),
            ("ooo.oo.15.H22-230105-0001", "000.00.15.H22-230105-0001"),
            ("H22.105.01-260301-010001", "H22.105.01-260301-010001"),
            ("h22.105.01 260301 0100012", "H22.105.01-260301-0100012"),
        ],
    )
    def test_what_people_paste_becomes_the_one_spelling(self, text: str, code: str) -> None:
        assert str(parse_dossier_code(text, today=TODAY)) == code

    @pytest.mark.parametrize(
        ("text", "kind", "part"),
        [
            ("", ProblemKind.EMPTY, ""),
            ("  \n ", ProblemKind.EMPTY, ""),
            ("hồ sơ của tôi đâu", ProblemKind.NOT_A_CODE, ""),
            ("😀", ProblemKind.NOT_A_CODE, ""),
            ("15-230105-0001", ProblemKind.NO_ISSUER, ""),
            ("X22.15-230105-0001", ProblemKind.NO_ISSUER, ""),
            ("H22.15", ProblemKind.NO_DAY, ""),
            ("H22.15-0001", ProblemKind.NO_DAY, ""),
            ("H22.15-231305-0001", ProblemKind.IMPOSSIBLE_DAY, "231305"),
            ("H22.15-230229-0001", ProblemKind.IMPOSSIBLE_DAY, "230229"),
            ("H22.15-23015-0001", ProblemKind.IMPOSSIBLE_DAY, "23015"),
            ("H22.15-990105-0001", ProblemKind.FUTURE_DAY, "990105"),
            ("H22.15-261123-0001", ProblemKind.FUTURE_DAY, "261123"),
            ("H22.15-230105", ProblemKind.SHORT_SERIAL, ""),
            ("H22.15-230105-12", ProblemKind.SHORT_SERIAL, "12"),
            ("H22.15-230105-12345678901", ProblemKind.LONG_SERIAL, "12345678901"),
            ("000.00.15.H22.15-230105-0001", ProblemKind.UNKNOWN_FORM, "000.00.15.H22.15"),
            ("H2210501-230105-0001", ProblemKind.UNCLEAR, ""),
        ],
    )
    def test_what_is_wrong_is_said_with_an_example(
        self, text: str, kind: ProblemKind, part: str
    ) -> None:
        problem = parse_dossier_code(text, today=TODAY)
        assert problem == CodeProblem(kind, part, "H22.15-230105-0001")

    def test_a_code_of_tomorrow_is_accepted_for_the_sake_of_time_zones(self) -> None:
        assert isinstance(parse_dossier_code("H22.15-261122-0001", today=TODAY), DossierCode)

    def test_by_default_today_is_today_in_vietnam(self) -> None:
        tomorrow_at_the_latest = date.today() + timedelta(days=3)  # noqa: DTZ011 - any zone
        text = f"H22.15-{tomorrow_at_the_latest:%y%m%d}-0001"
        problem = parse_dossier_code(text)
        assert isinstance(problem, CodeProblem)
        assert problem.kind is ProblemKind.FUTURE_DAY

    def test_missing_dashes_that_allow_two_readings_are_not_guessed(self) -> None:
        # 22-11-11 with the number 11111, or unit 2 with 21-11-11 and the number 1111.
        problem = parse_dossier_code("H22.22111111111", today=TODAY)
        assert isinstance(problem, CodeProblem)
        assert problem.kind is ProblemKind.UNCLEAR

    def test_parts_of_a_code_are_known(self) -> None:
        code = parse_dossier_code("H22.105.01-260301-010001", today=TODAY)
        assert code == DossierCode(
            "H22.105.01", "H22", date(2026, 3, 1), "010001", "centralised_2026"
        )

    def test_the_new_form_is_not_dated_before_its_rule(self) -> None:
        code = parse_dossier_code("H22.105.01-250301-010001", today=TODAY)
        assert isinstance(code, DossierCode)
        assert code.form == "practice"

    def test_ten_thousand_characters_are_read_quickly(self) -> None:
        assert isinstance(parse_dossier_code("H22.1 " * 1700, today=TODAY), CodeProblem)
        assert isinstance(parse_dossier_code("0" * 10_000, today=TODAY), CodeProblem)

    @given(CODES)
    def test_every_valid_code_is_itself(self, code: str) -> None:
        assert str(parse_dossier_code(code, today=TODAY)) == code

    @given(
        CODES,
        st.sampled_from(["-", " - ", "–", " — ", "_", "/", " ", "  "]),
        st.sampled_from([".", " . ", ",", ", "]),
        st.booleans(),
        st.booleans(),
    )
    def test_every_valid_code_survives_mangling(
        self, code: str, dash: str, dot: str, lower: bool, letters: bool
    ) -> None:
        head, day, serial = code.split("-")
        mangled = dash.join([head.replace(".", dot), day, serial])
        if letters:
            mangled = mangled.replace("0", "O").replace("1", "l")
        text = f"mã {mangled.lower() if lower else mangled} ạ"
        assert str(parse_dossier_code(text, today=TODAY)) == code

    @given(CODES)
    def test_without_one_dash_a_code_is_itself(self, code: str) -> None:
        head, day, serial = code.split("-")
        assert _same_or_unclear(f"{head}-{day}{serial}", code)
        assert _same_or_unclear(f"{head}{day}-{serial}", code)

    @given(CODES)
    def test_without_dashes_a_code_is_itself_or_asked_again_never_another(self, code: str) -> None:
        assert _same_or_unclear(code.replace("-", ""), code)

    @given(st.text(max_size=200))
    def test_any_text_is_a_code_or_a_problem(self, text: str) -> None:
        read = parse_dossier_code(text, today=TODAY)
        assert isinstance(read, CodeProblem) or parse_dossier_code(str(read), today=TODAY) == read


def _same_or_unclear(text: str, code: str) -> bool:
    read = parse_dossier_code(text, today=TODAY)
    if isinstance(read, DossierCode):
        return str(read) == code
    return read.kind is ProblemKind.UNCLEAR


class TestFindDossierCodes:
    def test_codes_in_a_sentence_are_found_in_order_and_once(self) -> None:
        text = "H22.15-230105-0002 với h22.15-230105-0001 và H22.15 – 230105 – 0002 xong chưa"
        assert [str(code) for code in find_dossier_codes(text, today=TODAY)] == [
            "H22.15-230105-0002",
            "H22.15-230105-0001",
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "lệ phí 200.000 đồng, gọi 0912 345 678",
            "căn cước 001099012345",
            "thủ tục 1.001193 và 2.000815",
            "8h22 sáng 230105 0001",
            "H22.15-231305-0001",
            "mẫu TH22.15-230105-0001",
        ],
    )
    def test_other_numbers_are_no_codes(self, text: str) -> None:
        assert find_dossier_codes(text, today=TODAY) == []


class TestCodeFormats:
    def test_each_form_has_a_sample_of_itself_and_a_source(self) -> None:
        for form in code_formats().forms:
            code = parse_dossier_code(form.sample, today=TODAY)
            assert isinstance(code, DossierCode)
            assert code.form == form.name
            assert form.source

    def test_the_example_shown_to_citizens_is_a_code(self) -> None:
        example = code_formats().example
        assert str(parse_dossier_code(example, today=TODAY)) == example
