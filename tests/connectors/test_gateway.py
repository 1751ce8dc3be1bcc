import pytest

from connectors.gateway import make_app
from connectors.settings import GatewaySettings
from deploy.migrate import migrate
from tests.connectors.conftest import SECRET, served
from tests.support.servers import open_folder, postgres_server

pytestmark = pytest.mark.db


class TestHealth:
    async def test_it_says_whether_messages_are_answered_at_once(self, gateway):
        answer = await gateway.get("/health")
        assert answer.status_code == 200
        assert answer.json() == {"database": True, "engine": False}


class TestHeaders:
    async def test_pages_cannot_be_framed_or_run_foreign_scripts(self, gateway):
        answer = await gateway.get("/")
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"

    async def test_no_part_of_the_page_outlives_a_new_version(self, gateway):
        first = await gateway.get("/chat.js")
        assert first.headers["cache-control"] == "no-cache"
        again = await gateway.get("/chat.js", headers={"If-None-Match": first.headers["etag"]})
        assert again.status_code == 304

    async def test_a_request_keeps_its_id(self, gateway):
        answer = await gateway.get("/", headers={"X-Request-ID": "r-7"})
        assert answer.headers["x-request-id"] == "r-7"

    async def test_a_body_of_unknown_length_is_refused(self, gateway):
        async def body():
            yield b"{}"

        answer = await gateway.post("/webchat/conversations", content=body())
        assert answer.status_code == 413


class TestDatabaseAway:
    async def test_the_page_is_told_to_keep_the_message(self):
        with open_folder("away") as folder, postgres_server(folder) as url:
            migrate(url)
            settings = GatewaySettings(database_url=url, secret_key=SECRET)
            server = served(make_app(settings))
            gateway = await server.__aenter__()
            assert (await gateway.post("/webchat/conversations")).status_code == 201
        try:
            for request in (gateway.post("/webchat/conversations"), gateway.get("/health")):
                answer = await request
                assert answer.status_code == 503
                assert "tạm gián đoạn" in answer.json()["detail"]
        finally:
            await server.__aexit__(None, None, None)
