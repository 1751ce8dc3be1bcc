"""The web chat's HTTP contract."""

from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from sse_starlette import EventSourceResponse, ServerSentEvent

from connectors.limits import RateLimits
from connectors.webchat import render
from connectors.webchat.payloads import Accepted, History, NewConversation, Replies, SentMessage
from connectors.webchat.service import NotYours, WebChatService

router = APIRouter(prefix="/webchat/conversations", tags=["webchat"])

KEEP_ALIVE_SECONDS = 15


def service(request: Request) -> WebChatService:
    """The service the gateway was wired with."""
    found: WebChatService = request.app.state.webchat
    return found


def limits(request: Request) -> RateLimits:
    """The limits the gateway was wired with."""
    found: RateLimits = request.app.state.limits
    return found


Service = Annotated[WebChatService, Depends(service)]
Limits = Annotated[RateLimits, Depends(limits)]


async def owned(
    conversation_id: UUID, service: Service, authorization: Annotated[str, Header()] = ""
) -> UUID:
    """The conversation, if the bearer token opens it. Raises NotYours otherwise."""
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer":
        raise NotYours
    await service.check(conversation_id, token.strip())
    return conversation_id


Owned = Annotated[UUID, Depends(owned)]


@router.post("", status_code=201)
async def open_conversation(request: Request, service: Service, limits: Limits) -> NewConversation:
    """Open a conversation."""
    await limits.new_conversation(request.client.host if request.client else "unknown")
    return await service.open()


@router.post("/{conversation_id}/messages", status_code=202, response_model=None)
async def send_message(
    conversation_id: Owned,
    sent: SentMessage,
    response: Response,
    service: Service,
    limits: Limits,
    wait: Annotated[float, Query(ge=0, le=60)] = 0,
    x_request_id: Annotated[str | None, Header(max_length=36, pattern=r"^[\w-]+$")] = None,
) -> Accepted | Replies:
    """Take a message: 202 at once, or with `wait` 200 and the replies once the turn is done.

    With `wait`, a turn that cannot be done in time also answers 202; its replies come later over
    the event stream.
    """
    await limits.message(str(conversation_id))
    receipt = await service.send(conversation_id, sent, x_request_id or str(uuid4()))
    if wait:
        replies = await service.replies(receipt, wait)
        if replies is not None:
            response.status_code = 200
            return replies
    return Accepted(message_id=receipt.inbox_id)


@router.get("/{conversation_id}/messages")
async def read_history(conversation_id: Owned, service: Service) -> History:
    """The conversation so far."""
    return await service.history(conversation_id)


@router.get("/{conversation_id}/events")
async def events(
    conversation_id: Owned,
    service: Service,
    last_event_id: Annotated[int, Header(ge=0)] = 0,
) -> EventSourceResponse:
    """Replies as they come: event `reply`, its id continues the stream after a reconnect."""

    async def stream() -> AsyncIterator[ServerSentEvent]:
        async for batch in service.stream(conversation_id, last_event_id):
            for entry in batch:
                yield ServerSentEvent(
                    render.said_item(entry).model_dump_json(), event="reply", id=str(entry.id)
                )

    return EventSourceResponse(stream(), ping=KEEP_ALIVE_SECONDS)
