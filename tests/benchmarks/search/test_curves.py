"""Curves of cost."""

from benchmarks.search.costing import Cost
from benchmarks.search.curves import curves
from benchmarks.search.growth import Growth
from tests.benchmarks.search.pictures import parsed

OURS = (Cost(2625, 2.0, 900.0, 5.0, 9.0), Cost(100_000, 60.0, 3000.0, 40.0, 90.0))
BM25 = (Cost(2625, 0.0, 20.0, 0.4, 0.9), Cost(100_000, 9.0, 700.0, 9.5, 20.0))


class TestCurves:
    def test_stay_inside_the_picture(self) -> None:
        drawn = parsed(curves(Growth(OURS, BM25, "encoded")))
        width, height = (float(size) for size in drawn.attrib["viewBox"].split()[2:])
        lines = [line.attrib["points"] for line in drawn.findall("{*}polyline")]
        points = [tuple(map(float, p.split(","))) for line in lines for p in line.split()]
        assert points
        assert all(0 <= x <= width and 0 <= y <= height for x, y in points)

    def test_say_what_was_measured(self) -> None:
        drawn = parsed(curves(Growth(OURS, BM25, "stand-ins")))
        words = [text.text or "" for text in drawn.findall("{*}text")]
        assert {"100,000", "2,625", "ms a question (p50)"} <= set(words)
        assert any("stand-ins" in said for said in words)


class TestGrowth:
    def test_ratio_is_the_largest_over_the_national_list(self) -> None:
        assert Growth(OURS, BM25, "encoded").ratio == 8
