"""What training never sees; it must be the same in every version, or figures cannot be compared."""

import pytest

from knowledge.encoder.split import is_unseen_family, is_unseen_question, split

FAMILIES = [f"thu tuc so {number}" for number in range(2000)]
QUESTIONS = {
    "cham dut hoat dong to hop tac": ["giải tán tổ hợp tác"],
    "dang ky khai sinh": ["làm hộ chiếu bao nhiêu tiền", "làm giấy khai sinh ở đâu"],
    "dang ky ket hon": [f"câu hỏi {number}" for number in range(300)],
}


class TestIsUnseenFamily:
    @pytest.mark.parametrize(
        ("key", "unseen"),
        [
            ("cham dut hoat dong to hop tac", True),
            ("tat toan tai khoan cua don vi giao dich mo tai kbnn", True),
            ("dang ky khai sinh", False),
            ("dang ky ket hon", False),
            ("cap ho chieu pho thong o trong nuoc", False),
        ],
    )
    def test_known_families_stay_where_they_are(self, key, unseen):
        assert is_unseen_family(key) is unseen

    def test_about_a_tenth_is_unseen(self):
        assert 0.08 < sum(map(is_unseen_family, FAMILIES)) / len(FAMILIES) < 0.12


class TestIsUnseenQuestion:
    @pytest.mark.parametrize(
        ("text", "unseen"),
        [
            ("làm hộ chiếu bao nhiêu tiền", True),
            ("làm giấy khai sinh ở đâu", False),
            ("sang tên sổ đỏ", False),
        ],
    )
    def test_known_questions_stay_where_they_are(self, text, unseen):
        assert is_unseen_question(text) is unseen

    def test_families_and_questions_are_drawn_apart(self):
        both = sum(is_unseen_family(text) and is_unseen_question(text) for text in FAMILIES)

        assert both < 0.03 * len(FAMILIES)


class TestSplit:
    def test_every_question_lands_in_exactly_one_part(self):
        parts = split(QUESTIONS)

        for family, texts in QUESTIONS.items():
            found = [
                text
                for part in (parts.train, parts.kept_back, parts.unseen)
                for text in part.get(family, ())
            ]
            assert sorted(found) == sorted(texts)

    def test_an_unseen_family_has_no_question_in_training(self):
        parts = split(QUESTIONS)

        assert parts.unseen == {"cham dut hoat dong to hop tac": ("giải tán tổ hợp tác",)}
        assert "cham dut hoat dong to hop tac" not in parts.train

    def test_of_a_seen_family_about_a_tenth_is_kept_back(self):
        parts = split(QUESTIONS)

        assert parts.kept_back["dang ky khai sinh"] == ("làm hộ chiếu bao nhiêu tiền",)
        assert 15 < len(parts.kept_back["dang ky ket hon"]) < 45
