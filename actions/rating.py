"""Rating a dossier question by question. What was answered lies in `feedback`, not in slots."""

from actions.base import DialogueAction
from actions.look_up import code_named
from actions.reply import Button, Reply
from actions.turn import Turn, payload
from common.errors import ServiceUnavailable
from dossiers.formats import code_formats
from dossiers.service import RateableDossier, Unverified
from feedback.errors import RatingClosed, RatingNotStarted, UnknownAnswer
from feedback.progress import AskedQuestion, Progress, RatedDossier

COMMENT_FORM = "comment_form"


class RatingAction(DialogueAction):
    """What the actions of a rating share: putting a question, asking for a comment."""

    def ask(self, dossier_code: str, question: AskedQuestion, reply: Reply) -> None:
        """One question with its levels as buttons."""
        answers: dict[str, str | int] = {
            "dossier_code": dossier_code,
            "scheme": question.scheme,
            "question": question.number,
        }
        buttons = [
            Button(level.label, payload("answer_rating", **answers, score=level.score))
            for level in question.levels
        ]
        reply.say(self.say.text("rating/question", question=question), buttons)
        reply.remember(dossier_code=dossier_code)

    def ask_next(self, progress: Progress, reply: Reply) -> None:
        """The first open question, else the comment, else what can still be changed."""
        if progress.next is not None:
            self.ask(progress.dossier_code, progress.next, reply)
        elif progress.comment_wanted:
            reply.remember(rated_dossier_code=progress.dossier_code, options=None)
            reply.continue_with(COMMENT_FORM)
        else:
            self.offer_changes(progress, reply)

    def offer_changes(self, progress: Progress, reply: Reply) -> None:
        """The answers given, each as a button that asks its question again."""
        buttons = [
            Button(
                self.say.label("buttons", "change_answer", answer=answer.label),
                payload(
                    "start_rating",
                    dossier_code=progress.dossier_code,
                    scheme=answer.question.scheme,
                    question=answer.question.number,
                ),
            )
            for answer in progress.answers
        ]
        reply.say(self.say.text("rating/complete", progress=progress), buttons)


class Rate(RatingAction):
    """Begin, resume or change the rating of a dossier whose holder this is."""

    action_name = "action_rate"
    intents = ("rate", "start_rating")

    async def respond(self, turn: Turn, reply: Reply) -> None:
        """See `DialogueAction`."""
        code = code_named(turn) or turn.slot("verified_dossier_code") or turn.slot("dossier_code")
        if code is None:
            reply.say(self.say.text("rating/ask_code", example=code_formats().example))
            reply.remember(pending="rate")
            return
        try:
            dossier = await self.desk.dossiers.rateable(code, turn.user_key)
            if dossier is None:
                await self._prove_first(code, turn, reply)
            else:
                await self._begin(dossier, turn, reply)
        except ServiceUnavailable:
            again = payload("start_rating", dossier_code=code)
            reply.say(self.say.text("dossier/system_down", code=code))
            reply.tell_worker("defer", reason="one_stop_unavailable", payload=again)

    async def _prove_first(self, code: str, turn: Turn, reply: Reply) -> None:
        found = await self.desk.dossiers.look_up(code, turn.user_key)
        if not isinstance(found, Unverified):
            reply.remember(pending=None)
            await self.follow(payload("check_dossier", dossier_code=code), turn, reply)
            return
        reply.say(self.say.text("rating/prove_first", code=found.view.code))
        reply.remember(pending="rate", dossier_code=found.view.code)
        reply.continue_with("verify_form")

    async def _begin(self, dossier: RateableDossier, turn: Turn, reply: Reply) -> None:
        now = self.desk.now()
        reply.remember(dossier_code=dossier.code, pending=None)
        if not dossier.may_be_rated:
            reply.say(self.say.text("rating/not_yet", dossier=dossier))
            return
        progress = await self.desk.feedback.start(_rated(dossier, turn), turn.user_key, now)
        chosen = _answered(progress, turn)
        if progress.closed(now):
            reply.say(self.say.text("rating/closed", progress=progress))
        elif chosen is not None:
            self.ask(dossier.code, chosen, reply)
        else:
            if not progress.answers:
                reply.say(self.say.text("rating/begin", dossier=dossier))
            self.ask_next(progress, reply)


class RecordRatingAnswer(RatingAction):
    """Keep one answer and put the next question."""

    action_name = "action_record_rating_answer"
    intents = ("answer_rating",)

    async def respond(self, turn: Turn, reply: Reply) -> None:
        """See `DialogueAction`."""
        code, scheme = turn.entity("dossier_code"), turn.entity("scheme")
        question, score = turn.number("question"), turn.number("score")
        if code is None or scheme is None or question is None or score is None:
            reply.say(self.say.text("rating/unreadable"))
            return
        try:
            progress = await self.desk.feedback.answer(
                code, turn.user_key, scheme, question, score, turn.message_id, self.desk.now()
            )
        except RatingNotStarted:
            await self.follow(payload("start_rating", dossier_code=code), turn, reply)
        except (RatingClosed, UnknownAnswer) as refused:
            reply.say(refused.message)
        else:
            self.ask_next(progress, reply)


def _answered(progress: Progress, turn: Turn) -> AskedQuestion | None:
    """The question a `change this answer` button names."""
    wanted = (turn.entity("scheme"), turn.number("question"))
    asked = (answer.question for answer in progress.answers)
    return next((each for each in asked if (each.scheme, each.number) == wanted), None)


def _rated(dossier: RateableDossier, turn: Turn) -> RatedDossier:
    return RatedDossier(
        dossier_code=dossier.code,
        procedure_code=dossier.procedure_code,
        agency_id=dossier.agency_id,
        agency_name=dossier.agency,
        officer_id=dossier.officer_id or None,
        officer_name=dossier.officer or None,
        channel=turn.channel,
    )
