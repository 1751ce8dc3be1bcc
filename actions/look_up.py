"""Where a dossier stands: to anyone how far it is, to its holder the rest."""

from typing import assert_never

from actions.base import DialogueAction
from actions.reply import Button, Reply
from actions.turn import Turn, payload
from common.errors import ServiceUnavailable
from dossiers.code import ProblemKind, find_dossier_codes
from dossiers.service import CodeWrong, LookUp, Unknown, Unverified, Verified
from dossiers.status import NationalStatus
from dossiers.view import UnverifiedView, VerifiedView


class LookUpDossier(DialogueAction):
    """Look up the dossier that was named, or the one talked about, or ask for a code."""

    action_name = "action_look_up_dossier"
    intents = ("dossier_status", "check_dossier")

    async def respond(self, turn: Turn, reply: Reply) -> None:
        """See `DialogueAction`."""
        asked = code_named(turn) or turn.text
        if await self._is_about_a_procedure(turn):
            await self.follow(turn.text, turn, reply)
            return
        try:
            found = await self._found(asked, turn)
        except ServiceUnavailable:
            self._say_down(asked, turn, reply)
            return
        if turn.slot("pending") == "rate" and isinstance(found, Unverified | Verified):
            await self.follow(payload("start_rating", dossier_code=found.view.code), turn, reply)
        else:
            self._show(found, reply)

    async def _is_about_a_procedure(self, turn: Turn) -> bool:
        """`dang ky ho chieu tren app duoc chua`: the engine hesitates, search does not."""
        if turn.tapped or turn.confidence >= _CERTAIN or code_named(turn):
            return False
        return (await self.desk.knowledge.ask(turn.text)).decision == "answer"

    async def _found(self, asked: str, turn: Turn) -> LookUp:
        found = await self.desk.dossiers.look_up(asked, turn.user_key)
        remembered = turn.slot("dossier_code")
        if remembered and isinstance(found, CodeWrong) and found.problem.kind in _NO_CODE:
            return await self.desk.dossiers.look_up(remembered, turn.user_key)
        return found

    def _show(self, found: LookUp, reply: Reply) -> None:
        match found:
            case CodeWrong(problem):
                template = "ask_code" if problem.kind in _NO_CODE else "code_wrong"
                reply.say(self.say.text(f"dossier/{template}", problem=problem))
            case Unknown(code):
                reply.say(self.say.text("dossier/unknown", code=code), [self._person()])
            case Unverified(view):
                self._show_unverified(view, reply)
            case Verified(view):
                show_verified(self, view, reply)
            case _:
                assert_never(found)

    def _show_unverified(self, view: UnverifiedView, reply: Reply) -> None:
        details = payload("verify_dossier", dossier_code=view.code)
        title = self.say.label("buttons", "details")
        reply.say(
            self.say.text("dossier/unverified", view=view),
            [Button(title, details), self._person()],
        )
        reply.remember(dossier_code=view.code)

    def _say_down(self, asked: str, turn: Turn, reply: Reply) -> None:
        """Once, politely; the worker asks again by itself."""
        codes = find_dossier_codes(asked) or find_dossier_codes(turn.slot("dossier_code") or "")
        code = str(codes[0])
        again = "start_rating" if turn.slot("pending") == "rate" else "check_dossier"
        reply.say(self.say.text("dossier/system_down", code=code))
        reply.remember(dossier_code=code)
        reply.tell_worker(
            "defer", reason="one_stop_unavailable", payload=payload(again, dossier_code=code)
        )

    def _person(self) -> Button:
        return Button(self.say.label("buttons", "person"), payload("hand_over"))


_CERTAIN = 0.7
"""From this confidence on the engine is believed that a dossier is meant."""
_NO_CODE = (ProblemKind.EMPTY, ProblemKind.NOT_A_CODE)


def code_named(turn: Turn) -> str | None:
    """The dossier code of a button or of the text, None where neither has one."""
    if turn.tapped:
        return turn.entity("dossier_code")
    codes = find_dossier_codes(turn.text)
    return str(codes[0]) if codes else None


def show_verified(action: DialogueAction, view: VerifiedView, reply: Reply) -> None:
    """Everything the holder may know, and what can be done next."""
    say, buttons = action.say, []
    if isinstance(view.status, NationalStatus) and view.status.may_be_rated:
        rate = payload("start_rating", dossier_code=view.code)
        buttons.append(Button(say.label("buttons", "rate"), rate))
    if view.procedure_code:
        about = payload("choose_procedure", procedure_code=view.procedure_code)
        buttons.append(Button(say.label("buttons", "about_procedure"), about))
    buttons.append(Button(say.label("buttons", "person"), payload("hand_over")))
    status = view.status if isinstance(view.status, NationalStatus) else None
    reply.say(say.text("dossier/verified", view=view, status=status), buttons)
    reply.remember(dossier_code=view.code, verified_dossier_code=view.code)
