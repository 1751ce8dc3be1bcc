"""Proving that a dossier is one's own, inside the form that asks for four digits.

The digits stay in the citizen's message: they are put in no slot, log line or payload.
"""

import re
from typing import assert_never

from actions.base import DialogueAction
from actions.look_up import code_named, show_verified
from actions.reply import Button, Reply
from actions.turn import Turn, payload
from common.errors import ServiceUnavailable
from common.text import words
from dossiers.code import find_dossier_codes
from dossiers.service import CodeWrong, VerificationResult, Verified
from dossiers.verification import NoDigits, NotChecked, Paused, WrongDigits

FORM = "verify_form"
SLOT = "verify_digits"
"""Filled with a mark, never with digits."""

_DIGITS = re.compile(r"\d(?:[ .-]?\d){3,}")
_STOPS = ("deny", "goodbye")
_QUESTION_WORDS = 4
"""Digits among more words than this are part of a question, where the engine understood one."""


class AskVerification(DialogueAction):
    """Open the form for a dossier."""

    action_name = "action_ask_verification"
    intents = ("verify_dossier",)

    async def respond(self, turn: Turn, reply: Reply) -> None:
        """See `DialogueAction`."""
        code = code_named(turn) or turn.slot("dossier_code")
        if code is None:
            await self.follow(payload("check_dossier"), turn, reply)
            return
        reply.remember(dossier_code=code, options=None)
        reply.continue_with(FORM)


class ValidateVerifyForm(DialogueAction):
    """Check the digits; what is no answer to the form is left to the rules."""

    action_name = f"validate_{FORM}"
    owns_form = True

    async def respond(self, turn: Turn, reply: Reply) -> None:
        """See `DialogueAction`."""
        if turn.slot("requested_slot") != SLOT or turn.tapped or find_dossier_codes(turn.text):
            return
        if turn.intent in _STOPS and not _DIGITS.search(turn.text):
            reply.say(self.say.text("verification/stopped"))
            _close(reply)
        elif _holds_digits(turn):
            await self._check(turn, reply)
        elif re.search(r"\d", turn.text) and len(words(turn.text)) <= _QUESTION_WORDS:
            reply.say(self.say.text("verification/too_few_digits"))
            _ask_again(reply)
        elif turn.intent == "affirm":
            _ask_again(reply)

    async def _check(self, turn: Turn, reply: Reply) -> None:
        code = turn.slot("dossier_code") or ""
        try:
            result = await self.desk.dossiers.verify(
                code, turn.text, turn.user_key, attempt_key=turn.message_id
            )
        except ServiceUnavailable:
            result = NotChecked()
        self._tell(result, code, reply)

    def _tell(self, result: VerificationResult, code: str, reply: Reply) -> None:
        match result:
            case Verified():
                reply.remember(**{SLOT: "proved"}, verified_dossier_code=code)
            case WrongDigits(attempts_left):
                reply.say(self.say.text("verification/wrong", left=attempts_left))
                _ask_again(reply)
            case NoDigits():
                reply.say(self.say.text("verification/too_few_digits"))
                _ask_again(reply)
            case Paused(until):
                reply.say(self.say.text("verification/paused", until=until), [self._person()])
                _close(reply)
            case NotChecked() | CodeWrong():
                again = Button(
                    self.say.label("buttons", "try_again"),
                    payload("verify_dossier", dossier_code=code),
                )
                reply.say(self.say.text("verification/not_checked"), [again, self._person()])
                _close(reply)
            case _:
                assert_never(result)

    def _person(self) -> Button:
        return Button(self.say.label("buttons", "person"), payload("hand_over"))


class VerifyDossier(DialogueAction):
    """After the form: show the dossier, or go on with the rating it was asked for."""

    action_name = "action_verify_dossier"
    owns_form = True

    async def respond(self, turn: Turn, reply: Reply) -> None:
        """See `DialogueAction`."""
        proved = turn.slot(SLOT) == "proved"
        code = turn.slot("dossier_code")
        reply.remember(**{SLOT: None})
        if not proved or code is None:
            return
        if turn.slot("pending") == "rate":
            await self.follow(payload("start_rating", dossier_code=code), turn, reply)
            return
        await self._show(code, turn, reply)

    async def _show(self, code: str, turn: Turn, reply: Reply) -> None:
        found = await self.desk.dossiers.look_up(code, turn.user_key)
        if isinstance(found, Verified):
            show_verified(self, found.view, reply)
        else:
            await self.follow(payload("check_dossier", dossier_code=code), turn, reply)


def _holds_digits(turn: Turn) -> bool:
    """Whether the message answers the form: four digits or more that are not a question's."""
    if not _DIGITS.search(turn.text):
        return False
    return turn.intent != "ask_procedure" or len(words(turn.text)) <= _QUESTION_WORDS


def _ask_again(reply: Reply) -> None:
    reply.remember(**{SLOT: None})


def _close(reply: Reply) -> None:
    """End the form without a result. Setting the slot tells the engine the message was used."""
    reply.remember(**{SLOT: None}, requested_slot=None, pending=None)
