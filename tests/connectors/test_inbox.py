import asyncio

import pytest

from connectors.inbox import Inbox
from tests.connectors.test_answering import message

pytestmark = pytest.mark.db


class TestReceive:
    async def test_a_second_delivery_changes_nothing(self, sessions, queue):
        inbox = Inbox(sessions, queue)
        first = await inbox.receive(message(key="zalo:1"))
        again = await inbox.receive(message(key="zalo:1", body="khác"))
        assert first.is_new
        assert not again.is_new
        assert again.inbox_id == first.inbox_id
        assert len(list(await queue.job_manager.list_jobs_async())) == 1

    async def test_double_clicks_at_the_same_moment_are_one_message(self, sessions, queue):
        inbox = Inbox(sessions, queue)
        receipts = await asyncio.gather(*(inbox.receive(message("khai sinh")) for _ in range(8)))
        assert len({receipt.inbox_id for receipt in receipts}) == 1
        assert sum(receipt.is_new for receipt in receipts) == 1

    async def test_a_failed_transaction_leaves_neither_message_nor_job(self, sessions, queue):
        inbox = Inbox(sessions, queue)
        with pytest.raises(Exception, match="value too long"):
            await inbox.receive(message(key="webchat:" + "x" * 300))
        assert list(await queue.job_manager.list_jobs_async()) == []

    async def test_a_null_character_does_not_lose_the_message(self, sessions, queue):
        receipt = await Inbox(sessions, queue).receive(message("khai\x00 sinh"))
        assert receipt.is_new
