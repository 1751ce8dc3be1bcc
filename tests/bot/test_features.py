import pytest

from bot.components.features import Analyzer, pieces, with_shapes


@pytest.fixture
def analyzer():
    return Analyzer(syllables=[1, 3], characters=[2, 4], accented=[1, 2])


def flat(blocks):
    return {feature for features in blocks.values() for feature in features}


class TestWithShapes:
    def test_codes_and_phones_lose_their_digits(self):
        one = with_shapes("hồ sơ H22.15-230105-0001, gọi 0912345678")
        other = with_shapes("hồ sơ h56.14-240823-0012, gọi +84 987 654 321")
        assert one.split() == other.split()

    def test_other_numbers_stay(self):
        assert with_shapes("chọn số 2") == "chọn số 2"


class TestPieces:
    def test_syllables_numbers_and_signs_in_lower_case(self):
        assert pieces("Chọn số 2, OK? 👍") == ["chọn", "số", "2", ",", "ok", "?", "👍"]


class TestSentence:
    def test_bare_text_shares_all_its_features_with_the_accented(self, analyzer):
        assert flat(analyzer.sentence("can giay to gi")) < flat(analyzer.sentence("cần giấy tờ gì"))

    def test_mistyped_word_shares_most_characters(self, analyzer):
        right, wrong = (set(analyzer.sentence(t)["c"]) for t in ("đăng ký", "đăg ký"))
        assert len(right & wrong) > len(right) / 2

    def test_where_a_message_begins_and_ends_is_a_feature(self, analyzer):
        alone, within = flat(analyzer.sentence("không")), flat(analyzer.sentence("không biết"))
        assert alone - within
        assert within - alone

    def test_accents_are_features_of_their_own(self, analyzer):
        assert analyzer.sentence("má")["a"] != analyzer.sentence("mà")["a"]
        assert analyzer.sentence("ma")["a"] == []

    @pytest.mark.parametrize("text", ["", "   ", "\n"])
    def test_blank_text_has_only_a_length(self, analyzer, text):
        blocks = analyzer.sentence(text)
        assert [name for name, features in blocks.items() if features] == ["n"]


class TestToken:
    def test_features_of_a_token_are_features_of_its_sentence(self, analyzer):
        assert flat(analyzer.token("giấy tờ")) <= flat(analyzer.sentence("cần giấy tờ gì"))
