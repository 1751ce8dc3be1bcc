"""From a question to a decision: read, search, weigh, decide."""

import time
from collections.abc import Sequence
from dataclasses import replace

from common.text import clean, fold
from knowledge.aspects import features, shipped_weights
from knowledge.choices import choices_of
from knowledge.corpus import Entry
from knowledge.decision import Rule, offered, shipped_rule
from knowledge.event_finder import EventFinder
from knowledge.evidence import Weigher
from knowledge.finding import Finding
from knowledge.follow_up import Link, LinkReader
from knowledge.index import SearchIndex
from knowledge.lexicon import Lexicon
from knowledge.life_events import shipped_life_events
from knowledge.outside import Outside
from knowledge.phrases import PhraseTable
from knowledge.record import Aspect
from knowledge.refusing import Reason, reason_for_nothing
from knowledge.retrieval import Hit, Query, Retriever
from knowledge.searching import Progress, Tools, outside, searching, unwatched
from knowledge.understanding import Reading

MOST_HITS = 10
LONGEST_TEXT = 2000
"""Characters of a question that are read."""


class Answerer:
    """Decides on questions about a fixed set of procedures. Holds no connection and no state."""

    def __init__(
        self,
        index: SearchIndex,
        retriever: Retriever,
        lexicon: Lexicon,
        rule: Rule,
        outside: Outside | None = None,
    ) -> None:
        """retriever: searches the entries of `index`, whichever way. outside: what no procedure
        answers."""
        self._index = index
        self._retriever = retriever
        self._rule = rule
        self._weigher = Weigher(index, lexicon.scope.topics, outside)
        self._links = LinkReader(lexicon.follow_up)
        self._events = EventFinder(shipped_life_events())
        self._parts = shipped_weights()
        self._administrative: PhraseTable[None] = PhraseTable(
            (phrase, None) for phrase in lexicon.scope.administrative
        )

    @property
    def size(self) -> int:
        """Procedures that can be found."""
        return len(self._index.entries)

    def ask(
        self,
        question: str,
        *,
        current: str | None = None,
        current_aspect: Aspect | None = None,
        limit: int = MOST_HITS,
    ) -> Finding:
        """Decide on `question`; never fails, whatever was typed.

        current: code of the procedure talked about before; a question that names none is answered
        on it. current_aspect: the part talked about before; kept by `còn khai tử thì sao`.
        """
        started = time.perf_counter()
        text = clean(question[:LONGEST_TEXT])
        reading = self._index.reader.read(text)
        link = self._links.read(reading)
        aspects = self._parts.asked(features(reading.words, reading.asked.sums))
        if not aspects and link.empty and link.asks:
            # `còn thời hạn thì sao` says too little for the weights, but names nothing else.
            aspects = _named(reading)
        if link.going_on and not link.asks:
            aspects = (current_aspect,) if current_aspect else ()
        finding = self._find(Query(text, fold(text), reading), link, aspects, current, limit)
        event = None if reading.codes else self._events.find(reading)
        ms = round((time.perf_counter() - started) * 1000, 3)
        return replace(finding, event=event.id if event else None, ms=ms)

    def _find(
        self,
        query: Query,
        link: Link,
        aspects: tuple[Aspect, ...],
        current: str | None,
        limit: int,
    ) -> Finding:
        reading = query.reading
        spoken_of = self._hit(current)
        if reading.gate:
            hits = self._retriever.search(query, limit)
            return Finding("none", Reason(reading.gate), aspects, tuple(hits))
        if spoken_of and link.empty and (aspects or link.pointing):
            return Finding("answer", None, aspects, (spoken_of,), follow_up=True, confidence=1.0)
        if reading.codes:
            return self._by_code(reading.codes, aspects)
        finding = self._by_words(query, aspects, link, limit)
        if spoken_of and finding.decision == "none" and _asks_on(finding, link):
            return replace(
                finding, decision="answer", reason=None, hits=(spoken_of,), follow_up=True
            )
        return finding

    def _by_code(self, codes: Sequence[str], aspects: tuple[Aspect, ...]) -> Finding:
        hit = next(filter(None, map(self._hit, codes)), None)
        if hit is None:
            return Finding("none", Reason.NOT_IN_RECORDS, aspects)
        return Finding("answer", None, aspects, (hit,), confidence=1.0)

    def _by_words(
        self, query: Query, aspects: tuple[Aspect, ...], link: Link, limit: int
    ) -> Finding:
        hits = tuple(self._retriever.search(query, limit))
        evidence = self._weigher.weigh(query.reading, hits)
        offers = self._offers(hits)
        confidence = round(self._rule.chance(evidence), 4)
        decision = "none" if link.empty or not hits else self._rule.decide(evidence, len(offers))
        found = Finding(decision, None, aspects, hits, confidence=confidence)
        if decision == "clarify":
            return replace(found, choices=choices_of(offers))
        if decision == "none":
            told = 0.0 if link.empty else evidence.mass
            administrative = self._is_administrative(query.reading)
            reason = self._weigher.reason(query.reading, hits) if told else None
            return replace(found, reason=reason or reason_for_nothing(told, administrative))
        return found

    def _offers(self, hits: Sequence[Hit]) -> list[Entry]:
        """Entries worth offering: near the best hit, one of each family."""
        firsts: dict[str, Hit] = {}
        for hit in hits:
            firsts.setdefault(self._index.families[self._index.numbers[hit.code]], hit)
        best = list(firsts.values())
        count = offered([hit.score for hit in best], self._rule.near)
        return [self._index.entries[self._index.numbers[hit.code]] for hit in best[:count]]

    def _hit(self, code: str | None) -> Hit | None:
        number = self._index.numbers.get(code or "")
        if number is None:
            return None
        entry = self._index.entries[number]
        return Hit(entry.code, entry.name, 1.0)

    def _is_administrative(self, reading: Reading) -> bool:
        return next(self._administrative.all(reading.words), None) is not None


def _named(reading: Reading) -> tuple[Aspect, ...]:
    """The part whose phrases weigh most in a question."""
    sums = reading.asked.sums
    return (max(sums, key=lambda aspect: sums[aspect]),) if sums else ()


_NEVER = {Reason.NEEDS_PERSON, Reason.ABUSE, Reason.EMERGENCY}
"""What is never taken for a question about the procedure spoken of."""


def _asks_on(finding: Finding, link: Link) -> bool:
    """Whether a question that nothing answers is likely about the procedure spoken of."""
    outside = finding.reason in _NEVER or (
        finding.reason is Reason.OUT_OF_SCOPE and not link.pointing
    )
    return not outside and bool(finding.aspects or link.pointing)


def answerer(
    entries: Sequence[Entry], using: Tools, progress: Progress = unwatched, revision: int = 0
) -> Answerer:
    """Search over `entries` with the shipped numbers; see `searching`.

    Takes about a second of one core, and a millisecond for each text that was never encoded.
    """
    search = searching(entries, using, progress, revision)
    return Answerer(
        search.index, search.fused, using.words, shipped_rule(), outside(using, search.index)
    )
