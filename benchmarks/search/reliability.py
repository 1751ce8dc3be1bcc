"""Whether the confidence of a decision is the share of times it is right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.search.figures import Answered
from benchmarks.search.svg import COLOURS, FAINT, Drawing, Frame, linear

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of like confidence: how many, their mean confidence, the share that is right."""

    count: int
    confidence: float
    right: float


def binned(answers: Iterable[Answered]) -> list[Bin | None]:
    """`BINS` bins of equal width from 0 to 1; None where nothing fell."""
    known: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for answer in answers:
        confidence = answer.found.confidence
        known[min(BINS - 1, int(confidence * BINS))].append((confidence, answer.place == 1))
    return [_bin(group) if group else None for group in known]


def _bin(group: Sequence[tuple[float, bool]]) -> Bin:
    count = len(group)
    return Bin(
        count, sum(said for said, _ in group) / count, sum(right for _, right in group) / count
    )


def calibration_error(bins: Iterable[Bin | None]) -> float:
    """Expected calibration error: mean distance of said and true, each answer counted once.

    Naeini et al., AAAI 2015.
    """
    known = [found for found in bins if found]
    total = sum(found.count for found in known)
    apart = sum(found.count * abs(found.confidence - found.right) for found in known)
    return round(apart / total, 4) if total else 0.0


def diagram(bins: Sequence[Bin | None]) -> str:
    """The reliability diagram as SVG: bars of what is right over what was said."""
    asked = sum(found.count for found in bins if found)
    drawing = Drawing(560, 500, "Reliability of the confidence of search")
    frame = Frame(64, 64, 456, 350)
    x = linear(0, 1, frame.left, frame.right)
    y = linear(0, 1, frame.bottom, frame.top)
    drawing.text(24, 28, "How often the first hit is right, by confidence", size=16, weight="600")
    drawing.text(
        24,
        48,
        f"{asked} held-out questions (n), expected calibration error {calibration_error(bins):.3f}",
        colour=FAINT,
    )
    ticks = [(step / 5, f"{step * 20} %") for step in range(6)]
    drawing.ruler_y(frame, y, ticks)
    drawing.ruler_x(frame, x, ticks)
    for place, found in enumerate(bins):
        if found:
            left, right = x(place / BINS) + 2, x((place + 1) / BINS) - 2
            top = y(found.right)
            drawing.bar(left, top, right - left, frame.bottom - top, colour=COLOURS[0])
            middle = (left + right) / 2
            drawing.text(middle, frame.bottom + 38, f"{found.count}", colour=FAINT, anchor="middle")
    drawing.line([(x(0), y(0)), (x(1), y(1))], colour=COLOURS[1], width=1.5, dash="6 4")
    drawing.text(x(0.52), y(0.58), "as said", colour=COLOURS[1], anchor="end")
    drawing.text(frame.left - 8, frame.bottom + 38, "n", colour=FAINT, anchor="end")
    drawing.text(x(0.5), frame.bottom + 62, "confidence", colour=FAINT, anchor="middle")
    return drawing.markup()
