"""Contrast of text as the browser computed it (WCAG 2.2, success criterion 1.4.3)."""

from playwright.async_api import Page

AT_LEAST = 4.5
"""For text of ordinary size."""

_TEXTS = """() => {
    const found = [];
    const visible = (it) => it.checkVisibility({ visibilityProperty: true })
        && !it.closest(".visually-hidden, .skip");
    for (const it of document.querySelectorAll("body *")) {
        const style = getComputedStyle(it);
        const own = [...it.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
        if (!visible(it)) continue;
        const behind = [];
        for (let up = it; up; up = up.parentElement) {
            behind.push(getComputedStyle(up).backgroundColor);
        }
        const text = (it.textContent || it.placeholder || "").trim().slice(0, 40);
        if (own) found.push({ text, color: style.color, behind });
        if (it.placeholder) {
            found.push({ text, color: getComputedStyle(it, "::placeholder").color, behind });
        }
    }
    return found;
}"""


async def weak_texts(page: Page) -> list[str]:
    """Visible texts whose contrast to what is behind them is too low, with the ratio.

    Raises AssertionError if hardly any text was found, which would prove nothing.
    """
    texts = await page.evaluate(_TEXTS)
    assert len(texts) > 10
    ratios = [(ratio(_rgb(one["color"]), _behind(one["behind"])), one["text"]) for one in texts]
    return [f"{found:.1f} {text}" for found, text in ratios if found < AT_LEAST]


def ratio(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Contrast ratio of two opaque sRGB colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(rgb: tuple[float, ...]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _behind(colours: list[str]) -> tuple[float, ...]:
    """The first opaque colour, from the element outwards; the page's own is white."""
    opaque = (colour for colour in colours if not colour.startswith("rgba"))
    return _rgb(next(opaque, "rgb(255, 255, 255)"))


def _rgb(colour: str) -> tuple[float, ...]:
    parts = colour.partition("(")[2].rstrip(")").split(",")
    return tuple(float(part) / 255 for part in parts[:3])
