"""A conversation without the engine: rules and forms as nlu_data/rules and bot/domain have them.

What Rasa 3.6.21 does with them is proved by tests/engine; here only the actions are on trial.
"""

import itertools
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from rasa_sdk.executor import ActionExecutor

from tests.actions.calls import Json, by, in_form, remembering, tapped, typed

ROOT = Path(__file__).parents[2]


def rules() -> tuple[dict[str, str], dict[str, str]]:
    """Action of each intent, and the action that follows each form."""
    after_intent, after_form = {}, {}
    for path in (ROOT / "nlu_data" / "rules").glob("*.yml"):
        for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]:
            steps = rule["steps"]
            if "condition" in rule:
                after_form[steps[0]["action"]] = steps[-1]["action"]
            else:
                after_intent[steps[0]["intent"]] = steps[1]["action"]
    return after_intent, after_form


def domain() -> Json:
    """All files of bot/domain as one mapping."""
    merged: Json = {}
    for path in (ROOT / "bot" / "domain").glob("*.yml"):
        merged |= yaml.safe_load(path.read_text(encoding="utf-8"))
    return merged


AFTER_INTENT, AFTER_FORM = rules()
DOMAIN = domain()


@dataclass
class Said:
    """What one turn uttered."""

    messages: list[Json]

    @property
    def text(self) -> str:
        """All texts, responses of the domain by their name."""
        return "\n".join(m["text"] or m["response"] or "" for m in self.messages).strip()

    @property
    def titles(self) -> list[str]:
        """Titles of all buttons."""
        return [b["title"] for m in self.messages for b in m["buttons"]]

    def payload(self, title: str) -> str:
        """What the button with this title sends. Raises KeyError."""
        return {b["title"]: b["payload"] for m in self.messages for b in m["buttons"]}[title]

    @property
    def to_worker(self) -> Json:
        """Notes to the worker."""
        return {key: value for m in self.messages for key, value in m["custom"].items()}


@dataclass
class Talk:
    """One person's conversation through the real executor."""

    executor: ActionExecutor
    user_key: str = "5f" * 32
    slots: Json = field(default_factory=dict)
    form: str | None = None
    _numbers: Any = field(default_factory=lambda: itertools.count(1))
    _said: list[Json] = field(default_factory=list)

    async def type(
        self,
        text: str,
        intent: str,
        confidence: float = 0.97,
        *,
        emergency: float = 0.0,
        message_id: str | None = None,
    ) -> Said:
        """The citizen types and the engine understands `intent`."""
        return await self._turn(
            lambda action: typed(action, text, intent, confidence, emergency), intent, message_id
        )

    async def tap(self, payload: str, *, message_id: str | None = None) -> Said:
        """The citizen taps a button."""
        intent = payload.removeprefix("/").partition("{")[0]
        return await self._turn(lambda action: tapped(action, payload), intent, message_id)

    async def _turn(self, call: Any, intent: str, message_id: str | None = None) -> Said:
        self._said = []
        message_id = message_id or f"m{next(self._numbers)}"
        if self.form is None or not await self._form_takes(call, message_id):
            await self._run(AFTER_INTENT[intent], call, message_id)
        return Said(self._said)

    async def _form_takes(self, call: Any, message_id: str) -> bool:
        """Whether the waiting form used the message; then what follows it has run as well."""
        form = str(self.form)
        [slot] = DOMAIN["forms"][form]["required_slots"]
        events = await self._call(f"validate_{form}", call, message_id)
        if not any(event["event"] == "slot" and event["name"] == slot for event in events):
            return False
        if self.slots.get(slot) is None and "requested_slot" not in _slots(events):
            self._ask(slot)
        else:
            self.form = None
            await self._run(AFTER_FORM[form], call, message_id)
        return True

    async def _run(self, action: str, call: Any, message_id: str) -> None:
        if action.startswith("utter_"):
            self._said.append({"text": None, "response": action, "buttons": [], "custom": {}})
            return
        for event in await self._call(action, call, message_id):
            if event["event"] == "followup":
                await self._open(event["name"], call, message_id)

    async def _open(self, form: str, call: Any, message_id: str) -> None:
        assert form in DOMAIN["forms"]
        self.form = form
        await self._call(f"validate_{form}", call, message_id)
        self._ask(DOMAIN["forms"][form]["required_slots"][0])

    def _ask(self, slot: str) -> None:
        self.slots["requested_slot"] = slot
        assert f"utter_ask_{slot}" in DOMAIN["responses"]
        self._said.append(
            {"text": None, "response": f"utter_ask_{slot}", "buttons": [], "custom": {}}
        )

    async def _call(self, action: str, call: Any, message_id: str) -> list[Json]:
        assert action in DOMAIN["actions"]
        made = by(remembering(call(action), **self.slots), self.user_key, message_id)
        if self.form is not None:
            made = in_form(made, self.form, self.slots.get("requested_slot"))
        result = (await self.executor.run({**made, "domain": {}})).model_dump()
        self._said += result["responses"]
        self.slots |= _slots(result["events"])
        if any(e["event"] == "active_loop" and e["name"] is None for e in result["events"]):
            self.form = None
        assert set(self.slots) <= {*DOMAIN["slots"], "requested_slot"}
        return list(result["events"])


def _slots(events: list[Json]) -> Json:
    return {event["name"]: event["value"] for event in events if event["event"] == "slot"}
