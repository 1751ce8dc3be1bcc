import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.paging import page_of, shortened


class TestPageOf:
    def test_items_fill_a_page_up_to_the_budget(self):
        page = page_of("abcde", [4, 4, 4, 4, 4], budget=8, number=2)
        assert (page.items, page.first, page.number, page.count) == (("c", "d"), 3, 2, 3)
        assert page.next == 3

    def test_an_item_longer_than_a_page_stands_alone(self):
        pages = [page_of("abc", [2, 50, 2], budget=10, number=n).items for n in (1, 2, 3)]
        assert pages == [("a",), ("b",), ("c",)]

    def test_beyond_the_end_it_is_the_last_page(self):
        page = page_of("ab", [5, 5], budget=5, number=99)
        assert page.items == ("b",)
        assert page.next is None

    def test_below_the_beginning_it_is_the_first(self):
        assert page_of("ab", [5, 5], budget=5, number=0).items == ("a",)

    def test_no_items_are_refused(self):
        with pytest.raises(ValueError, match="no pages"):
            page_of([], [], budget=5, number=1)

    @given(st.lists(st.integers(1, 500), min_size=1, max_size=40), st.integers(1, 400))
    def test_pages_together_hold_every_item_once(self, sizes: list[int], budget: int):
        items = list(range(len(sizes)))
        first = page_of(items, sizes, budget=budget, number=1)
        pages = [page_of(items, sizes, budget=budget, number=n + 1) for n in range(first.count)]
        assert [item for page in pages for item in page.items] == items
        for page in pages:
            used = sum(sizes[item] for item in page.items)
            assert used <= budget or len(page.items) == 1


class TestShortened:
    def test_a_short_text_stays(self):
        assert shortened("Tờ khai  theo mẫu", 40) == "Tờ khai theo mẫu"

    def test_a_long_text_is_cut_between_words(self):
        assert shortened("Giấy tờ chứng minh, nơi cư trú", 22) == "Giấy tờ chứng minh…"
