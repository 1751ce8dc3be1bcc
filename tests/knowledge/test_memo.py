"""What was read once is not read again."""

from knowledge.index import SearchIndex
from knowledge.memo import Memo
from knowledge.ranking import shipped_ranking
from tests.knowledge.small_corpus import ENTRIES, small_index, words


class CountingReader:
    """Reads as the reader of an index does, and counts."""

    def __init__(self, reader):
        self.texts = []
        self._reader = reader

    def read(self, text):
        self.texts.append(text)
        return self._reader.read(text)

    def written_out(self, text):
        self.texts.append(text)
        return self._reader.written_out(text)


class TestMemo:
    def test_a_text_is_read_once_for_what_it_says_and_once_for_how_it_is_written(self):
        reader, memo = CountingReader(small_index().reader), Memo()
        for _ in range(3):
            memo.saying("lm ks cho bé", reader)
            memo.written("lm ks cho bé", reader)
        assert reader.texts == ["lm ks cho bé", "lm ks cho bé"]

    def test_an_index_built_with_it_holds_the_same(self):
        memo = Memo()
        first, again = (
            SearchIndex(ENTRIES, words(), shipped_ranking(), given) for given in (memo, memo)
        )
        assert [d.terms for d in again.documents] == [d.terms for d in first.documents]
        assert again.families == first.families


class TestSaying:
    def test_a_wording_that_belongs_to_another_procedure_is_left_out(self):
        memo, reader = Memo(), small_index().reader
        saying = memo.saying("vợ mới đẻ thì làm giấy tờ gì", reader)
        own = frozenset(term for meant in saying.meant for term in meant)
        assert set(saying.terms_for(own)) > set(saying.terms_for(frozenset()))
