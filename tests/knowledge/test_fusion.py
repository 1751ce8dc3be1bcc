"""Weighing signals."""

from dataclasses import fields

import numpy as np
import pytest
from pydantic import ValidationError

from knowledge.fusion import SIGNALS, Fusion, Signals, shipped_fusion, softmax


def signals(**given):
    """Signals of two families; those not given are 0."""
    return Signals(**{name: np.array(given.get(name, (0.0, 0.0))) for name in SIGNALS})


class TestFusion:
    def test_each_signal_counts_by_its_weight(self):
        weights = dict.fromkeys(SIGNALS, 0.0) | {"best": 2.0, "fit": -1.0}
        fusion = Fusion(chosen_on="2026-11-21", weights=weights)
        scores = fusion.scores(signals(best=(0.5, 1.0), fit=(0.0, 3.0)))
        assert scores == pytest.approx([1.0, -1.0])

    @pytest.mark.parametrize("missing", SIGNALS)
    def test_a_weight_may_not_be_missing(self, missing):
        weights = {name: 1.0 for name in SIGNALS if name != missing}
        with pytest.raises(ValidationError, match="weights must name"):
            Fusion(chosen_on="2026-11-21", weights=weights)

    def test_what_ships_weighs_meaning_and_words_for_a_procedure(self):
        weights = shipped_fusion().weights
        assert weights["best"] > 0
        assert weights["words"] > 0
        assert weights["fit"] > 0


class TestSignals:
    def test_columns_stand_in_the_order_of_the_fields(self):
        given = {name: (float(n), float(n)) for n, name in enumerate(SIGNALS)}
        assert signals(**given).matrix()[0] == pytest.approx(range(len(fields(Signals))))


class TestSoftmax:
    def test_shares_sum_to_one_whatever_the_size_of_the_scores(self):
        assert softmax(np.array([1000.0, 999.0])).sum() == pytest.approx(1.0)

    def test_equal_scores_share_equally(self):
        assert softmax(np.array([3.0, 3.0])) == pytest.approx([0.5, 0.5])
