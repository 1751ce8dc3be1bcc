"""knowledge/facts.py."""

from typing import Any

from knowledge.facts import differences, facts_hash, facts_of
from knowledge.record import SubmissionChannel
from tests.knowledge.records import national


def online(**row: Any) -> dict[str, Any]:
    return {"channel": SubmissionChannel.ONLINE} | row


def with_fee(amount: int | None, note: str = "") -> dict[str, list[str]]:
    return facts_of(national(submissions=[online(fees=[{"amount": amount, "note": note}])]))


class TestFactsOf:
    def test_each_kind_in_words(self):
        record = national(
            agency="Ủy ban nhân dân cấp xã",
            papers=[{"name": "Đơn", "originals": 1, "copies": 2}, {"name": "Ảnh diều"}],
            legal_bases=[{"number": "9/2020/QH14"}],
            submissions=[
                online(
                    time_limits=[{"amount": 0.5, "unit": "day"}, {"amount": 1}],
                    fees=[{"amount": 7000}, {"amount": 0}],
                )
            ],
        )
        assert facts_of(record) == {
            "decision": ["12/QĐ-BXD"],
            "levels": ["cấp xã"],
            "agency": ["Ủy ban nhân dân cấp xã"],
            "papers": ["Đơn (1 chính, 2 sao)", "Ảnh diều"],
            "legal_bases": ["9/2020/QH14"],
            "fee:online": ["7.000 đ", "miễn phí"],
            "time:online": ["0,5 ngày", "1 (không rõ đơn vị)"],
        }

    def test_order_of_the_source_does_not_matter(self):
        papers = [{"name": "Đơn"}, {"name": "Ảnh"}]
        assert facts_of(national(papers=papers)) == facts_of(national(papers=papers[::-1]))

    def test_wording_of_steps_is_no_fact(self):
        assert facts_of(national(steps=["Nộp đơn."])) == facts_of(national())


class TestFactsHash:
    def test_differs_with_the_facts(self):
        assert facts_hash(with_fee(7000)) != facts_hash(with_fee(8000))


class TestDifferences:
    def test_changed_fee(self):
        assert differences(with_fee(7000), with_fee(10_000)) == (
            "Lệ phí nộp trực tuyến: 7.000 đ → 10.000 đ"
        )

    def test_note_is_left_out_where_the_amounts_tell(self):
        before, after = with_fee(7000, "mỗi chiếc, đến hết năm"), with_fee(9000, "mỗi chiếc")
        assert differences(before, after) == "Lệ phí nộp trực tuyến: 7.000 đ → 9.000 đ"

    def test_note_is_told_where_only_it_changed(self):
        assert differences(with_fee(7000, "mỗi chiếc"), with_fee(7000, "mỗi lần")) == (
            "Lệ phí nộp trực tuyến: 7.000 đ (mỗi chiếc) → 7.000 đ (mỗi lần)"
        )

    def test_value_that_is_new_or_gone(self):
        assert differences(with_fee(7000), {"decision": ["12/QĐ-BXD"], "levels": ["cấp xã"]}) == (
            "Lệ phí nộp trực tuyến: 7.000 đ → không ghi"
        )

    def test_fee_beside_the_old_one(self):
        two = [{"amount": 7000}, {"amount": 9000}]
        after = facts_of(national(submissions=[online(fees=two)]))
        assert differences(with_fee(7000), after) == "Lệ phí nộp trực tuyến: thêm 9.000 đ"

    def test_papers_that_came_and_went(self):
        before = facts_of(national(papers=[{"name": "Đơn"}, {"name": "Ảnh"}]))
        after = facts_of(national(papers=[{"name": "Đơn"}, {"name": "Phim"}]))
        assert differences(before, after) == "Giấy tờ: thêm Phim; bỏ Ảnh"

    def test_one_line_for_each_kind(self):
        before = facts_of(national())
        after = facts_of(national(decision="13/QĐ-BXD", agency="Sở Diều"))
        assert differences(before, after).splitlines() == [
            "Quyết định công bố: 12/QĐ-BXD → 13/QĐ-BXD",
            "Cơ quan thực hiện: không ghi → Sở Diều",
        ]

    def test_long_phrases_are_cut(self):
        before, after = with_fee(None, "a" * 500), with_fee(None, "b" * 500)
        assert len(differences(before, after)) < 400

    def test_same_facts(self):
        assert differences(with_fee(7000), with_fee(7000)) == ""
