"""Choose how the lexical search weighs its evidence; prints the best numbers found.

    python -m benchmarks.search.tune_ranking [ROUNDS]

Changes one number of knowledge/data/ranking.yaml at a time and keeps what makes the share of right
first hits larger on the tuning half of our questions (as typed and without accents), on the dev
questions, and on the curated examples, each half searched with the other half. The held-out
questions are not looked at.
"""

import random
import sys
from collections.abc import Sequence
from dataclasses import replace

import yaml

from benchmarks.search.data import (
    Question,
    dev_questions,
    national_entries,
    own_questions,
)
from common.text import clean, fold
from knowledge.corpus import Entry
from knowledge.index import SearchIndex
from knowledge.lexical import LexicalRetriever
from knowledge.lexicon import Lexicon
from knowledge.ranking import Ranking, shipped_ranking
from knowledge.retrieval import Query
from knowledge.search_settings import SearchSettings

STEPS = {
    "k1": (0.8, 1.2, 1.6),
    "b": (0.2, 0.4, 0.6, 0.75),
    "pair": (0.8, 1.0, 1.4, 1.8),
    "meaning": (0.7, 0.85, 0.95, 1.1),
    "alias": (0.8, 0.9, 1.0, 1.1),
    "example": (0.6, 0.7, 0.8, 0.9),
    "precision": (0.1, 0.2, 0.3, 0.4, 0.5),
    "recall": (0.2, 0.3, 0.4, 0.5, 0.6, 0.75),
    "curated": (0.0, 0.05, 0.1, 0.15),
    "professional": (0.0, 0.05, 0.1, 0.15),
    "mark_uncued": (0.2, 0.3, 0.5, 0.75, 1.0),
    "mark_cued": (0.2, 0.4, 0.6, 1.0),
    "mark_unnamed": (0.0, 0.25, 0.5, 0.75, 1.0),
    "mark_missing": (0.0, 0.25, 0.5, 0.75, 1.0),
}


class Trial:
    """The questions, and the indexes they are searched in."""

    def __init__(self, entries: Sequence[Entry], words: Lexicon) -> None:
        self._words = words
        own = [question for question in own_questions("tune") if question.accept]
        dev = [question for question in dev_questions() if question.accept]
        self._entries = [
            list(entries),
            [replace(entry, examples=entry.examples[::2]) for entry in entries],
            [replace(entry, examples=entry.examples[1::2]) for entry in entries],
        ]
        self._sets = [
            (0, 0.3, own),
            (0, 0.2, [question.unaccented for question in own]),
            (0, 0.1, dev),
            (1, 0.2, _examples(entries, 1)),
            (2, 0.2, _examples(entries, 0)),
        ]

    def share(self, ranking: Ranking) -> float:
        """Weighted share of right first hits, with a little for the first three."""
        searches = []
        for entries in self._entries:
            index = SearchIndex(entries, self._words, ranking)
            searches.append((index, LexicalRetriever(index, self._words, ranking)))
        return sum(
            weight * _share(*searches[which], questions) for which, weight, questions in self._sets
        )


def _examples(entries: Sequence[Entry], half: int) -> list[Question]:
    names: dict[str, set[str]] = {}
    for entry in entries:
        names.setdefault(entry.name.split(" (thực hiện")[0], set()).add(entry.code)
    return [
        Question(example, frozenset(names[entry.name.split(" (thực hiện")[0]]), "example")
        for entry in entries
        for example in entry.examples[half::2]
    ]


def _share(index: SearchIndex, retriever: LexicalRetriever, questions: Sequence[Question]) -> float:
    first = among = 0
    for question in questions:
        text = clean(question.text)
        query = Query(text, fold(text), index.reader.read(text))
        codes = [hit.code for hit in retriever.search(query, 3)]
        first += bool(codes) and codes[0] in question.accept
        among += bool(question.accept & set(codes))
    return (0.85 * first + 0.15 * among) / len(questions)


def main() -> None:
    """Try; print every improvement to standard error and the best numbers at the end."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    chance = random.Random(0)
    trial = Trial(national_entries(), SearchSettings().lexicon())
    best = shipped_ranking()
    share = trial.share(best)
    print(f"{share:.4f}", file=sys.stderr)
    tried = {best}
    for _ in range(rounds):
        names = chance.sample(sorted(STEPS), chance.choice((1, 1, 2)))
        ranking = best.model_copy(update={name: chance.choice(STEPS[name]) for name in names})
        if ranking in tried:
            continue
        tried.add(ranking)
        found = trial.share(ranking)
        if found > share:
            share, best = found, ranking
            print(f"{share:.4f}", {name: getattr(best, name) for name in names}, file=sys.stderr)
    print(yaml.safe_dump(best.model_dump(mode="json"), sort_keys=False), end="")


if __name__ == "__main__":
    main()
