from datetime import timedelta

import pytest

from connectors.conversations import now
from connectors.messages import MessageKind
from connectors.tables import InboxEntry, OutboxEntry
from connectors.webchat import render

MORNING = now()


def asked(number, *, seconds=0, kind=MessageKind.TEXT, body="khai sinh", title=None):
    return InboxEntry(
        id=number,
        message_key=f"webchat:c:sent-{number}",
        kind=kind,
        body=body,
        title=title,
        received_at=MORNING + timedelta(seconds=seconds),
    )


def said(number, *, to, seconds=0, text="Trả lời"):
    return OutboxEntry(
        id=number,
        inbox_id=to,
        text=text,
        buttons=[{"title": "Lệ phí", "payload": "/fee"}],
        created_at=MORNING + timedelta(seconds=seconds),
    )


class TestHistory:
    def test_lines_stand_in_the_order_of_time_whatever_order_they_come_in(self):
        lines = render.history(
            [asked(2, seconds=3), asked(1, seconds=1)], [said(7, to=1, seconds=2)]
        )
        assert [line.id for line in lines] == ["in-1", "out-7", "in-2"]

    def test_replies_of_one_turn_keep_their_order(self):
        lines = render.history([asked(1)], [said(8, to=1), said(7, to=1)])
        assert [line.id for line in lines] == ["in-1", "out-7", "out-8"]

    def test_a_line_names_the_id_it_was_sent_under_and_a_reply_what_it_answers(self):
        question, answer = render.history([asked(1)], [said(7, to=1)])
        assert (question.sent_id, question.answers) == ("sent-1", None)
        assert (answer.sent_id, answer.answers) == (None, "in-1")
        assert [button.title for button in answer.buttons] == ["Lệ phí"]

    @pytest.mark.parametrize(
        ("kind", "body", "title", "shown"),
        [
            (MessageKind.TEXT, "khai sinh", None, "khai sinh"),
            (MessageKind.PAYLOAD, "/fee", "Lệ phí", "Lệ phí"),
            (MessageKind.ATTACHMENT, "image", None, render.ATTACHMENT_LABEL),
        ],
    )
    def test_a_line_shows_what_the_citizen_saw(self, kind, body, title, shown):
        [line] = render.history([asked(1, kind=kind, body=body, title=title)], [])
        assert line.text == shown


class TestLastId:
    def test_the_newest_reply_counts_and_none_is_zero(self):
        assert render.last_id([said(7, to=1), said(9, to=1)]) == 9
        assert render.last_id([]) == 0
