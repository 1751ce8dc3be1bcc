"""When a person should take over."""

from actions.base import DialogueAction
from actions.reply import Button, Reply
from actions.turn import Turn, payload


class HandOver(DialogueAction):
    """The citizen asked for a person."""

    action_name = "action_hand_over"
    intents = ("talk_to_person", "hand_over")

    async def respond(self, turn: Turn, reply: Reply) -> None:  # noqa: ARG002 - no question matters
        """See `DialogueAction`."""
        reply.say(self.say.text("handover/asked"))
        reply.remember(misunderstandings=None)
        reply.tell_worker("handover", reason="asked")


class Complain(DialogueAction):
    """A complaint goes to a person; a rating is offered where it may be one."""

    action_name = "action_complain"
    intents = ("complain",)

    async def respond(self, turn: Turn, reply: Reply) -> None:
        """See `DialogueAction`."""
        code = turn.slot("dossier_code")
        rate = payload("start_rating", dossier_code=code) if code else payload("rate")
        reply.say(
            self.say.text("handover/complaint"), [Button(self.say.label("buttons", "rate"), rate)]
        )
        reply.tell_worker("handover", reason="complaint")
