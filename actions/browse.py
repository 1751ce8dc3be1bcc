"""Looking through the records by field, for those who do not know what to ask for."""

from actions.base import DialogueAction
from actions.paging import page_of
from actions.procedure.present import MOST_BUTTONS
from actions.reply import Button, Reply
from actions.turn import Turn, payload
from common.text import fold, words

_CHOICES = MOST_BUTTONS - 1
"""One button is kept for the next page."""


class BrowseProcedures(DialogueAction):
    """The fields, or the procedures of one."""

    action_name = "action_browse_procedures"
    intents = ("browse_procedures", "browse_field")

    async def respond(self, turn: Turn, reply: Reply) -> None:
        """See `DialogueAction`."""
        page = turn.number("page") or 1
        fields = await self.desk.knowledge.fields()
        wanted = turn.entity("field") or _field_named(turn, [each.field for each in fields])
        counts = {each.field: each.count for each in fields}
        if wanted is not None and wanted in counts:
            await self._show_field(wanted, counts[wanted], page, reply)
        else:
            self._show_fields(list(counts), page, reply)

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
            Button(each.short_name, payload("choose_procedure", procedure_code=each.code))
            for each in procedures
        ]
        if page < pages:
            buttons.append(self._more(payload("browse_field", field=field, page=page + 1)))
        text = self.say.text("search/field", field=field, count=count, number=page, pages=pages)
        reply.say(text, buttons)

    def _more(self, following: str) -> Button:
        return Button(self.say.label("buttons", "more"), following)


def _field_named(turn: Turn, fields: list[str]) -> str | None:
    """The field whose name's words stand in what was typed; the longest such name."""
    if turn.tapped:
        return None
    typed = f" {' '.join(map(fold, words(turn.text)))} "
    named = [field for field in fields if f" {' '.join(map(fold, words(field)))} " in typed]
    return max(named, key=len, default=None)
