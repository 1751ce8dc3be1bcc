"""Questions about procedures: answer, ask back, or say that there is no answer."""

from collections.abc import Mapping, Sequence

from actions.base import DialogueAction
from actions.correction import meant
from actions.look_up import code_named
from actions.procedure.present import presented
from actions.reply import Button, Reply
from actions.turn import Turn, payload
from knowledge.record import Aspect
from knowledge.refusing import Reason
from knowledge.service import Finding


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
        finding = await self._find(turn.text, turn)
        if finding.decision == "none" and (
            finding.reason is Reason.EMERGENCY or turn.emergency >= _PERHAPS_IN_DANGER
        ):
            await self.follow("/emergency", turn, reply)
        elif finding.event is not None:
            await self.follow(payload("open_life_event", event=finding.event), turn, reply)
        elif turn.intent == "out_of_scope" and not _engine_is_wrong(turn, finding):
            reply.say(self.say.text("search/out_of_scope"))
            reply.remember(misunderstandings=None)
        elif finding.decision == "none":
            await self._not_found(finding, turn, reply)
        else:
            waiting = turn.slot("pending") == "procedure"
            await self._found(finding, finding.aspects or _remembered(turn, waiting), reply)

    async def _corrected(self, turn: Turn, reply: Reply) -> None:
        """Search for what was meant instead; the part asked about before stays."""
        question = meant(turn.text)
        finding = await self._find(question, turn)
        if not question or finding.decision == "none":
            reply.say(self.say.text("search/ask_again"), [self._browse(), self._person()])
        else:
            await self._found(finding, finding.aspects or _remembered(turn), reply)

    async def _find(self, question: str, turn: Turn) -> Finding:
        return await self.desk.knowledge.ask(
            question,
            current=turn.slot("procedure_code"),
            current_aspect=next(iter(_remembered(turn)), None),
        )

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
        reply.remember(aspect=asked[0], misunderstandings=None, pending="procedure")

    async def _show(
        self, code: str, asked: Sequence[Aspect], reply: Reply, *, page: int = 1
    ) -> None:
        published = await self.desk.knowledge.procedure(code)
        if published is None:
            reply.say(self.say.text("search/procedure_gone", code=code), [self._browse()])
            return
        text, buttons = presented(self.say, published, asked, page=page)
        reply.say(text, buttons)
        reply.remember(procedure_code=code, aspect=asked[0], misunderstandings=None, pending=None)

    async def _not_found(self, finding: Finding, turn: Turn, reply: Reply) -> None:
        if finding.reason is Reason.DOSSIER_QUESTION:
            await self.follow(payload("check_dossier"), turn, reply)
        elif finding.reason in _REFUSALS:
            template, person = _REFUSALS[finding.reason]
            reply.say(self.say.text(template), [self._person()] if person else [])
            reply.remember(misunderstandings=None)
        elif finding.aspects:
            reply.say(self.say.text("search/which_procedure", aspect=finding.aspect))
            reply.remember(aspect=finding.aspect, pending="procedure")
        else:
            self._not_understood(finding, turn, reply)

    def _not_understood(self, finding: Finding, turn: Turn, reply: Reply) -> None:
        missed = int(turn.slots.get("misunderstandings") or 0) + 1
        named = finding.reason is Reason.NOT_IN_RECORDS
        template = "search/not_in_records" if named else "search/not_found"
        if missed >= _PATIENCE:
            template = "search/offer_person"
        reply.say(self.say.text(template), [self._browse(), self._person()])
        reply.remember(misunderstandings=missed)

    def _browse(self) -> Button:
        return Button(self.say.label("buttons", "browse"), payload("browse_procedures"))

    def _person(self) -> Button:
        return Button(self.say.label("buttons", "person"), payload("hand_over"))


_PERHAPS_IN_DANGER = 0.3
"""What search finds nothing for gets the emergency numbers from this likelihood on: in
cross-validation a fifth of the emergencies are taken for something else."""

_PATIENCE = 2
"""Misunderstandings in a row after which a person is offered first."""

_REFUSALS: Mapping[Reason | None, tuple[str, bool]] = {
    Reason.OUT_OF_SCOPE: ("search/out_of_scope", False),
    Reason.ABUSE: ("search/out_of_scope", False),
    Reason.OTHER_MINISTRY: ("search/other_ministry", True),
    Reason.NEEDS_PERSON: ("search/needs_person", True),
}
"""Why there is no answer: the template, and whether a person is offered."""

_SURE = 0.9
"""What the engine takes for something else entirely is answered if search is surer than this and
the engine is not. Of 374 texts that are out of scope search alone would answer 3, of 1,069 that
are not it still answers 359."""


def _engine_is_wrong(turn: Turn, finding: Finding) -> bool:
    return finding.decision == "answer" and finding.confidence >= _SURE and turn.confidence < _SURE


def _remembered(turn: Turn, wanted: bool = True) -> tuple[Aspect, ...]:
    """The part asked about before, where there is one and it is wanted."""
    name = turn.slot("aspect")
    return (Aspect(name),) if wanted and name in set(Aspect) else ()


def _aspect(name: str | None) -> Aspect:
    return Aspect(name) if name in set(Aspect) else Aspect.OVERVIEW
