"""All a search needs, built from entries: the index, both ways of searching, their fusion."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from knowledge.corpus import Entry
from knowledge.encoder.encoding import Encoder, load_encoder
from knowledge.fused import FusedRetriever, documents_of
from knowledge.fusion import shipped_fusion
from knowledge.index import SearchIndex
from knowledge.lexical import LexicalRetriever
from knowledge.lexicon import Lexicon
from knowledge.memo import Memo
from knowledge.outside import Outside, outside_of, read_outside
from knowledge.pgvector_index import VectorDatabase
from knowledge.ranking import shipped_ranking
from knowledge.search_settings import SearchSettings
from knowledge.vector_index import MemoryVectors, VectorIndex
from knowledge.vectors import VectorStore

Progress = Callable[[int, int], None]
"""Called with how many new texts were encoded and how many there are."""


def unwatched(_done: int, _all: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What outlives an index: the tables of words, the encoder, its vectors, and what was read."""

    words: Lexicon
    encoder: Encoder
    store: VectorStore
    database: VectorDatabase | None = None
    memo: Memo = field(default_factory=Memo)


def tools(settings: SearchSettings, database_url: str = "") -> Tools:
    """Load them. Raises OSError or pydantic.ValidationError where one cannot be read.

    database_url: where vectors are compared if the settings say so.
    """
    encoder = load_encoder(settings.encoder)
    file = settings.vectors_dir / f"{encoder.identity.replace('/', '-')}.npz"
    shared = settings.search_vectors == "database"
    return Tools(
        settings.lexicon(),
        encoder,
        VectorStore(file),
        VectorDatabase(database_url, encoder) if shared else None,
    )


@dataclass(frozen=True, slots=True)
class Searching:
    """One index and what searches it."""

    index: SearchIndex
    lexical: LexicalRetriever
    fused: FusedRetriever


def searching(
    entries: Sequence[Entry], using: Tools, progress: Progress = unwatched, revision: int = 0
) -> Searching:
    """Build it all; texts whose vectors are known are not encoded again.

    revision: of the records, where vectors are shared between processes.
    """
    ranking = shipped_ranking()
    index = SearchIndex(entries, using.words, ranking, using.memo)
    lexical = LexicalRetriever(index, using.words, ranking)
    vectors = _vectors(index, using, progress, revision)
    return Searching(
        index, lexical, FusedRetriever(index, lexical, vectors, using.encoder, shipped_fusion())
    )


def _vectors(index: SearchIndex, using: Tools, progress: Progress, revision: int) -> VectorIndex:
    owners, texts = documents_of(index)
    if using.database is not None:
        keys = [index.families[members[0]] for members in index.members]
        return using.database.index(keys, owners, texts, revision, progress)
    using.store.fill(texts, using.encoder.encode, progress)
    return MemoryVectors(owners, using.store.of(texts))


def outside(using: Tools, index: SearchIndex) -> Outside:
    """What no procedure answers, as questions are compared with it."""
    examples = [(index.written_out(each.text), each.reason) for each in read_outside()]
    return outside_of(examples, using.encoder, using.store)
