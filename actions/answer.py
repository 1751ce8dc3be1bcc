"""Questions about procedures: answer, ask back, or say that there is no answer."""

from collections.abc import Sequence

from knowledge.service import Finding

from actions.base import DialogueAction
from actions.correction import meant
from actions.look_up import code_named
from actions.procedure.present import presented
from actions.reply import Button, Reply
from actions.turn import Turn, payload
from knowledge.record import Aspect


class AnswerProcedure(DialogueAction):
    """Whatever may be about a procedure comes here, also what the engine is not sure of."""

    action_name = "action_answer_procedure"
    intents = ("ask_procedure", "choose_procedure", "ask_aspect")

    async def respond(self, turn: Turn, reply: Reply) -> None:
        """See `DialogueAction`."""
        dossier_code = None if turn.tapped else code_named(turn)
        if dossier_code is not None:
            await self.follow(payload("check_dossier", dossier_code=dossier_code), turn, reply)
        elif turn.tapped:
            await self._chosen(turn, reply)
        elif turn.intent == "correct":
            await self._corrected(turn, reply)
        else:
            await self._asked(turn, reply)

    async def _chosen(self, turn: Turn, reply: Reply) -> None:
        code = turn.entity("procedure_code") or ""
        aspect = _aspect(turn.entity("aspect"))
        await self._show(code, [aspect], reply, page=turn.number("page") or 1)

    async def _asked(self, turn: Turn, reply: Reply) -> None:
        current = turn.slot("procedure_code")
        finding = await self.desk.knowledge.ask(turn.text, current=current)
        if turn.intent == "out_of_scope" and finding.decision != "answer":
            reply.say(self.say.text("search/out_of_scope"))
        elif finding.decision == "none":
            await self._not_found(finding, turn, reply)
        else:
            await self._found(finding, finding.aspects, reply)

    async def _corrected(self, turn: Turn, reply: Reply) -> None:
        """Search for what was meant instead; the part asked about before stays."""
        question = meant(turn.text)
        finding = await self.desk.knowledge.ask(question, current=turn.slot("procedure_code"))
        if not question or finding.decision == "none":
            reply.say(self.say.text("search/ask_again"), [self._browse(), self._person()])
            return
        aspects = finding.aspects
        if tuple(aspects) in ((), (Aspect.OVERVIEW,)):
            aspects = (_aspect(turn.slot("aspect")),)
        await self._found(finding, aspects, reply)

    async def _found(self, finding: Finding, aspects: Sequence[Aspect], reply: Reply) -> None:
        asked = list(aspects) or [Aspect.OVERVIEW]
        if finding.decision == "answer":
            await self._show(finding.hits[0].code, asked, reply)
            return
        buttons = [
            Button(
                choice.label,
                payload("choose_procedure", procedure_code=choice.code, aspect=asked[0]),
            )
            for choice in finding.choices
        ]
        reply.say(self.say.text("search/clarify", aspect=asked[0]), buttons)
        reply.remember(aspect=asked[0], misunderstandings=None)

    async def _show(
        self, code: str, asked: Sequence[Aspect], reply: Reply, *, page: int = 1
    ) -> None:
        published = await self.desk.knowledge.procedure(code)
        if published is None:
            reply.say(self.say.text("search/procedure_gone", code=code), [self._browse()])
            return
        text, buttons = presented(self.say, published, asked, page=page)
        reply.say(text, buttons)
        reply.remember(procedure_code=code, aspect=asked[0], misunderstandings=None)

    async def _not_found(self, finding: Finding, turn: Turn, reply: Reply) -> None:
        if finding.reason == "dossier_question":
            await self.follow(payload("check_dossier"), turn, reply)
            return
        if finding.reason in _REFUSALS:
            template, buttons = _REFUSALS[finding.reason]
            reply.say(self.say.text(template), [self._person()] if buttons else [])
            return
        missed = int(turn.slots.get("misunderstandings") or 0) + 1
        reply.remember(misunderstandings=missed)
        template = "search/not_found" if missed < _PATIENCE else "search/offer_person"
        reply.say(self.say.text(template), [self._browse(), self._person()])

    def _browse(self) -> Button:
        return Button(self.say.label("buttons", "browse"), payload("browse_procedures"))

    def _person(self) -> Button:
        return Button(self.say.label("buttons", "person"), payload("hand_over"))


_PATIENCE = 2
"""Misunderstandings in a row after which a person is offered first."""

_REFUSALS = {
    "out_of_scope": ("search/out_of_scope", False),
    "needs_person": ("search/needs_person", True),
    "not_in_records": ("search/not_in_records", True),
}
"""Why there is no answer: the template, and whether a person is offered."""


def _aspect(name: str | None) -> Aspect:
    return Aspect(name) if name in set(Aspect) else Aspect.OVERVIEW
