"""knowledge/national/legal.py."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.national.legal import read_legal_bases
from knowledge.record import LegalBasis
from tests.knowledge.records import flat_bases

KINDS = ["NĐ-CP", "TT-BTC", "TT-BNNMT", "QĐ-TTg", "QH15", "NQ-CP", "TTLT-BCA-BTP", "UBTVQH14"]
NUMBERS = st.builds(
    lambda serial, year, kind: f"{serial:02}/{year}/{kind}",
    st.integers(1, 9999),
    st.integers(1999, 2026),
    st.sampled_from(KINDS),
)
WORD = st.sampled_from(["về", "thả diều", "sửa đổi", "phí và lệ phí", "(nếu có)", "ngày 1/2/2026"])
TITLES = st.one_of(
    st.builds(
        lambda first, words: f"{first} {' '.join(words)}",
        st.sampled_from(["Luật", "Nghị định", "Quy định", "quy định", "Thông tư số"]),
        st.lists(WORD, min_size=1, max_size=4),
    ),
    st.builds(lambda number: f"Nghị định số {number} của Chính phủ về diều", NUMBERS),
)
ROWS = st.lists(st.tuples(TITLES, NUMBERS), min_size=1, max_size=6)


class TestReadLegalBases:
    @given(ROWS)
    def test_any_table_is_rebuilt(self, rows: list[tuple[str, str]]):
        found = read_legal_bases(flat_bases(rows))
        assert found.rows == [LegalBasis(number=number, title=title) for title, number in rows]
        assert found.rest == []

    @given(NUMBERS, NUMBERS)
    def test_name_that_ends_with_its_own_number(self, first: str, second: str):
        rows = [(f"Thông tư {first}", first), (f"Thông tư {second}", second)]
        found = read_legal_bases(flat_bases(rows))
        assert [(basis.title, basis.number) for basis in found.rows] == rows

    @pytest.mark.parametrize(
        ("flat", "number", "title"),
        [
            ("Luật Thả diềuLuật 9/2020/QH14", "9/2020/QH14", "Luật Thả diều"),
            ("Luật Thả diều 202068/2020/QH14", "68/2020/QH14", "Luật Thả diều 2020"),
            ("Nghị định ngày 1/2/20265/2026/NĐ-CP", "5/2026/NĐ-CP", "Nghị định ngày 1/2/2026"),
            ("Nghị định số 46/2020/NĐ-CP46/2020", "46/2020/NĐ-CP", "Nghị định số 46/2020/NĐ-CP"),
            ("Nghị quyết về diều66.7/2025/NQ-CP", "66.7/2025/NQ-CP", "Nghị quyết về diều"),
            ("Về diều5/2026/TT- BTC", "5/2026/TT-BTC", "Về diều"),
            ("Thông tư số 5/2026/TT-BTC", "5/2026/TT-BTC", "Thông tư số"),
        ],
    )
    def test_odd_cells(self, flat: str, number: str, title: str):
        found = read_legal_bases(f"Tên văn bản pháp lýMã văn bản{flat}")
        assert found.rows == [LegalBasis(number=number, title=title)]
        assert found.rest == []

    def test_two_numbers_in_a_row_are_two_texts(self):
        flat = flat_bases([("Luật Thả diềuLuật số ", "9/2020/QH14"), ("", "5/2026/TT-BTC")])
        assert [basis.number for basis in read_legal_bases(flat).rows] == [
            "9/2020/QH14",
            "5/2026/TT-BTC",
        ]

    def test_number_cell_that_only_begins_the_number(self):
        flat = flat_bases(
            [("Luật số 58/2024/QH15 về diều", "Luật số 58"), ("Nghị định về diều", "1/2026/NĐ-CP")]
        )
        assert [basis.number for basis in read_legal_bases(flat).rows] == [
            "58/2024/QH15",
            "1/2026/NĐ-CP",
        ]

    def test_agency_behind_the_table_is_cut_off(self):
        flat = flat_bases([("Luật Thả diều", "9/2020/QH14")]) + "Cơ quan thực hiệnSở Diều"
        assert read_legal_bases(flat).rest == []

    def test_number_of_unknown_form_stays_text(self):
        found = read_legal_bases(flat_bases([("Luật Thả diều", "9/2020/QH14"), ("Về diều", "193")]))
        assert len(found.rows) == 1
        assert found.rest == ["Về diều193"]

    def test_serial_that_may_belong_to_the_name_stays_text(self):
        found = read_legal_bases(flat_bases([("Nghị quyết tại Kỳ họp thứ 3", "23/2022/QĐ-TTg")]))
        assert found.rows == []
        assert found.rest == ["Nghị quyết tại Kỳ họp thứ 323/2022/QĐ-TTg"]

    def test_text_without_the_table_stays_text(self):
        assert read_legal_bases("Luật Thả diều").rest == ["Luật Thả diều"]

    def test_nothing_is_nothing(self):
        assert read_legal_bases("Không có thông tin").rest == []
