"""What the encoder learns from, out of records and of the dialogue engine's texts."""

import pytest

from knowledge.encoder.material import LONGEST, SHORTEST, all_questions, messages, sentences
from knowledge.record import Paper
from tests.knowledge.records import national

KITE = national(
    name="Thủ tục đăng ký thả diều (cấp xã)",
    papers=[Paper(name="Đơn xin thả diều"), Paper(name="Ảnh")],
    results=["Thẻ người thả diều"],
    conditions=["Diều không có đèn; dây không quá một trăm mét"],
    steps=["Người thả diều nộp đơn.\nXã phát thẻ diều"],
)


class TestSentences:
    def test_the_name_comes_first_without_heading_and_level(self):
        assert next(sentences([KITE])) == "Đăng ký thả diều"

    def test_papers_results_conditions_and_steps_follow_sentence_by_sentence(self):
        assert list(sentences([KITE]))[1:] == [
            "Đơn xin thả diều",
            "Thẻ người thả diều",
            "Diều không có đèn",
            "dây không quá một trăm mét",
            "Người thả diều nộp đơn",
            "Xã phát thẻ diều",
        ]

    def test_each_is_said_once_whatever_its_case(self):
        again = national(name="ĐĂNG KÝ THẢ DIỀU")

        assert list(sentences([KITE, again])) == list(sentences([KITE]))

    def test_numbering_is_taken_off(self):
        listed = national(name="Diều", conditions=["a) Diều có đuôi dài\n- Diều có màu đỏ"])

        assert list(sentences([listed])) == ["Diều có đuôi dài", "Diều có màu đỏ"]

    @pytest.mark.parametrize("count", [SHORTEST - 1, LONGEST + 1])
    def test_what_is_too_short_or_too_long_is_left_out(self, count):
        record = national(name="Diều", conditions=[" ".join(["Diều"] * count)])

        assert list(sentences([record])) == []


class TestMessages:
    def test_entity_marks_go_and_their_words_stay(self, tmp_path):
        (tmp_path / "a.yml").write_text(
            "nlu:\n- intent: ask\n  examples: |\n"
            '    - thủ tục [khai sinh]{"entity": "procedure"} ở đâu\n'
            "    - hồ sơ [H01-1](dossier_code) tới đâu rồi\n"
            "    - chào bạn\n",
            encoding="utf-8",
        )

        assert messages(tmp_path) == [
            "thủ tục khai sinh ở đâu",
            "hồ sơ H01-1 tới đâu rồi",
            "chào bạn",
        ]

    def test_files_are_read_in_the_order_of_their_names(self, tmp_path):
        for name in ("b", "a"):
            text = f"nlu:\n- intent: {name}\n  examples: |\n    - câu {name}\n"
            (tmp_path / f"{name}.yml").write_text(text, encoding="utf-8")

        assert messages(tmp_path) == ["câu a", "câu b"]


class TestAllQuestions:
    def test_questions_of_every_procedure_are_there(self):
        found = all_questions()

        assert len(found) > 10_000
        assert all(found)
