"""All actions together, and the way from a button to the action behind it."""

from collections.abc import Iterable

from actions.answer import AnswerProcedure
from actions.base import DialogueAction
from actions.browse import BrowseProcedures
from actions.desk import Desk
from actions.emergency import Emergency
from actions.handover import Complain, HandOver
from actions.help import Help
from actions.life_events import OpenLifeEvent
from actions.look_up import LookUpDossier
from actions.options import ChooseOption
from actions.rating import Rate, RecordRatingAnswer
from actions.rating_comment import RecordRatingComment, ValidateCommentForm
from actions.reply import Reply
from actions.small_talk import SmallTalk
from actions.turn import Turn, parse_payload
from actions.verification import AskVerification, ValidateVerifyForm, VerifyDossier

ACTIONS: tuple[type[DialogueAction], ...] = (
    AnswerProcedure,
    AskVerification,
    BrowseProcedures,
    ChooseOption,
    Complain,
    Emergency,
    HandOver,
    Help,
    LookUpDossier,
    OpenLifeEvent,
    Rate,
    RecordRatingAnswer,
    RecordRatingComment,
    SmallTalk,
    ValidateCommentForm,
    ValidateVerifyForm,
    VerifyDossier,
)


class Dialogue:
    """The actions of one desk."""

    def __init__(self, desk: Desk) -> None:
        self._actions = [each(desk, self.follow) for each in ACTIONS]
        self._by_intent = {intent: action for action in self._actions for intent in action.intents}

    @property
    def actions(self) -> Iterable[DialogueAction]:
        """For registering with the executor."""
        return tuple(self._actions)

    async def follow(self, payload: str, turn: Turn, reply: Reply) -> None:
        """Answer as if the button with `payload` had been tapped; other text is a question.

        Raises KeyError for an intent no action answers.
        """
        if payload.startswith("/"):
            intent, _ = parse_payload(payload)
            await self._by_intent[intent].respond(turn.choosing(payload), reply)
        else:
            await self._by_intent["ask_procedure"].respond(turn.asking(payload), reply)
