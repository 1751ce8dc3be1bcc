import pytest

from common.errors import TooManyRequests
from connectors.limits import RateLimits
from tests.support.servers import free_port


def made(redis_url=""):
    return RateLimits(redis_url=redis_url, messages_per_minute=3, conversations_per_minute=1)


class TestMessage:
    async def test_the_fourth_message_of_a_minute_is_refused(self):
        limits = made()
        for _ in range(3):
            await limits.message("a")
        with pytest.raises(TooManyRequests):
            await limits.message("a")

    async def test_conversations_do_not_count_for_each_other(self):
        limits = made()
        for _ in range(3):
            await limits.message("a")
        await limits.message("b")

    @pytest.mark.redis
    async def test_two_gateways_share_their_count_through_redis(self, redis_url):
        first, second = made(redis_url), made(redis_url)
        await first.new_conversation("10.0.0.1")
        with pytest.raises(TooManyRequests):
            await second.new_conversation("10.0.0.1")
        await first.close()
        await second.close()

    async def test_a_redis_that_is_away_refuses_nobody(self):
        limits = made(f"redis://127.0.0.1:{free_port()}/0")
        for _ in range(5):
            await limits.message("a")
        await limits.close()
