"""Long lists in pages that fit one message."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Items of one page; `first` counts from 1 over the whole list, `number` and `count` pages."""

    items: tuple[T, ...]
    first: int
    number: int
    count: int

    @property
    def next(self) -> int | None:
        """Number of the page that follows, None on the last."""
        return self.number + 1 if self.number < self.count else None


def page_of(items: Sequence[T], sizes: Sequence[int], *, budget: int, number: int) -> Page[T]:
    """Page `number` (from 1; the last where there are fewer) of `items`.

    sizes: characters each item takes. budget: characters a page may hold; an item that alone is
    longer makes a page of its own.
    Raises ValueError on no items.
    """
    if not items:
        raise ValueError("no items, no pages")
    starts = [0]
    used = 0
    for place, length in enumerate(sizes):
        if used and used + length > budget:
            starts.append(place)
            used = 0
        used += length
    number = min(max(number, 1), len(starts))
    first, after = starts[number - 1], [*starts, len(items)][number]
    return Page(tuple(items[first:after]), first + 1, number, len(starts))


def shortened(text: str, limit: int) -> str:
    """`text` in at most `limit` characters, cut between words and marked with `…`."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
