import pytest

from actions.correction import meant


class TestMeant:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("không phải, ý tôi là khai tử", "khai tử"),
            ("khong phai, y toi la khai tu", "khai tu"),
            ("nhầm rồi, tôi hỏi kết hôn cơ", "kết hôn"),
            ("à nhầm, tạm trú chứ không phải thường trú", "tạm trú"),
            ("y em la cap lai chu khong phai lam moi", "cap lai"),
            ("ko phải xe máy, ô tô cơ", "ô tô"),
            ("đâu phải, anh hỏi cái giấy phép xây dựng kìa", "cái giấy phép xây dựng"),
            ("đổi câu hỏi nhé, không phải kết hôn nữa mà là khai sinh", "khai sinh"),
            ("thay vì xe máy thì cho tôi xem ô tô", "ô tô"),
            ("trật lất rồi, tui hỏi bảo hiểm y tế kìa", "bảo hiểm y tế"),
            ("ý là nộp ở đâu chứ không phải bao lâu", "nộp ở đâu"),
        ],
    )
    def test_only_what_is_meant_is_left(self, text: str, expected: str):
        assert meant(text) == expected

    @pytest.mark.parametrize("text", ["hiểu sai ý tôi rồi", "nhầm thủ tục rồi em ơi", "không phải"])
    def test_where_nothing_follows_it_is_empty(self, text: str):
        assert meant(text) == ""

    def test_letters_without_a_plain_form_do_not_shift_the_cut(self):
        assert meant("ý tôi là x\u0302 khai tử").endswith("khai tu")
