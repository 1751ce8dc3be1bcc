"""Cost over the number of records, drawn."""

from collections.abc import Callable, Sequence
from math import ceil, floor, log10

from benchmarks.search.costing import Cost, Growth
from benchmarks.search.svg import COLOURS, FAINT, Drawing, Frame, logarithmic

_PANELS: tuple[tuple[str, Callable[[Cost], float]], ...] = (
    ("ms a question (p50)", lambda cost: cost.p50_ms),
    ("seconds to index, vectors at hand", lambda cost: cost.index_s),
    ("MiB of memory", lambda cost: cost.rss_mb),
)
_LEAST = 0.01


def curves(growth: Growth) -> str:
    """Three panels as SVG, both axes logarithmic: a straight line at 45° is growth in step."""
    drawing = Drawing(960, 400, "Cost of search by number of records")
    drawing.text(24, 28, "Cost by number of records, one core", size=16, weight="600")
    legend = (("ours", COLOURS[0]), ("BM25 folded pairs", COLOURS[1]))
    for place, (name, colour) in enumerate(legend):
        x = 24 + place * 90
        drawing.line([(x, 45), (x + 20, 45)], colour=colour, width=2.5)
        drawing.text(x + 26, 49, name)
    for place, (title, value) in enumerate(_PANELS):
        frame = Frame(72 + place * 312, 92, 240, 250)
        drawing.text(frame.left - 8, frame.top - 14, title, weight="600")
        _panel(drawing, frame, [(growth.ours, COLOURS[0]), (growth.bm25, COLOURS[1])], value)
    drawing.text(24, 388, f"Vectors of the largest list: {growth.vectors}.", colour=FAINT)
    return drawing.markup()


def _panel(
    drawing: Drawing,
    frame: Frame,
    lines: Sequence[tuple[Sequence[Cost], str]],
    value: Callable[[Cost], float],
) -> None:
    values = [max(_LEAST, value(cost)) for costs, _ in lines for cost in costs]
    low, high = floor(log10(min(values))), ceil(log10(max(values) * 1.01))
    records = sorted({cost.records for costs, _ in lines for cost in costs})
    x = logarithmic(records[0] * 0.8, records[-1] * 1.25, frame.left, frame.right)
    y = logarithmic(10.0**low, 10.0**high, frame.bottom, frame.top)
    drawing.ruler_y(frame, y, [(10.0**p, f"{10.0**p:,g}") for p in range(low, high + 1)])
    drawing.ruler_x(frame, x, [(size, f"{size:,}") for size in records])
    for costs, colour in lines:
        points = [(x(cost.records), y(max(_LEAST, value(cost)))) for cost in costs]
        drawing.line(points, colour=colour, width=2.5)
        for (px, py), cost in zip(points, costs, strict=True):
            drawing.dot(px, py, colour=colour)
            drawing.text(px, py - 9, _short(value(cost)), size=11, colour=colour, anchor="middle")


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2g}"
