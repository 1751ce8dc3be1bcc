"""What a question tells about which look-alike is meant."""

from knowledge.cues import CueReader
from knowledge.phrases import tokens
from knowledge.record import Level
from tests.knowledge.small_corpus import words

READER = CueReader(words())


class TestRead:
    def test_a_cue_gives_its_mark(self) -> None:
        assert "foreign" in READER.read(tokens("chồng em người Hàn Quốc"), ()).marks

    def test_a_mark_named_as_in_the_records_is_told_apart(self) -> None:
        cues = READER.read(tokens("gia hạn giấy phép"), ())
        assert "renew" in cues.named
        assert "renew" not in READER.read(tokens("giấy phép sắp hết hạn"), ()).named

    def test_words_that_ask_for_a_part_give_no_cue(self) -> None:
        question = tokens("mất bao nhiêu tiền")
        assert "reissue" in READER.read(question, ()).marks
        assert "reissue" not in READER.read(question, ((0, 4),)).marks

    def test_who_handles_is_heard(self) -> None:
        assert READER.read(tokens("làm ở công an xã"), ()).level is Level.COMMUNE
        assert READER.read(tokens("lam o cong an tinh"), ()).level is Level.PROVINCE
        assert READER.read(tokens("làm ở đâu"), ()).level is None
