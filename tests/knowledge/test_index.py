"""The documents search runs over."""

from dataclasses import replace

from knowledge.index import Kind, terms_of
from knowledge.memo import saying_of
from tests.knowledge.small_corpus import (
    BIRTH,
    ENTRIES,
    KITE_COMMUNE,
    KITE_PROVINCE,
    small_index,
)


class TestSearchIndex:
    def test_each_name_is_a_document_with_its_field(self) -> None:
        index = small_index()
        names = [d for d in index.documents if d.kind is Kind.NAME]
        assert [d.owner for d in names] == list(range(len(ENTRIES)))
        assert {"khai sinh", "ho tich"} <= set(names[0].terms)

    def test_aliases_and_examples_are_documents_of_their_own(self) -> None:
        own = [d.kind for d in small_index().documents if d.owner == 0]
        assert own == [Kind.NAME, Kind.ALIAS, Kind.ALIAS, Kind.ALIAS, Kind.EXAMPLE]

    def test_people_name_a_procedure_whoever_handles_it(self) -> None:
        curated = replace(KITE_COMMUNE, curated=True, aliases=("giấy cho diều bay",))
        index = small_index((curated, KITE_PROVINCE))
        assert index.families[0] == index.families[1]
        assert [d.owner for d in index.documents if "dieu bay" in d.terms] == [0, 1]

    def test_a_text_without_telling_words_is_no_document(self) -> None:
        index = small_index((replace(BIRTH, examples=("cần giấy tờ gì ạ",)),))
        assert Kind.EXAMPLE not in [d.kind for d in index.documents]

    def test_no_entries_make_an_empty_index(self) -> None:
        assert small_index(()).documents == ()


class TestTermsOf:
    def test_words_pairs_and_meanings_with_their_weights(self) -> None:
        terms = terms_of(small_index().reader.read("xin giấy độc thân"), 0.5)
        assert terms["doc than"] < terms["tinh trang"] == 0.5
        assert "than cap" not in terms

    def test_fillers_give_no_terms(self) -> None:
        assert "a" not in terms_of(small_index().reader.read("dạ khai sinh ạ"), 1)


class TestTermsOfSaying:
    def test_an_official_wording_of_another_procedure_is_left_out(self) -> None:
        reading = small_index().reader.read("xin giấy độc thân")
        own = frozenset(terms_of(reading, 1))
        assert "tinh trang" in saying_of(reading).terms_for(own)
        assert "tinh trang" not in saying_of(reading).terms_for(frozenset({"khai sinh"}))
