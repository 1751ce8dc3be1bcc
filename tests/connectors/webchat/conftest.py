"""A running web chat and a Chromium for all browser tests of a module; a profile for each test."""

from collections.abc import AsyncIterator
from typing import Any

import psycopg
import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, ViewportSize

from tests.conftest import TEMPLATE, named
from tests.support.browser import DESKTOP, PHONE, Chat, chromium, open_chat, open_context
from tests.support.chat_site import ChatSite, echo, open_site


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running_site(postgres: str) -> AsyncIterator[ChatSite]:
    """One gateway and worker; every test has a conversation of its own."""
    name = "test_page"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    async with open_site(named(postgres, name)) as site:
        yield site
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def site(running_site: ChatSite) -> ChatSite:
    """The site with an engine that echoes and has been asked nothing."""
    engine = running_site.engine
    engine.asked.clear()
    engine.respond = echo
    engine.is_away = False
    engine.may_answer.set()
    return running_site


@pytest.fixture
def size(request: pytest.FixtureRequest) -> ViewportSize:
    """The screen: a phone's, unless a test asks for `desktop`."""
    return {"phone": PHONE, "desktop": DESKTOP}[getattr(request, "param", "phone")]


@pytest.fixture
def profile(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What a test wants different in its browser profile."""
    return dict(getattr(request, "param", {}))


@pytest_asyncio.fixture(loop_scope="module")
async def context(
    browser: Browser, size: ViewportSize, profile: dict[str, Any], site: ChatSite
) -> AsyncIterator[BrowserContext]:
    opened = await open_context(browser, size, **profile)
    yield opened
    # A worker that still waits for an answer would hold up the next test.
    site.engine.may_answer.set()
    await opened.close()


@pytest_asyncio.fixture(loop_scope="module")
async def chat(context: BrowserContext, site: ChatSite) -> AsyncIterator[Chat]:
    """The page in a first tab; a test that makes the browser complain fails."""
    opened = await open_chat(context, site.url)
    yield opened
    assert opened.complaints == []
