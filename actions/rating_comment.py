"""The free comment at the end of a rating, inside the form that waits for it."""

from actions.base import DialogueAction
from actions.rating import COMMENT_FORM, RatingAction
from actions.reply import Reply
from actions.turn import Turn
from dossiers.code import find_dossier_codes
from feedback.errors import RatingClosed, RatingNotStarted

SLOT = "rating_comment"
"""Filled with `given` or `skipped`, never with the comment."""

_ELSEWHERE = {
    "ask_procedure": 0.8,
    "browse_procedures": 0.8,
    "emergency": 0.5,
    "talk_to_person": 0.7,
}
"""Intents that are no comment, from this confidence on."""


class ValidateCommentForm(DialogueAction):
    """Take what is written as the comment, unless it plainly is something else."""

    action_name = f"validate_{COMMENT_FORM}"
    owns_form = True

    async def respond(self, turn: Turn, reply: Reply) -> None:
        """See `DialogueAction`."""
        if turn.slot("requested_slot") != SLOT:
            return
        if turn.intent in ("skip_comment", "deny"):
            reply.remember(**{SLOT: "skipped"})
        elif turn.intent == "affirm":
            reply.remember(**{SLOT: None})
        elif not _is_elsewhere(turn):
            reply.remember(**{SLOT: "given"})


class RecordRatingComment(RatingAction):
    """Keep the comment, or that there is none, and say what happens with the rating."""

    action_name = "action_record_rating_comment"
    intents = ("skip_comment",)
    owns_form = True

    async def respond(self, turn: Turn, reply: Reply) -> None:
        """See `DialogueAction`."""
        code = turn.slot("rated_dossier_code")
        given = turn.slot(SLOT) == "given"
        reply.remember(**{SLOT: None}, rated_dossier_code=None)
        if turn.form:
            reply.leave_form()
        if code is None:
            reply.say(self.say.text("rating/nothing_to_comment"))
            return
        try:
            progress = await self.desk.feedback.comment(
                code,
                turn.user_key,
                turn.text if given else "",
                turn.message_id,
                self.desk.now(),
            )
        except (RatingClosed, RatingNotStarted) as refused:
            reply.say(refused.message)
        else:
            reply.say(self.say.text("rating/thanks", progress=progress))


def _is_elsewhere(turn: Turn) -> bool:
    if turn.tapped or find_dossier_codes(turn.text):
        return True
    return turn.confidence >= _ELSEWHERE.get(turn.intent, 2)
