"""Shapes of the web chat's HTTP contract."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Attachment = Literal["image", "audio", "video", "file"]


class NewConversation(BaseModel):
    """Answer to opening a conversation; the token is shown this once."""

    id: str
    token: str


class SentMessage(BaseModel):
    """What the page sends: exactly one of text, payload, attachment.

    id: made by the page for each message, so that sending it again changes nothing.
    """

    model_config = ConfigDict(extra="forbid")

    text: str | None = None
    payload: str | None = Field(default=None, max_length=1000)
    attachment: Attachment | None = None
    id: str | None = Field(default=None, min_length=8, max_length=64, pattern=r"^[\w-]+$")

    @model_validator(mode="after")
    def exactly_one(self) -> "SentMessage":
        """Raises ValueError unless exactly one content is given."""
        if sum(part is not None for part in (self.text, self.payload, self.attachment)) != 1:
            raise ValueError("one of text, payload, attachment")
        return self


class ButtonOut(BaseModel):
    """A choice under a reply."""

    title: str
    payload: str


class Reply(BaseModel):
    """One message of the assistant."""

    text: str
    buttons: list[ButtonOut]


class Replies(BaseModel):
    """What was said to one message. `done` is False when the answer will come later."""

    replies: list[Reply]
    done: bool = True


class Accepted(BaseModel):
    """The message is safe; its replies come over the event stream."""

    message_id: int


class HistoryItem(BaseModel):
    """One line of the conversation as the page shows it."""

    id: str
    sender: Literal["citizen", "assistant"]
    text: str
    buttons: list[ButtonOut] = []
    at: str
    answers: str | None = None
    """Of a reply: id of the line it answers."""
    sent_id: str | None = None
    """Of a citizen's line: the id it was sent under."""


class History(BaseModel):
    """The conversation so far. `last_id` continues the event stream without a gap."""

    messages: list[HistoryItem]
    last_id: int
    waiting: bool
