"""Search by words and meaning together, among a few procedures."""

from dataclasses import replace

import numpy as np
import pytest

from knowledge.fused import FIRST, FusedRetriever, documents_of
from knowledge.fusion import SIGNALS, Fusion
from knowledge.lexical import LexicalRetriever
from knowledge.ranking import shipped_ranking
from knowledge.vector_index import MemoryVectors
from tests.knowledge.bag_encoder import BagEncoder
from tests.knowledge.small_corpus import (
    BIRTH,
    BIRTH_ABROAD,
    ENTRIES,
    KITE_COMMUNE,
    KITE_PROVINCE,
    query,
    small_index,
    words,
)

WEIGHTS = dict.fromkeys(SIGNALS, 0.0) | {"words": 4.0, "best": 8.0, "fit": 3.0}


def retriever(entries=ENTRIES, weights=WEIGHTS):
    index, encoder = small_index(entries), BagEncoder()
    owners, texts = documents_of(index)
    return index, FusedRetriever(
        index,
        LexicalRetriever(index, words(), shipped_ranking()),
        MemoryVectors(owners, encoder.encode(texts)),
        encoder,
        Fusion(chosen_on="2026-11-21", weights=weights),
    )


def hits(text, entries=ENTRIES, weights=WEIGHTS, limit=10):
    index, fused = retriever(entries, weights)
    return fused.search(query(index, text), limit)


class TestSearch:
    def test_the_look_alike_is_told_apart_by_its_cue(self):
        assert hits("đăng ký khai sinh")[0].code == BIRTH.code
        assert hits("đăng ký khai sinh có yếu tố nước ngoài")[0].code == BIRTH_ABROAD.code

    def test_a_question_that_is_known_leads_to_its_procedure_at_once(self):
        said = "nhà tui vừa đón thêm một nhóc tì"
        known = replace(BIRTH_ABROAD, questions=(said,))
        others = tuple(entry for entry in ENTRIES if entry.code != BIRTH_ABROAD.code)
        assert hits(said, (known, *others))[0].code == BIRTH_ABROAD.code

    def test_a_saying_of_a_curator_counts_however_unlike_the_rest_it_is(self):
        said = "xe trượt tuyết kéo chó"
        known = replace(BIRTH_ABROAD, aliases=(said,))
        others = tuple(entry for entry in ENTRIES if entry.code != BIRTH_ABROAD.code)
        averse = WEIGHTS | {"best": -5.0, "words": -5.0, "name": 8.0, "centre": 8.0}
        assert hits(said, (known, *others), averse)[0].code == BIRTH_ABROAD.code

    def test_scores_are_shares_of_one_question(self):
        found = hits("khai sinh")
        assert sum({hit.score for hit in found}) == pytest.approx(1.0, abs=0.2)
        assert all(0 <= hit.score <= 1 for hit in found)

    def test_the_first_hits_are_different_procedures(self):
        index, fused = retriever()
        found = fused.search(query(index, "xin giấy phép thả diều"), 10)
        families = [index.families[index.numbers[hit.code]] for hit in found[:FIRST]]
        assert len(set(families)) == FIRST

    def test_every_level_of_a_family_is_found(self):
        codes = {hit.code for hit in hits("xin giấy phép thả diều")}
        assert {KITE_COMMUNE.code, KITE_PROVINCE.code} <= codes

    def test_the_level_that_is_named_comes_first(self):
        assert hits("xin giấy phép thả diều ở công an xã")[0].code == KITE_COMMUNE.code

    @pytest.mark.parametrize("text", ["", "   ", "!!!"])
    def test_nothing_asked_finds_nothing(self, text):
        assert hits(text) == []

    def test_no_more_hits_than_wanted(self):
        assert len(hits("giấy phép", limit=3)) == 3


class TestDocumentsOf:
    def test_families_come_in_order_with_their_name_first(self):
        index = small_index()
        owners, texts = documents_of(index)
        assert owners == sorted(owners)
        assert sorted(set(owners)) == list(range(len(index.members)))
        first = owners.index(int(index.family_numbers[index.numbers[BIRTH.code]]))
        assert "khai sinh" in texts[first].lower()

    def test_short_forms_are_written_out(self):
        known = (replace(BIRTH, questions=("xin ks cho bé",)),)
        _, texts = documents_of(small_index(known))
        assert "xin khai sinh cho bé" in texts

    def test_a_text_stands_once_in_a_family(self):
        known = (replace(BIRTH, questions=("làm khai sinh", "làm khai sinh")),)
        _, texts = documents_of(small_index(known))
        assert texts.count("làm khai sinh") == 1


class TestSignals:
    def test_without_words_in_common_the_strength_of_words_is_zero(self):
        index, fused = retriever()
        _, signals = fused.signals(query(index, "xyzzy qwrt").reading)
        assert np.all(signals.words == 0)
        assert np.all(signals.alone == 0)
