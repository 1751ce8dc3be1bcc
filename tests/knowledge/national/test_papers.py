"""knowledge/national/papers.py."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.national.papers import number_of_sets, read_papers
from knowledge.record import Paper
from tests.knowledge.records import flat_papers

WORD = st.sampled_from(
    ["đơn", "thẻ", "diều", "bản sao", "01 bản chính", "năm 2026", "QH15", "(nếu có)"]
)
NAMES = st.lists(WORD, min_size=1, max_size=5).map(lambda words: "Giấy " + " ".join(words))
FORMS = st.sampled_from(["", "Mau so 1.docx", "Mẫu số 02.doc"])
COUNTS = st.sampled_from([(1, None), (0, 1), (2, 3), (1, 1), (0, None)])
PAPERS = st.builds(lambda name, form, counts: (name, form, *counts), NAMES, FORMS, COUNTS)
CASES = st.sampled_from(["", "Diều to", "Đối với trẻ em dưới 6 tuổi", "Người ở xa nộp thay"])
TABLES = st.lists(
    st.tuples(CASES, st.lists(PAPERS, max_size=5, unique_by=lambda paper: paper[0])),
    min_size=1,
    max_size=3,
    unique_by=lambda table: table[0],
)


def expected(tables: list[tuple[str, list[tuple[str, str, int, int | None]]]]) -> list[Paper]:
    return [
        Paper(
            name=name,
            form=form,
            originals=originals if originals or copies else None,
            copies=copies,
            case=case,
        )
        for case, rows in tables
        for name, form, originals, copies in rows
    ]


class TestReadPapers:
    @given(TABLES)
    def test_any_tables_are_rebuilt(self, tables):
        found = read_papers(flat_papers(tables))
        assert found.rows == expected(tables)
        assert (found.notes, found.rest) == ([], "")

    def test_number_in_the_name_is_not_part_of_the_quantity(self):
        (paper,) = read_papers(flat_papers([("", [("Đơn theo Mẫu số 1", "", 1, None)])])).rows
        assert (paper.name, paper.originals) == ("Đơn theo Mẫu số 1", 1)

    def test_zero_of_all_means_that_no_quantity_is_given(self):
        (paper,) = read_papers(flat_papers([("", [("Đơn", "", 0, None)])])).rows
        assert (paper.originals, paper.copies) == (None, None)

    def test_titles_that_name_no_case_are_dropped(self):
        for title in ("--", "Bao gồm", "1) Thành phần hồ sơ, bao gồm:", "* Hồ sơ gồm:"):
            (paper,) = read_papers(flat_papers([(title, [("Đơn", "", 1, None)])])).rows
            assert paper.case == ""

    def test_remarks_are_notes(self):
        rows = [("Lưu ý: mang theo diều", "", 1, None), ("Người ở xa nộp thêm:", "", 0, None)]
        found = read_papers(flat_papers([("", rows)]))
        assert found.rows == []
        assert found.notes == ["Lưu ý: mang theo diều", "Người ở xa nộp thêm:"]

    def test_whole_table_of_remarks_is_notes(self):
        found = read_papers(flat_papers([("* Lưu ý:", [("Không nộp bản scan", "", 1, 1)])]))
        assert (found.rows, found.notes) == ([], ["Không nộp bản scan"])

    def test_sentence_after_the_last_row_is_a_note(self):
        found = read_papers(flat_papers([("", [("Đơn", "", 1, None)])]) + "Miễn nộp nếu đã có.")
        assert found.notes == ["Miễn nộp nếu đã có."]

    def test_broken_tail_is_not_understood(self):
        found = read_papers(flat_papers([("", [("Đơn", "", 1, None)])]) + "Tại Bước 7: +")
        assert (len(found.rows), found.rest) == (1, "Tại Bước 7: +")

    def test_rest_of_another_table_in_the_title_is_not_understood(self):
        title = ": Trực tiếp3 Ngày làm việcMiễn phí"
        found = read_papers(flat_papers([(title, [("Đơn", "", 1, None)])]))
        assert found.rest == title
        assert found.rows[0].case == ""

    def test_text_without_a_table_stays_text(self):
        assert read_papers("Mang theo diều.").rest == "Mang theo diều."

    def test_dashes_are_nothing(self):
        found = read_papers("--")
        assert (found.rows, found.rest) == ([], "")


class TestNumberOfSets:
    def test_number_that_is_named(self):
        assert number_of_sets("Số lượng hồ sơ: 02 (hai) bộ") == 2

    def test_number_in_the_steps(self):
        assert number_of_sets("Công dân nộp 01 bộ hồ sơ.", "") == 1

    def test_two_numbers_are_none(self):
        assert number_of_sets("nộp 01 bộ hồ sơ", "Số lượng: 3 bộ") is None

    def test_not_named(self):
        assert number_of_sets("Nộp đơn.") is None
