"""In which company triples are learnt: what stands in one batch is pushed apart."""

import random
from collections.abc import Iterable, Iterator

from knowledge.encoder.pairs import Triple


def spread(triples: Iterable[tuple[str, Triple]], batch: int, seed: int) -> Iterator[Triple]:
    """Triples with the key of their family, ordered so that no batch holds a family twice.

    Two of one family in a batch would be pushed apart. Batches are of texts of like length, which
    spares padding, and come in a random order. What fits in no batch is left out.
    """
    by_length = sorted(triples, key=lambda keyed: _length(keyed[1]))
    batches: list[list[Triple]] = []
    open_batches: list[tuple[set[str], list[Triple]]] = []
    for key, triple in by_length:
        keys, taken = next(
            (made for made in open_batches if key not in made[0]), (set[str](), list[Triple]())
        )
        if not taken:
            open_batches.append((keys, taken))
        keys.add(key)
        taken.append(triple)
        if len(taken) == batch:
            batches.append(taken)
            open_batches = [made for made in open_batches if made[1] is not taken]
    random.Random(seed).shuffle(batches)  # noqa: S311 (nothing secret)
    for made in batches:
        yield from made


def _length(triple: Triple) -> int:
    return max(len(text.split()) for text in (triple.anchor, triple.positive, triple.negative))
