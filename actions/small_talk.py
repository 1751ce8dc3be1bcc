"""Greetings, thanks and the like: answered by a response of the domain."""

from actions.base import DialogueAction
from actions.reply import Reply
from actions.turn import Turn


class SmallTalk(DialogueAction):
    """Say the response of the intent. A form that waits goes on waiting.

    It is an action and no plain response so that a choice whose title sounds like a greeting
    (`Chỉ một nơi`) is still taken as the choice.
    """

    action_name = "action_small_talk"
    intents = ("greet", "thank", "goodbye", "who_are_you", "abuse")
    keeps_form = True

    async def respond(self, turn: Turn, reply: Reply) -> None:
        """See `DialogueAction`."""
        reply.say_response(f"utter_{turn.intent}")
