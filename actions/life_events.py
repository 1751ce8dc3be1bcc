"""Life events as guided lists: what must be done, in order, and the way to each procedure."""

from actions.base import DialogueAction
from actions.paging import page_of
from actions.procedure.present import MOST_BUTTONS
from actions.reply import Button, Reply
from actions.turn import Turn, payload
from knowledge.life_events import LifeEvent, Step


class OpenLifeEvent(DialogueAction):
    """The steps of one event, one of its steps, or the events to choose from.

    Of the steps each is a button, so that `số 2` means the second of the list.
    """

    action_name = "action_open_life_event"
    intents = ("open_life_event",)

    async def respond(self, turn: Turn, reply: Reply) -> None:
        """See `DialogueAction`."""
        event = self.desk.knowledge.life_event(turn.entity("event") or "")
        number = turn.number("step") or 0
        if event is None:
            self._show_events(turn.number("page") or 1, reply)
        elif 1 <= number <= len(event.steps):
            await self._show_step(event, event.steps[number - 1], reply)
        else:
            await self._show_steps(event, reply)
        reply.remember(procedure_code=None, misunderstandings=None, pending=None)

    async def _show_steps(self, event: LifeEvent, reply: Reply) -> None:
        buttons = [
            Button(step.title, await self._payload(event, number, step))
            for number, step in enumerate(event.steps, start=1)
        ]
        reply.say(self.say.text("life_event/steps", event=event), buttons)

    async def _payload(self, event: LifeEvent, number: int, step: Step) -> str:
        """Straight to the procedure where the step is nothing but one that is in force."""
        if len(step.procedures) == 1 and not step.where:
            [only] = step.procedures
            if await self._in_force(only.code):
                return payload("choose_procedure", procedure_code=only.code)
        return payload("open_life_event", event=event.id, step=number)

    async def _show_step(self, event: LifeEvent, step: Step, reply: Reply) -> None:
        buttons = [
            Button(each.label or step.title, payload("choose_procedure", procedure_code=each.code))
            for each in step.procedures
            if await self._in_force(each.code)
        ]
        text = self.say.text("life_event/step", step=step, offered=bool(buttons))
        back = Button(
            self.say.label("buttons", "other_steps"), payload("open_life_event", event=event.id)
        )
        reply.say(text, [*buttons, back])

    def _show_events(self, number: int, reply: Reply) -> None:
        events = self.desk.knowledge.life_events()
        shown = page_of(events, [1] * len(events), budget=MOST_BUTTONS - 1, number=number)
        buttons = [
            Button(event.title, payload("open_life_event", event=event.id)) for event in shown.items
        ]
        if shown.next:
            more = payload("open_life_event", page=shown.next)
            buttons.append(Button(self.say.label("buttons", "more"), more))
        reply.say(self.say.text("life_event/list", page=shown), buttons)

    async def _in_force(self, code: str) -> bool:
        return await self.desk.knowledge.procedure(code) is not None
