"""What one can ask, shown by questions that work."""

from actions.base import DialogueAction
from actions.reply import Button, Reply
from actions.turn import Turn


class Help(DialogueAction):
    """Three questions as buttons."""

    action_name = "action_help"
    intents = ("help",)

    async def respond(self, turn: Turn, reply: Reply) -> None:  # noqa: ARG002 - always the same
        """See `DialogueAction`."""
        examples = self.say.section("example_questions").values()
        reply.say(self.say.text("help"), [Button(question, question) for question in examples])
