"""A few procedures to search among, and tables of words as small as a test needs."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from common.text import clean, fold
from knowledge.answering import Answerer
from knowledge.answering import answerer as answerer_of
from knowledge.corpus import Entry
from knowledge.index import SearchIndex
from knowledge.lexical import LexicalRetriever
from knowledge.lexicon import Abbreviation, Lexicon, lexicon
from knowledge.memo import Memo
from knowledge.ranking import Ranking, shipped_ranking
from knowledge.record import Level
from knowledge.retrieval import Query
from knowledge.search_settings import SearchSettings
from knowledge.searching import Tools, tools

COMMUNE, PROVINCE, MINISTRY = (
    frozenset({level}) for level in (Level.COMMUNE, Level.PROVINCE, Level.MINISTRY)
)

SHORT_FORMS = (
    Abbreviation(short="ks", long="khai sinh"),
    Abbreviation(short="j", long="gì"),
    Abbreviation(short="chi", long="gì"),
    Abbreviation(short="e", long="em"),
    Abbreviation(short="mô", long="đâu", ambiguous=True),
    Abbreviation(short="ở mô", long="ở đâu"),
)


def entry(code: str, name: str, levels: frozenset[Level] = COMMUNE, **more: object) -> Entry:
    """An entry that needs no more than its name."""
    defaults: dict[str, object] = {"short_name": name.removeprefix("Thủ tục "), "field": "Hộ tịch"}
    return Entry(code=code, name=name, levels=levels, **(defaults | more))  # type: ignore[arg-type]


BIRTH = entry(
    "9.000001",
    "Thủ tục đăng ký khai sinh",
    short_name="Đăng ký khai sinh",
    curated=True,
    aliases=("làm giấy khai sinh", "khai sinh cho bé"),
    examples=("vợ em mới đẻ thì ra xã làm gì",),
    distinction="lần đầu, cha mẹ là người Việt",
)
BIRTH_ABROAD = entry("9.000002", "Thủ tục đăng ký khai sinh có yếu tố nước ngoài")
BIRTH_AGAIN = entry("9.000003", "Thủ tục đăng ký lại khai sinh")
DEATH = entry("9.000004", "Thủ tục đăng ký khai tử")
KITE_COMMUNE = entry("9.000005", "Cấp giấy phép thả diều (cấp Xã)", COMMUNE, field="Diều")
KITE_PROVINCE = entry("9.000006", "Cấp giấy phép thả diều (cấp Tỉnh)", PROVINCE, field="Diều")
KITE_AGAIN = entry("9.000007", "Cấp lại giấy phép thả diều", PROVINCE, field="Diều")
KITE_BANK = entry("9.000008", "Chấp thuận nhà máy sản xuất diều xuất khẩu", MINISTRY, field="Diều")
MARRIAGE = entry("9.000009", "Thủ tục đăng ký kết hôn")

ENTRIES = (
    BIRTH,
    BIRTH_ABROAD,
    BIRTH_AGAIN,
    DEATH,
    KITE_COMMUNE,
    KITE_PROVINCE,
    KITE_AGAIN,
    KITE_BANK,
    MARRIAGE,
)


@cache
def words() -> Lexicon:
    """The shipped tables with a few short forms."""
    return lexicon().model_copy(update={"abbreviations": SHORT_FORMS})


@cache
def small_index(
    entries: tuple[Entry, ...] = ENTRIES, ranking: Ranking | None = None
) -> SearchIndex:
    """The index of a few entries."""
    return SearchIndex(entries, words(), ranking or shipped_ranking())


def query(index: SearchIndex, text: str) -> Query:
    """A question as the retriever gets it."""
    return Query(clean(text), fold(text), index.reader.read(clean(text)))


def found(
    text: str, entries: tuple[Entry, ...] = ENTRIES, ranking: Ranking | None = None
) -> list[str]:
    """Codes the lexical search finds for `text`, best first."""
    index = small_index(entries, ranking)
    retriever = LexicalRetriever(index, words(), ranking or shipped_ranking())
    return [hit.code for hit in retriever.search(query(index, text), 10)]


@cache
def answerer(entries: tuple[Entry, ...] = ENTRIES) -> Answerer:
    """Decides among a few entries."""
    return answerer_of(entries, small_tools())


@cache
def small_tools() -> Tools:
    """The encoder that ships, and vectors that are kept with those of all other tests."""
    shipped = tools(SearchSettings())
    return replace(shipped, words=words(), memo=Memo())


def codes(entries: Sequence[Entry]) -> list[str]:
    """Their codes."""
    return [each.code for each in entries]
