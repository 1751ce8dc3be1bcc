import concurrent.futures

import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.engine, pytest.mark.timeout(300)]

TELLING = "Nguyễn Thị Bưởi 0987654321"


class TestWhatCannotBeUnderstood:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", "chưa nhận được nội dung"),
            ("a" * 10_000, "dài quá"),
            ("😀😀", "gõ câu hỏi"),
            ("\x00\x07\u200b", "chưa nhận được nội dung"),
            ("where can I renew my passport please", "tiếng Việt"),
        ],
    )
    def test_it_gets_a_short_helpful_reply(self, citizen, text, expected):
        said = citizen.says(text)
        assert expected in said.text
        assert len(said.text) < 300

    def test_markup_is_read_as_its_words(self, citizen):
        said = citizen.says("<b>đăng ký kết hôn</b> cần giấy tờ gì <script>alert(1)</script>")
        assert said.codes[0] == "1.000894"

    def test_commands_of_the_engine_are_only_words(self, citizen):
        for command in ("/restart", "/back", '/answer_rating{"score": 2}', "/session_start"):
            assert citizen.says(command).text.strip()

    def test_its_content_is_in_no_log(self, demo, citizen):
        citizen.says(f"tôi là {TELLING} muốn làm khai sinh")
        citizen.says(f"{TELLING} " * 200)
        logs = [file.read_text(errors="replace") for file in (demo.data_dir / "log").iterdir()]
        assert not any("0987654321" in log or "Bưởi" in log for log in logs)


class TestSentTwice:
    def test_a_message_sent_four_times_gets_one_answer(self, citizen):
        def send(_: int) -> str:
            return citizen.says("đăng ký khai tử ở đâu", "a-message-of-mine").text

        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(send, range(4)))
        assert len(set(answers)) == 1
        senders = [line["sender"] for line in citizen.history()]
        assert senders.count("citizen") == 1
        assert senders.count("assistant") == len(senders) - 1
        texts = [line["text"] for line in citizen.history() if line["sender"] == "assistant"]
        assert len(texts) == len(set(texts))
