"""Drawing charts."""

import pytest

from benchmarks.search.svg import Drawing, Frame, linear, logarithmic
from tests.benchmarks.search.pictures import parsed


class TestScales:
    def test_linear_goes_from_start_to_end(self) -> None:
        scale = linear(0, 10, 100, 200)
        assert [scale(value) for value in (0, 5, 10)] == [100, 150, 200]

    def test_linear_may_go_upwards(self) -> None:
        assert linear(0, 1, 300, 100)(0.25) == 250

    def test_each_tenfold_is_as_wide_as_every_other(self) -> None:
        scale = logarithmic(1, 100, 0, 50)
        assert [scale(value) for value in (1, 10, 100)] == pytest.approx([0, 25, 50])


class TestDrawing:
    def test_is_well_formed_whatever_the_words(self) -> None:
        drawing = Drawing(200, 100, "Độ <tin> & cậy")
        drawing.text(10, 20, 'a < b & "c"', anchor="end")
        drawn = parsed(drawing.markup())
        assert drawn.attrib["viewBox"] == "0 0 200 100"
        assert drawn.findtext("{*}title") == "Độ <tin> & cậy"
        text = drawn.find("{*}text")
        assert text is not None
        assert text.text == 'a < b & "c"'
        assert text.attrib["text-anchor"] == "end"

    def test_rulers_label_their_ticks(self) -> None:
        drawing, frame = Drawing(200, 100, "t"), Frame(40, 10, 150, 70)
        drawing.ruler_y(frame, linear(0, 1, frame.bottom, frame.top), [(0, "0"), (1, "1")])
        drawing.ruler_x(frame, linear(0, 1, frame.left, frame.right), [(0.5, "half")])
        labels = {t.text: t.attrib for t in parsed(drawing.markup()).findall("{*}text")}
        assert float(labels["0"]["y"]) > float(labels["1"]["y"])
        assert float(labels["half"]["x"]) == 115
