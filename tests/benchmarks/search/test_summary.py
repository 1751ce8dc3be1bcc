"""The last line."""

from benchmarks.search.data import Question
from benchmarks.search.figures import Answered
from benchmarks.search.method import Found
from benchmarks.search.summary import over, summary
from benchmarks.search.trial import Trial

ASKED = Question("làm khai sinh", frozenset({"1"}), "plain")


def trial(right_typed: bool, right_bare: bool, ms: float) -> Trial:
    def answers(right: bool) -> dict[str, list[Answered]]:
        return {"own": [Answered(ASKED, Found(("1" if right else "2",), "answer"), ms)]}

    return Trial(1.234, None, 0.5, 100.04, answers(right_typed), answers(right_bare))


class TestSummary:
    def test_tells_each_method_and_set_and_ours_over_peers(self) -> None:
        found = summary({"peer": trial(True, False, 4.0), "ours": trial(True, True, 2.0)})
        methods, costs, ratios = (found[key] for key in ("methods", "costs", "ratios"))
        assert methods["peer"]["own"]["top1"] == 1
        assert methods["peer"]["own"]["folded_top1"] == 0
        assert methods["ours"]["own"]["folded_top1"] == 1
        assert costs["ours"] == {
            "load_s": 1.23,
            "index_cold_s": None,
            "index_cached_s": 0.5,
            "rss_mb": 100.0,
        }
        assert set(ratios) == {"peer"}
        assert ratios["peer"]["own"]["p50_ms"] == 0.5

    def test_has_the_figures_that_are_asked_for(self) -> None:
        line = summary({"ours": trial(True, True, 2.0)})["methods"]["ours"]["own"]
        wanted = "top1 top3 mrr folded_top1 refused answered_out p50_ms p99_ms"
        assert set(wanted.split()) <= set(line)


class TestOver:
    def test_over_a_peer_of_zero_there_is_no_ratio(self) -> None:
        keys = ("top1", "top3", "mrr", "folded_top1", "answered_out", "p50_ms", "p99_ms")
        ours, peer = dict.fromkeys(keys, 0.5), dict.fromkeys(keys, 0.25) | {"folded_top1": 0.0}
        found = over(ours, peer)
        assert found["top1"] == 2
        assert found["folded_top1"] is None
