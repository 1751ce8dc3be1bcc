import asyncio
from collections.abc import Iterator
from uuid import uuid4

import pytest
from rasa.core.lock_store import LOCK_LIFETIME, LockStore
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, UserUttered

from bot.stores import KEY_PREFIX, memory_store, redis_stores
from tests.support.servers import open_folder, redis_server

DAY = 24 * 60 * 60


@pytest.fixture(scope="module")
def redis_url() -> Iterator[str]:
    with open_folder("engine-redis") as folder, redis_server(folder) as url:
        yield url


@pytest.fixture(params=["memory", pytest.param("redis", marks=pytest.mark.redis)])
def store(request):
    if request.param == "memory":
        endpoint = memory_store(DAY)
    else:
        endpoint, _ = redis_stores(request.getfixturevalue("redis_url"), DAY)
    return TrackerStore.create(endpoint, domain=Domain.empty())


def conversation(*texts, started=True):
    events = [ActionExecuted("action_session_start"), SessionStarted()] if started else []
    return [*events, *(UserUttered(text, {"name": "greet"}) for text in texts)]


async def said(store, sender_id, *texts):
    """What the engine does for each message: fetch, add, keep."""
    tracker = await store.get_or_create_tracker(sender_id)
    tracker.update_with_events(conversation(*texts), Domain.empty())
    await store.save(tracker)


def texts_of(tracker):
    return [event.text for event in tracker.events if isinstance(event, UserUttered)]


class TestTrackerStores:
    async def test_conversation_is_found_again(self, store):
        sender_id = str(uuid4())
        await said(store, sender_id, "xin chào", "cảm ơn")
        assert texts_of(await store.retrieve(sender_id)) == ["xin chào", "cảm ơn"]

    async def test_other_conversations_are_not(self, store):
        await said(store, str(uuid4()), "xin chào")
        assert await store.retrieve(str(uuid4())) is None

    async def test_only_the_running_session_is_kept(self, store):
        sender_id = str(uuid4())
        for day in ("một", "hai", "ba", "bốn"):
            await said(store, sender_id, day)
        assert texts_of(await store.retrieve(sender_id)) == ["bốn"]
        # Written with the session that ended, read without it.
        assert texts_of(await store.retrieve_full_tracker(sender_id)) == ["ba", "bốn"]


class TestMemoryTrackerStore:
    async def test_old_conversation_is_forgotten_when_another_speaks(self):
        store = TrackerStore.create(memory_store(0), domain=Domain.empty())
        await said(store, "old", "xin chào")
        await asyncio.sleep(0.01)
        await said(store, "new", "xin chào")
        assert set(await store.keys()) <= {"new"}

    async def test_conversation_that_speaks_again_stays(self):
        store = TrackerStore.create(memory_store(DAY), domain=Domain.empty())
        for sender_id in ("one", "other", "one"):
            await said(store, sender_id, "xin chào")
        assert set(await store.keys()) == {"one", "other"}


@pytest.mark.redis
class TestSessionTrackerStore:
    async def test_record_expires(self, redis_url):
        endpoint, _ = redis_stores(redis_url, 1000)
        store = TrackerStore.create(endpoint, domain=Domain.empty())
        await said(store, "someone", "xin chào")
        assert 990 <= store.red.ttl(f"{KEY_PREFIX}:tracker:someone") <= 1000


@pytest.mark.redis
class TestExpiringLockStore:
    async def test_turns_of_a_conversation_wait_for_each_other(self, redis_url):
        locks = LockStore.create(redis_stores(redis_url, DAY)[1])
        order = []

        async def turn(name):
            async with locks.lock("someone", wait_time_in_seconds=0.01):
                order.append(f"{name} begins")
                await asyncio.sleep(0.05)
                order.append(f"{name} ends")

        await asyncio.gather(turn("one"), turn("two"))
        assert order == ["one begins", "one ends", "two begins", "two ends"]

    async def test_lock_of_an_engine_that_died_goes_by_itself(self, redis_url):
        locks = LockStore.create(redis_stores(redis_url, DAY)[1])
        locks.issue_ticket("abandoned")
        assert 0 < locks.red.ttl(f"{KEY_PREFIX}:lock:abandoned") <= LOCK_LIFETIME + 1


class TestRedisStores:
    def test_address_is_taken_apart(self):
        tracker_store, lock_store = redis_stores("rediss://user:p%40ss@cache.example:7000/3", DAY)
        for endpoint in (tracker_store, lock_store):
            assert endpoint.url == "cache.example"
            assert endpoint.kwargs["port"] == 7000
            assert endpoint.kwargs["db"] == 3
            assert endpoint.kwargs["username"] == "user"
            assert endpoint.kwargs["password"] == "p@ss"
            assert endpoint.kwargs["use_ssl"] is True
        assert tracker_store.kwargs["record_exp"] == DAY

    def test_short_address_means_the_usual_port(self):
        endpoint, _ = redis_stores("redis://localhost", DAY)
        assert (endpoint.kwargs["port"], endpoint.kwargs["db"]) == (6379, 0)
        assert endpoint.kwargs["use_ssl"] is False

    @pytest.mark.parametrize("url", ["http://localhost", "localhost:6379"])
    def test_other_addresses_are_refused(self, url):
        with pytest.raises(ValueError, match="REDIS_URL"):
            redis_stores(url, DAY)
