"""Short forms and dialect words written out."""

from knowledge.phrases import tokens
from knowledge.short_forms import ShortForms
from tests.knowledge.small_corpus import SHORT_FORMS


def written(text: str, *sayings: str, pairs: frozenset[str] = frozenset()) -> str:
    forms = ShortForms(SHORT_FORMS, sayings, pairs.__contains__)
    return " ".join(word.form for word in forms.write_out(tokens(text)))


class TestWriteOut:
    def test_short_forms_become_the_standard_wording(self) -> None:
        assert written("làm ks cần j") == "làm khai sinh cần gì"

    def test_an_ambiguous_form_stays(self) -> None:
        assert written("quy mô") == "quy mô"

    def test_the_longer_form_wins_over_the_ambiguous_one(self) -> None:
        assert written("nộp ở mô") == "nộp ở đâu"

    def test_a_word_that_belongs_to_a_name_stays(self) -> None:
        assert written("mở chi nhánh", pairs=frozenset({"chi nhanh"})) == "mở chi nhánh"
        assert written("cần chi", pairs=frozenset({"chi nhanh"})) == "cần gì"

    def test_a_word_of_a_saying_stays(self) -> None:
        assert written("xin e visa", "e visa") == "xin e visa"
        assert written("e muốn hỏi", "e visa") == "em muốn hỏi"

    def test_nothing_stays_nothing(self) -> None:
        assert written("") == ""
