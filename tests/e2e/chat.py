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
    path: str = field(init=False)
    headers: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        made = httpx.post(f"{self.chat_url}webchat/conversations", timeout=20).json()
        self.headers = {"Authorization": f"Bearer {made['token']}"}
        self.path = f"{self.chat_url}webchat/conversations/{made['id']}"

    @property
    def conversation_id(self) -> str:
        return self.path.rsplit("/", 1)[1]

    def says(self, text: str, message_id: str | None = None) -> Said:
        """message_id: as the page makes one for each message, the same when it sends again."""
        return self._said({"text": text, **({"id": message_id} if message_id else {})})

    def taps(self, payload: str) -> Said:
        return self._said({"payload": payload})

    def sends(self, text: str) -> None:
        """Send without waiting for the answer."""
        assert self._post("messages", {"text": text}).status_code == 202

    def history(self) -> list[dict]:
        answer = httpx.get(f"{self.path}/messages", headers=self.headers, timeout=20)
        return answer.raise_for_status().json()["messages"]

    def _said(self, content: dict) -> Said:
        answer = self._post("messages?wait=20", content)
        assert answer.status_code == 200, (answer.status_code, answer.text, content)
        return Said(answer.json()["replies"])

    def _post(self, what: str, content: dict) -> httpx.Response:
        return httpx.post(f"{self.path}/{what}", json=content, headers=self.headers, timeout=40)


def without_accents(text: str) -> str:
    """As people type on a phone without a Vietnamese keyboard."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in bare if not unicodedata.combining(c))
