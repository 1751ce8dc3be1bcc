"""knowledge/national/submissions.py."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.national.submissions import read_submissions
from knowledge.record import Fee, Submission, SubmissionChannel, TimeLimit
from tests.knowledge.records import flat_submissions

IN_PERSON, ONLINE, POST = (
    SubmissionChannel.IN_PERSON,
    SubmissionChannel.ONLINE,
    SubmissionChannel.POST,
)
HEADER = "Hình thức nộpThời gianPhí, lệ phíMô tả"

WORDS = st.lists(
    st.sampled_from(["nộp", "tại", "quầy", "diều", "trong", "giờ", "hành chính", "trực tiếp:"]),
    min_size=1,
    max_size=6,
).map(" ".join)
TIMES = st.one_of(
    st.just(()),
    st.builds(
        lambda amount, unit: (TimeLimit(amount=amount, unit=unit),),
        st.integers(1, 300),
        st.sampled_from(["working_day", "day", "hour", "month"]),
    ),
)
FEES = st.one_of(
    st.just(()),
    st.just((Fee(amount=0),)),
    st.builds(
        lambda thousands, note: (Fee(amount=thousands * 1000, note=note),),
        st.integers(1, 99_999),
        st.one_of(st.just(""), WORDS, WORDS.map(lambda words: f"{words} (nếu có)")),
    ),
)
ROWS = st.builds(
    Submission,
    channel=st.sampled_from(SubmissionChannel),
    time_limits=TIMES,
    fees=FEES,
    note=st.one_of(st.just(""), WORDS),
)


class TestReadSubmissions:
    @given(
        st.lists(
            ROWS,
            min_size=1,
            max_size=6,
            unique_by=lambda row: row.model_copy(update={"fees": ()}),
        )
    )
    def test_any_table_is_rebuilt(self, rows: list[Submission]):
        found = read_submissions(flat_submissions(rows))
        assert (found.rows, found.rest, found.unclear) == (rows, "", [])

    def test_number_without_unit_has_no_unit(self):
        found = read_submissions(f"{HEADER}Trực tuyến1Miễn phíDịch vụ bưu chính1Miễn phí")
        limit = TimeLimit(amount=1)
        assert found.rows == [
            Submission(channel=ONLINE, time_limits=(limit,), fees=(Fee(amount=0),)),
            Submission(channel=POST, time_limits=(limit,), fees=(Fee(amount=0),)),
        ]

    def test_time_without_unit_is_cut_from_the_fee_where_only_one_cut_fits(self):
        (row,) = read_submissions(f"{HEADER}Trực tiếp1100,000 VNĐ").rows
        assert row.time_limits == (TimeLimit(amount=1),)
        assert row.fees == (Fee(amount=100_000),)

    def test_time_and_fee_that_can_be_cut_in_two_ways_are_both_unknown(self):
        found = read_submissions(f"{HEADER}Trực tiếp1150,000 VNĐ(mỗi chiếc)")
        assert found.rows == [Submission(channel=IN_PERSON, fees=(Fee(note="mỗi chiếc"),))]
        assert found.unclear == ["Trực tiếp: 1150,000 VNĐ"]

    def test_zero_without_unit_is_no_time_limit(self):
        (row,) = read_submissions(f"{HEADER}Trực tiếp0Không có thông tin").rows
        assert row == Submission(channel=IN_PERSON)

    def test_time_in_words_is_a_note(self):
        (row,) = read_submissions(f"{HEADER}Trực tiếpKhông phải trả kết quảMiễn phí").rows
        assert row.time_limits == (TimeLimit(note="Không phải trả kết quả"),)

    def test_parts_of_a_day(self):
        (row,) = read_submissions(f"{HEADER}Trực tiếp0.5 Ngày làm việcMiễn phí").rows
        assert row.time_limits == (TimeLimit(amount=0.5, unit="working_day"),)

    def test_rows_that_differ_in_the_fee_become_one(self):
        text = f"{HEADER}Trực tiếp2 GiờMiễn phí(diều nhỏ 1.000 đồng)Trực tiếp2 Giờ5,000 VNĐ"
        (row,) = read_submissions(text).rows
        assert row.fees == (Fee(note="diều nhỏ 1.000 đồng"), Fee(amount=5_000))

    def test_channel_named_in_prose_begins_no_row(self):
        (row,) = read_submissions(f"{HEADER}Trực tiếp2 GiờMiễn phí- Trực tuyến: qua cổng.").rows
        assert row.note == "- Trực tuyến: qua cổng."

    def test_text_that_is_no_such_table_stays_text(self):
        found = read_submissions("Nộp ở đâu cũng được.")
        assert (found.rows, found.rest) == ([], "Nộp ở đâu cũng được.")

    def test_nothing_is_nothing(self):
        assert read_submissions("Không có thông tin").rows == []
