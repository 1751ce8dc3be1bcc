"""`số 2`, `cái thứ hai`, `đúng rồi`: a choice among what was offered last."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from actions.base import DialogueAction
from actions.reply import Button, Reply
from actions.turn import Turn
from common.text import fold, words

_ORDINALS: Mapping[str, int] = yaml.safe_load(
    (Path(__file__).with_name("data") / "ordinals.yaml").read_text(encoding="utf-8")
)
_ASSENT_WORDS = 5
"""Where nothing was offered, a longer text is no `yes` but something to be answered."""
_SMALL_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


class ChooseOption(DialogueAction):
    """Follow the choice the citizen names, or ask again."""

    action_name = "action_choose_option"

    async def respond(self, turn: Turn, reply: Reply) -> None:
        """See `DialogueAction`."""
        options = turn.slots.get("options") or []
        if turn.intent == "deny":
            reply.say(self.say.text("options/declined"), buttons_of(options[:0]))
            reply.remember(options=None)
            return
        place = picked(turn.text, len(options))
        if place is None and turn.intent == "affirm" and len(options) == 1:
            place = 0
        if place is not None:
            await self.follow(options[place]["payload"], turn, reply)
        elif not options and len(words(turn.text)) > _ASSENT_WORDS:
            await self.follow(turn.text, turn, reply)
        elif options:
            reply.say(self.say.text("options/which", options=options), buttons_of(options))
        else:
            reply.say(self.say.text("options/nothing_offered"))


def buttons_of(options: Sequence[Mapping[str, str]]) -> list[Button]:
    """Remembered choices as buttons again."""
    return [Button(each["title"], each["payload"]) for each in options]


def picked(text: str, count: int) -> int | None:
    """Place of the choice that `text` names among `count`, from 0; None where it names none.

    Understands `2`, `số 2`, `cái thứ hai`, `cái đầu`, `cái cuối`, with or without accents.
    """
    numbers = [int(each) for each in _SMALL_NUMBER.findall(text)]
    named = [_ORDINALS[word] for word in map(fold, words(text)) if word in _ORDINALS]
    for number in (*numbers, *named):
        place = number - 1 if number > 0 else count + number
        if 0 <= place < count:
            return place
    return None
