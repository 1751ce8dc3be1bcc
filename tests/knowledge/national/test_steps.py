"""knowledge/national/steps.py."""

import pytest

from knowledge.national.steps import read_conditions, read_steps


class TestReadSteps:
    def test_labels_that_count_without_a_gap_are_dropped(self):
        assert read_steps("- Bước 1: Nộp đơn.\n- Bước 2. Nhận thẻ\nrồi thả.") == (
            "Nộp đơn.",
            "Nhận thẻ rồi thả.",
        )

    def test_labels_that_begin_again_stay(self):
        text = "Diều to: Bước 1: Nộp.\nBước 2: Nhận.\nDiều nhỏ: Bước 1: Nộp."
        assert read_steps(text) == (
            "Diều to:",
            "Bước 1: Nộp.",
            "Bước 2: Nhận.\nDiều nhỏ:",
            "Bước 1: Nộp.",
        )

    def test_without_labels_each_paragraph_is_a_step(self):
        assert read_steps("- Nộp đơn.\n- Nhận thẻ.") == ("- Nộp đơn.", "- Nhận thẻ.")

    def test_heading_is_no_step(self):
        assert read_steps("1. Trình tự thực hiện:\nNộp đơn.") == ("Nộp đơn.",)

    def test_nothing_is_nothing(self):
        assert read_steps("Không có thông tin") == ()


class TestReadConditions:
    @pytest.mark.parametrize("text", ["Không", "Không có.", "không\n", "Không có thông tin"])
    def test_none(self, text: str):
        assert read_conditions(text) == ()

    def test_furniture_is_no_condition(self):
        assert read_conditions("Không có thông tinTừ khóaKhông có thông tinMô tảKhông") == ()

    def test_each_paragraph_is_one(self):
        assert read_conditions("- Có diều.\n- Có gió.") == ("- Có diều.", "- Có gió.")
