"""A real Chromium, and the chat page as a citizen sees it."""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator
from typing import Any

from playwright.async_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    Response,
    Route,
    ViewportSize,
    async_playwright,
    expect,
)

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = ViewportSize(width=360, height=740)
DESKTOP = ViewportSize(width=1280, height=800)

# A busy machine is slow; what does not come at all still fails within a test's time.
expect.set_options(timeout=9_000)


@contextlib.asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """The operating system's Chromium. Raises RuntimeError where there is none."""
    program = shutil.which("chromium")
    if program is None:
        raise RuntimeError("chromium is missing; `make test` installs it.")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


async def open_context(browser: Browser, size: ViewportSize, **options: Any) -> BrowserContext:
    """A browser profile of its own, on a screen of this size."""
    return await browser.new_context(
        viewport=size,
        device_scale_factor=2 if size == PHONE else 1,
        has_touch=size == PHONE,
        locale="vi-VN",
        **options,
    )


class Chat:
    """One tab with the chat page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        """What the browser complained about: console errors, exceptions, blocked content."""
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.field = page.get_by_role("textbox", name="Câu hỏi của anh/chị")
        self.send = page.get_by_role("button", name="Gửi", exact=True)
        self.restart = page.get_by_role("button", name="Bắt đầu lại")
        self.again = page.get_by_role("button", name="Gửi lại")
        self.questions = page.locator(".citizen .typed")
        self.replies = page.locator(".assistant:not(#welcome) .bubble")
        self.typing = page.locator("#typing > p")
        self.connection = page.locator("#connection")

    def _on_console(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def forgive(self, part: str) -> None:
        """This test wanted the failed requests whose report contains `part`."""
        self.complaints = [c for c in self.complaints if part not in c]

    def button(self, title: str) -> Locator:
        """The newest button with this title."""
        return self.page.get_by_role("button", name=title, exact=True).last

    async def ask(self, text: str) -> None:
        """Type and send."""
        await self.field.fill(text)
        await self.field.press("Enter")

    async def hands_over(self, text: str) -> None:
        """Type and send, and wait until the gateway has the message.

        The page shows a line before it is received, so seeing it proves nothing about that.
        """
        async with self.page.expect_response(_is_message):
            await self.ask(text)

    async def shows_questions(self, *texts: str) -> None:
        """The citizen's lines are exactly these."""
        await expect(self.questions).to_have_text(list(texts))

    async def shows_replies(self, *texts: str) -> None:
        """The assistant's lines, after the welcome, are exactly these."""
        await expect(self.replies).to_have_text([f"Trợ lý: {text}" for text in texts])

    async def stays_as(self, questions: list[str], replies: list[str]) -> None:
        """These lines and no others, now, a moment later and after a reload."""
        for step in (asyncio.sleep(0.5), self.page.reload()):
            await self.shows_questions(*questions)
            await self.shows_replies(*replies)
            await step
        await self.shows_questions(*questions)
        await self.shows_replies(*replies)

    async def answers(self, question: str) -> None:
        """Ask, and wait for the reply that repeats the question."""
        await self.ask(question)
        await expect(self.replies.last).to_have_text(f"Trợ lý: Trả lời: {question}")


def _is_message(response: Response) -> bool:
    return response.request.method == "POST" and response.url.endswith("/messages")


async def hesitate(route: Route) -> None:
    """Let the request through, but late."""
    await asyncio.sleep(0.3)
    await route.continue_()


async def open_chat(context: BrowserContext, url: str) -> Chat:
    """A new tab that has loaded the page."""
    chat = Chat(await context.new_page())
    await chat.page.goto(url)
    return chat
