"""Our search as it ships, over entries that hold no question it is asked."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.search.method import FIRST, Found, undecided
from common.text import clean, fold
from knowledge.answering import Answerer, answerer
from knowledge.corpus import Entry
from knowledge.encoder.encoding import Encoder, load_encoder
from knowledge.index import SearchIndex
from knowledge.lexical import LexicalRetriever
from knowledge.lexicon import Lexicon
from knowledge.ranking import shipped_ranking
from knowledge.retrieval import Query
from knowledge.search_settings import SearchSettings
from knowledge.searching import Tools
from knowledge.vectors import VectorStore


class Ours:
    """Words and meaning together, and the decision. A `Method`."""

    _words: Lexicon
    _encoder: Encoder
    _answerer: Answerer

    def load(self) -> None:
        """See `Method`."""
        settings = SearchSettings()
        self._words = settings.lexicon()
        self._encoder = load_encoder(settings.encoder)

    def index(self, entries: Sequence[Entry], folder: Path) -> bool:
        """See `Method`."""
        file = folder / f"{self._encoder.identity.replace('/', '-')}.npz"
        kept = file.exists()
        self._answerer = answerer(entries, Tools(self._words, self._encoder, VectorStore(file)))
        return not kept

    def search(self, text: str) -> Found:
        """See `Method`."""
        return found_by(self._answerer, text)

    def close(self) -> None:
        """See `Method`: nothing was."""


def found_by(answerer: Answerer, text: str) -> Found:
    """What our search finds and decides."""
    finding = answerer.ask(text, limit=FIRST)
    codes = tuple(hit.code for hit in finding.hits)
    return Found(codes, finding.decision, finding.confidence)


class OurWords:
    """The half of ours that compares words: what the encoder has to add to. A `Method`."""

    _words: Lexicon
    _index: SearchIndex
    _retriever: LexicalRetriever

    def load(self) -> None:
        """See `Method`."""
        self._words = SearchSettings().lexicon()

    def index(self, entries: Sequence[Entry], folder: Path) -> bool:  # noqa: ARG002 (as `Method`)
        """See `Method`; nothing is kept."""
        ranking = shipped_ranking()
        self._index = SearchIndex(entries, self._words, ranking)
        self._retriever = LexicalRetriever(self._index, self._words, ranking)
        return True

    def search(self, text: str) -> Found:
        """See `Method`."""
        cleaned = clean(text)
        query = Query(cleaned, fold(cleaned), self._index.reader.read(cleaned))
        return undecided([hit.code for hit in self._retriever.search(query, FIRST)])

    def close(self) -> None:
        """See `Method`: nothing was."""
