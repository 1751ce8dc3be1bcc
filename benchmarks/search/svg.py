"""Small charts as SVG text: axes, lines, bars and words, readable on light and on dark pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import log10
from xml.sax.saxutils import escape

INK, FAINT, GRID, PAPER = "#1f2933", "#52606d", "#d9dee4", "#ffffff"
COLOURS = ("#0b6e99", "#c2410c", "#4d7c0f", "#7c3aed")
"""Told apart by people who see colours differently, and dark enough on white."""

_FONT = "system-ui, 'Segoe UI', 'Noto Sans', sans-serif"

Scale = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a chart's axes cross and end, in pixels from the top left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Of the lower axis."""
        return self.top + self.height

    @property
    def right(self) -> float:
        """End of the lower axis."""
        return self.left + self.width


@dataclass
class Drawing:
    """An SVG being drawn. title: what a screen reader says of it."""

    width: int
    height: int
    title: str
    _parts: list[str] = field(default_factory=list)

    def text(
        self, x: float, y: float, words: str, *, size: int = 12, colour: str = INK, **more: str
    ) -> None:
        """Words with their baseline at y. more: SVG attributes, such as `anchor="middle"`."""
        anchor, weight = more.get("anchor", "start"), more.get("weight", "normal")
        self._parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}" '
            f'text-anchor="{anchor}" font-weight="{weight}">{escape(words)}</text>'
        )

    def line(
        self,
        points: Sequence[tuple[float, float]],
        *,
        colour: str,
        width: float = 1,
        dash: str = "",
    ) -> None:
        """Through `points`."""
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" '
            f'stroke-width="{width}"{dashed}/>'
        )

    def dot(self, x: float, y: float, *, colour: str) -> None:
        """A point that was measured."""
        self._parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}" stroke="{PAPER}"/>'
        )

    def bar(self, x: float, y: float, width: float, height: float, *, colour: str) -> None:
        """A filled rectangle from its upper left corner."""
        self._parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
            f'fill="{colour}"/>'
        )

    def ruler_y(self, frame: Frame, scale: Scale, ticks: Sequence[tuple[float, str]]) -> None:
        """Lines across the chart with their labels at the left."""
        for value, label in ticks:
            y = scale(value)
            self.line([(frame.left, y), (frame.right, y)], colour=GRID)
            self.text(frame.left - 8, y + 4, label, colour=FAINT, anchor="end")

    def ruler_x(self, frame: Frame, scale: Scale, ticks: Sequence[tuple[float, str]]) -> None:
        """Labels below the chart."""
        self.line([(frame.left, frame.bottom), (frame.right, frame.bottom)], colour=FAINT)
        for value, label in ticks:
            self.text(scale(value), frame.bottom + 18, label, colour=FAINT, anchor="middle")

    def markup(self) -> str:
        """The whole file."""
        size = f'width="{self.width}" height="{self.height}"'
        box = f'viewBox="0 0 {self.width} {self.height}" font-family="{_FONT}" role="img"'
        lines = (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box}>',
            f"<title>{escape(self.title)}</title>",
            f'<rect {size} fill="{PAPER}"/>',
            *self._parts,
            "</svg>",
        )
        return "\n".join((*lines, ""))


def linear(low: float, high: float, start: float, end: float) -> Scale:
    """From values to pixels, `low` at `start` and `high` at `end`."""
    return lambda value: start + (value - low) / (high - low) * (end - start)


def logarithmic(low: float, high: float, start: float, end: float) -> Scale:
    """As `linear`, with every tenfold as wide as every other."""
    scale = linear(log10(low), log10(high), start, end)
    return lambda value: scale(log10(value))
