import pytest
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import TEXT

from bot.components import vietnamese_tokenizer
from bot.components.vietnamese_tokenizer import VietnameseTokenizer

ODD = [
    "cho em hỏi  thủ tục\nlàm giấy   khai sinh 🙏🙏 cho con",
    "🙏",
    "👨‍👩‍👧 khai sinh",
    "hồ sơ... đâu rồi???",
    '"trích" <b>đậm</b> & hết',
    "H22.15-230105-0001 của tôi",
    "sđt 0912.345.678!!!",
    "\u00a0khai\u00a0sinh\u00a0",
    "a@b.vn https://x.vn/abc?x=1",
    "e ... vâng",
    "한국어 русский 中文",
    "ạ" * 3000,
    "x " * 3000,
]


@pytest.fixture
def tokenizer(bench):
    return bench.created(VietnameseTokenizer)


def tokens(tokenizer, said, text):
    return tokenizer.process([said(text)])[0].get(TOKENS_NAMES[TEXT])


class TestTokenize:
    def test_words_of_several_syllables_are_one_token(self, tokenizer, said):
        found = [token.text for token in tokens(tokenizer, said, "giấy tờ đăng ký khai sinh")]
        assert found == ["giấy tờ", "đăng ký", "khai sinh"]

    def test_lemma_joins_the_syllables(self, tokenizer, said):
        assert tokens(tokenizer, said, "khai   sinh")[0].lemma == "khai_sinh"

    @pytest.mark.parametrize("text", ODD)
    def test_offsets_point_at_the_token(self, tokenizer, said, text):
        found = tokens(tokenizer, said, text)
        assert found
        assert all(text[token.start : token.end] == token.text for token in found)

    @pytest.mark.parametrize("text", ODD)
    def test_nothing_but_blanks_is_lost(self, tokenizer, said, text):
        found = tokens(tokenizer, said, text)
        assert "".join("".join(token.text.split()) for token in found) == "".join(text.split())

    @pytest.mark.parametrize("text", ["", "   ", "\n"])
    def test_blank_text_has_no_tokens(self, tokenizer, said, text):
        assert tokens(tokenizer, said, text) == []

    def test_text_is_split_at_blanks_where_segmentation_fails(self, tokenizer, said, monkeypatch):
        def broken(*_args, **_options):
            raise RuntimeError("secret text")

        monkeypatch.setattr(vietnamese_tokenizer, "word_tokenize", broken)
        found = tokens(tokenizer, said, " khai  sinh ")
        assert [(token.text, token.start) for token in found] == [("khai", 1), ("sinh", 7)]

    def test_failure_is_logged_without_the_text(self, tokenizer, said, monkeypatch, caplog):
        monkeypatch.setattr(vietnamese_tokenizer, "word_tokenize", lambda *_a, **_o: ["elsewhere"])
        tokens(tokenizer, said, "khai sinh")
        assert "ValueError" in caplog.text
        assert "khai" not in caplog.text
