"""One answer about one procedure: the parts asked about, its source, what else can be asked."""

from collections.abc import Sequence

from actions.procedure.facts import Facts, facts_of, known_aspects
from actions.reply import Button
from actions.turn import payload
from actions.wording import Wording
from knowledge.published import PublishedProcedure
from knowledge.record import Aspect

MOST_BUTTONS = 5
"""What every channel can show under one message."""
COMFORTABLE = 600
"""Characters that fit a small phone without scrolling."""
_HEADING = 40
"""Characters of the line above a list."""
_LEAST_ROOM = 260
"""A page holds at least one whole item, however long the name of the procedure is."""


def presented(
    say: Wording, published: PublishedProcedure, asked: Sequence[Aspect], *, page: int = 1
) -> tuple[str, list[Button]]:
    """Text and buttons. Of several parts those beyond a comfortable length become buttons.

    asked: at least one aspect, the most important first. page: of the first one's list.
    """
    room = max(COMFORTABLE - len(_text(say, published, [])) - _HEADING, _LEAST_ROOM)
    pages = [page, *([1] * (len(asked) - 1))]
    parts = [
        facts_of(published, each, page=number, budget=room)
        for each, number in zip(asked, pages, strict=True)
    ]
    text = _text(say, published, parts)
    while len(parts) > 1 and len(text) > COMFORTABLE:
        parts.pop()
        text = _text(say, published, parts)
    return text, _buttons(say, published, parts, asked)


def _text(say: Wording, published: PublishedProcedure, parts: Sequence[Facts]) -> str:
    return say.text("procedure/answer", published=published, parts=parts)


def _buttons(
    say: Wording, published: PublishedProcedure, parts: Sequence[Facts], asked: Sequence[Aspect]
) -> list[Button]:
    shown = {facts.aspect for facts in parts}
    waiting = [aspect for aspect in asked if aspect not in shown]
    others = [aspect for aspect in known_aspects(published) if aspect not in {*shown, *waiting}]
    more = [_more(say, published, facts) for facts in parts if facts.page and facts.page.next]
    return [
        *more,
        *(_about(say, published, aspect) for aspect in (*waiting, *others)),
    ][:MOST_BUTTONS]


def _more(say: Wording, published: PublishedProcedure, facts: Facts) -> Button:
    following = facts.page.next if facts.page else None
    return Button(
        say.label("buttons", "more"),
        payload(
            "ask_aspect",
            procedure_code=published.code,
            aspect=facts.aspect,
            page=following or 1,
        ),
    )


def _about(say: Wording, published: PublishedProcedure, aspect: Aspect) -> Button:
    return Button(
        say.label("aspects", aspect),
        payload("ask_aspect", procedure_code=published.code, aspect=aspect),
    )
