"""Looking through the records by field, for those who do not know what to ask for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from actions.base import DialogueAction
from actions.paging import page_of, shortened
from actions.procedure.present import MOST_BUTTONS
from actions.reply import Button, Reply
from actions.turn import Turn, payload
from common.text import fold, words
from knowledge.finding import Finding
from knowledge.published import PublishedProcedure
from knowledge.repository import FieldCount

_FIRST: Mapping[str, int] = {
    field: place
    for place, field in enumerate(
        yaml.safe_load((Path(__file__).with_name("data") / "fields.yaml").read_text("utf-8"))
    )
}
_LOOKED_AT = 5
"""Hits whose fields are compared."""
_LONGEST_TITLE = 60
_CHOICES = MOST_BUTTONS - 1
"""One button is kept for the next page."""


class BrowseProcedures(DialogueAction):
    """The fields, or the procedures of one."""

    action_name = "action_browse_procedures"
    intents = ("browse_procedures", "browse_field")

    async def respond(self, turn: Turn, reply: Reply) -> None:
        """See `DialogueAction`."""
        finding = None if turn.tapped else await self._find(turn.text)
        if finding is not None and finding.event is not None:
            await self.follow(payload("open_life_event", event=finding.event), turn, reply)
            return
        page = turn.number("page") or 1
        fields = await self.desk.knowledge.fields()
        counts = {each.field: each.count for each in sorted(fields, key=_rank)}
        wanted = turn.entity("field") or _field_named(turn, list(counts))
        if wanted is None and finding is not None:
            wanted = await self._field_found(finding)
        if wanted is not None and wanted in counts:
            await self._show_field(wanted, counts[wanted], page, reply)
        else:
            self._show_fields(list(counts), page, reply)

    async def _find(self, text: str) -> Finding:
        return await self.desk.knowledge.ask(text, limit=_LOOKED_AT)

    async def _field_found(self, finding: Finding) -> str | None:
        """The field most of the best hits belong to: `thủ tục về xe cộ` names none by its name."""
        if finding.decision == "none":
            return None
        found = [await self.desk.knowledge.procedure(hit.code) for hit in finding.hits]
        fields = Counter(each.record.field for each in found if each is not None)
        field, count = next(iter(fields.most_common(1)), (None, 0))
        return field if count > _LOOKED_AT // 2 else None

    def _show_fields(self, fields: list[str], page: int, reply: Reply) -> None:
        shown = page_of(fields, [1] * len(fields), budget=_CHOICES, number=page)
        buttons = [Button(field, payload("browse_field", field=field)) for field in shown.items]
        if shown.next:
            buttons.append(self._more(payload("browse_procedures", page=shown.next)))
        reply.say(self.say.text("search/fields", page=shown), buttons)

    async def _show_field(self, field: str, count: int, page: int, reply: Reply) -> None:
        pages = -(-count // _CHOICES)
        page = min(max(page, 1), pages)
        procedures = await self.desk.knowledge.browse(
            field, limit=_CHOICES, offset=(page - 1) * _CHOICES
        )
        buttons = [
            Button(title, payload("choose_procedure", procedure_code=each.code))
            for each, title in zip(procedures, _titles(procedures), strict=True)
        ]
        if page < pages:
            buttons.append(self._more(payload("browse_field", field=field, page=page + 1)))
        text = self.say.text("search/field", field=field, count=count, number=page, pages=pages)
        reply.say(text, buttons)

    def _more(self, following: str) -> Button:
        return Button(self.say.label("buttons", "more"), following)


def _rank(counted: FieldCount) -> int:
    return _FIRST.get(counted.field, len(_FIRST))


def _titles(procedures: Sequence[PublishedProcedure]) -> list[str]:
    """Short names that fit a button, with what sets them apart where they are alike."""
    names = [shortened(each.short_name, _LONGEST_TITLE) for each in procedures]
    return [
        name if names.count(name) == 1 else f"{name} ({each.distinction or each.code})"
        for each, name in zip(procedures, names, strict=True)
    ]


def _field_named(turn: Turn, fields: list[str]) -> str | None:
    """The field whose name's words stand in what was typed; the longest such name."""
    if turn.tapped:
        return None
    typed = f" {' '.join(map(fold, words(turn.text)))} "
    named = [field for field in fields if f" {' '.join(map(fold, words(field)))} " in typed]
    return max(named, key=len, default=None)
