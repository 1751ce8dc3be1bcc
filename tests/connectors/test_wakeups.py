import asyncio

import psycopg
import pytest

from connectors.conversations import CHANGED
from connectors.wakeups import Wakeups, running

pytestmark = pytest.mark.db


async def notify(url, conversation_id):
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        await connection.execute("SELECT pg_notify(%s, %s)", (CHANGED, conversation_id))


class TestWatch:
    async def test_a_watcher_hears_of_its_own_conversation_only(self, database_url):
        wakeups = Wakeups(database_url)
        async with running(wakeups):
            await asyncio.sleep(0.2)
            with wakeups.watch("a") as mine, wakeups.watch("b") as other:
                await notify(database_url, "a")
                await asyncio.wait_for(mine.wait(), 5)
                assert not other.is_set()

    async def test_a_lost_connection_is_made_again(self, database_url):
        wakeups = Wakeups(database_url)
        async with running(wakeups):
            await asyncio.sleep(0.2)
            async with await psycopg.AsyncConnection.connect(
                database_url, autocommit=True
            ) as connection:
                await connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE query LIKE 'LISTEN%' AND datname = current_database()"
                )
            with wakeups.watch("a") as mine:
                # Set once on reconnecting, so that nothing missed meanwhile stays unseen.
                await asyncio.wait_for(mine.wait(), 5)
                mine.clear()
                await notify(database_url, "a")
                await asyncio.wait_for(mine.wait(), 5)
