"""The peers by words."""

from pathlib import Path

from benchmarks.search.bm25 import folded_pairs, over_folded_pairs, over_syllables, plain
from tests.benchmarks.search.entries import DEATH, ENTRIES


class TestTerms:
    def test_plain_keeps_accents(self) -> None:
        assert plain("Khai TỬ, 2 lần") == ["khai", "tử", "lần"]

    def test_folded_pairs_follow_syllables(self) -> None:
        assert folded_pairs("Khai tử gì") == ["khai", "tu", "gi", "khai tu", "tu gi"]


class TestBm25:
    def test_finds_by_name(self, tmp_path: Path) -> None:
        method = over_syllables()
        assert method.index(ENTRIES, tmp_path)
        found = method.search("khai tử cho ông")
        assert found.codes[0] == DEATH.code
        assert found.decision == "answer"

    def test_only_the_folded_one_reads_bare_text(self, tmp_path: Path) -> None:
        folded, syllables = over_folded_pairs(), over_syllables()
        folded.index(ENTRIES, tmp_path)
        syllables.index(ENTRIES, tmp_path)
        assert folded.search("khai tu").codes[0] == DEATH.code
        assert DEATH.code != syllables.search("tu vong").codes[:1]

    def test_unknown_words_find_nothing(self, tmp_path: Path) -> None:
        method = over_syllables()
        method.index(ENTRIES, tmp_path)
        found = method.search("xyz")
        assert (found.codes, found.decision) == ((), "none")
