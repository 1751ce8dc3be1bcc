"""What one can ask, shown by questions that work."""

from actions.base import DialogueAction
from actions.reply import Button, Reply
from actions.turn import Turn, payload


class Help(DialogueAction):
    """Three questions as buttons, and the life events."""

    action_name = "action_help"
    intents = ("help",)

    async def respond(self, turn: Turn, reply: Reply) -> None:  # noqa: ARG002 - always the same
        """See `DialogueAction`."""
        examples = self.say.section("example_questions").values()
        buttons = [Button(question, question) for question in examples]
        buttons.append(Button(self.say.label("buttons", "life_events"), payload("open_life_event")))
        reply.say(self.say.text("help"), buttons)
