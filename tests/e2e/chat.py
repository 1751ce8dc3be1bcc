"""A citizen at the web chat, over its HTTP contract."""

import re
import unicodedata
from dataclasses import dataclass, field

import httpx

CODE = re.compile(r"\b\d\.\d{6}\b")


@dataclass
class Said:
    """What the assistant said to one message."""

    replies: list[dict]

    @property
    def text(self) -> str:
        return "\n".join(reply["text"] for reply in self.replies)

    @property
    def buttons(self) -> list[dict]:
        return [button for reply in self.replies for button in reply["buttons"]]

    @property
    def titles(self) -> list[str]:
        return [button["title"] for button in self.buttons]

    @property
    def codes(self) -> list[str]:
        """Procedure codes in the order in which they were named, texts before buttons."""
        offered = " ".join(button["payload"] for button in self.buttons)
        return list(dict.fromkeys(CODE.findall(f"{self.text} {offered}")))

    def payload(self, title: str) -> str:
        """Payload of the button whose title contains `title`."""
        for button in self.buttons:
            if title.lower() in button["title"].lower():
                return button["payload"]
        raise AssertionError(f"no button {title!r} among {self.titles}")


@dataclass
class Citizen:
    """One conversation."""

    chat_url: str
    timeout: float = 40
    client: httpx.Client = field(init=False)
    path: str = field(init=False)

    def __post_init__(self) -> None:
        self.client = httpx.Client(base_url=self.chat_url, timeout=self.timeout)
        made = self.client.post("/webchat/conversations").raise_for_status().json()
        self.client.headers["Authorization"] = f"Bearer {made['token']}"
        self.path = f"/webchat/conversations/{made['id']}"

    def says(self, text: str) -> Said:
        return self._send({"text": text})

    def taps(self, payload: str) -> Said:
        return self._send({"payload": payload})

    def history(self) -> list[dict]:
        return self.client.get(f"{self.path}/messages").raise_for_status().json()["messages"]

    def _send(self, content: dict) -> Said:
        answer = self.client.post(f"{self.path}/messages?wait=20", json=content)
        assert answer.status_code == 200, (answer.status_code, answer.text, content)
        return Said(answer.json()["replies"])


def without_accents(text: str) -> str:
    """As people type on a phone without a Vietnamese keyboard."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in bare if not unicodedata.combining(c))
