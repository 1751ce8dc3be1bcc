"""The chat page in a real Chromium: tabs, reloads, lost connections, obstacles."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import expect

from tests.support.browser import hesitate, open_chat

pytestmark = [
    pytest.mark.browser,
    pytest.mark.db,
    pytest.mark.asyncio(loop_scope="module"),
    # The page does not see which PostgreSQL is behind it.
    pytest.mark.parametrize("postgres", ["embedded"], indirect=True),
]

both_sizes = pytest.mark.parametrize("size", ["phone", "desktop"], indirect=True)
LOST = "Mất kết nối. Đang nối lại, tin đã gửi không bị mất."


class TestTabs:
    async def test_both_tabs_show_the_same_and_every_reply_once(self, chat, site, context):
        await chat.answers("khai sinh")
        other = await open_chat(context, site.url)
        await other.shows_questions("khai sinh")
        site.engine.may_answer.clear()
        await chat.ask("kết hôn")
        await other.shows_questions("khai sinh", "kết hôn")
        await expect(other.typing).to_be_visible()
        site.engine.may_answer.set()
        await expect(other.replies).to_have_count(2)
        await other.answers("tạm trú")
        for tab in (chat, other):
            await tab.shows_questions("khai sinh", "kết hôn", "tạm trú")
            await tab.shows_replies("Trả lời: khai sinh", "Trả lời: kết hôn", "Trả lời: tạm trú")
        assert site.engine.asked == ["khai sinh", "kết hôn", "tạm trú"]

    async def test_the_same_question_from_both_tabs_is_answered_once(self, chat, site, context):
        await chat.answers("xin chào")
        other = await open_chat(context, site.url)
        await expect(other.replies).to_have_count(1)
        site.engine.may_answer.clear()
        await other.page.route("**/messages", hesitate)
        await asyncio.gather(chat.hands_over("khai sinh"), other.hands_over("khai sinh"))
        for tab in (chat, other):
            await tab.shows_questions("xin chào", "khai sinh")
        site.engine.may_answer.set()
        for tab in (chat, other):
            await tab.shows_replies("Trả lời: xin chào", "Trả lời: khai sinh")
        assert site.engine.asked == ["xin chào", "khai sinh"]

    async def test_first_messages_of_two_tabs_meet_in_one_conversation(self, chat, site, context):
        other = await open_chat(context, site.url)
        await context.route("**/conversations", hesitate)
        await asyncio.gather(chat.ask("khai sinh"), other.ask("kết hôn"))
        for tab in (chat, other):
            await expect(tab.replies).to_have_count(2)
            said = set(await tab.questions.all_inner_texts())
            assert said == {"khai sinh", "kết hôn"}
        assert len(site.engine.asked) == 2

    async def test_a_new_beginning_counts_for_both_tabs(self, chat, site, context):
        await chat.answers("khai sinh")
        other = await open_chat(context, site.url)
        await expect(other.replies).to_have_count(1)
        await chat.restart.click()
        for tab in (chat, other):
            await tab.shows_questions()
        await other.answers("kết hôn")
        await chat.shows_questions("kết hôn")


class TestReload:
    @both_sizes
    async def test_the_conversation_is_there_again(self, chat):
        await chat.answers("khai sinh")
        await chat.button("Lệ phí").click()
        await expect(chat.replies).to_have_count(2)
        await chat.page.reload()
        await chat.shows_questions("khai sinh", "Lệ phí")
        await chat.shows_replies("Trả lời: khai sinh", "Trả lời: /ask_aspect")
        await expect(chat.button("Lệ phí")).to_be_in_viewport()
        await chat.answers("kết hôn")

    async def test_starting_again_forgets_it(self, chat):
        await chat.answers("khai sinh")
        await chat.restart.click()
        await chat.shows_questions()
        await expect(chat.connection).to_have_text("Đã bắt đầu cuộc trò chuyện mới.")
        await chat.page.reload()
        await chat.shows_questions()
        await chat.answers("kết hôn")
        await chat.shows_questions("kết hôn")

    async def test_a_conversation_the_server_does_not_know_is_begun_anew(self, chat, site):
        await chat.page.evaluate(
            """localStorage.setItem("mot-cua-conversation", JSON.stringify(
                {id: "00000000-0000-4000-8000-000000000000", token: "x"}))"""
        )
        await chat.page.reload()
        await chat.answers("khai sinh")
        chat.forgive("401")

    async def test_a_conversation_lost_while_the_page_is_open_is_begun_anew(self, chat, site):
        await chat.answers("khai sinh")
        refusal = {"status": 401, "json": {"detail": "Phiên trò chuyện đã hết hạn."}}
        await chat.page.route("**/messages", lambda route: route.fulfill(**refusal), times=1)
        await chat.answers("kết hôn")
        await chat.shows_questions("khai sinh", "kết hôn")
        chat.forgive("401")


class TestConnection:
    async def test_a_restarted_gateway_loses_and_doubles_nothing(self, chat, site):
        continued_from = []
        chat.page.on(
            "request", lambda sent: continued_from.append(sent.headers.get("last-event-id"))
        )
        await chat.answers("khai sinh")
        site.engine.may_answer.clear()
        await chat.hands_over("kết hôn")
        await expect(chat.typing).to_be_visible()
        await site.stop()
        await expect(chat.connection).to_have_text(LOST)
        site.engine.may_answer.set()
        await chat.ask("tạm trú")
        await expect(chat.again).to_be_visible()
        await site.start()
        replies = ["Trả lời: khai sinh", "Trả lời: kết hôn", "Trả lời: tạm trú"]
        await expect(chat.replies).to_have_count(3)
        await chat.stays_as(["khai sinh", "kết hôn", "tạm trú"], replies)
        await expect(chat.connection).to_be_empty()
        assert site.engine.asked == ["khai sinh", "kết hôn", "tạm trú"]
        streams = [int(number) for number in continued_from if number]
        assert streams[0] == 0
        assert streams[1] > 0
        chat.forgive("net::ERR")

    async def test_a_page_reloaded_while_the_gateway_is_away_comes_back(self, chat, site):
        await chat.answers("khai sinh")
        await chat.page.route("**/webchat/**", lambda route: route.abort())
        await chat.page.reload()
        await expect(chat.connection).to_have_text(LOST)
        await chat.page.unroute("**/webchat/**")
        await chat.shows_replies("Trả lời: khai sinh")
        await chat.answers("kết hôn")
        chat.forgive("net::ERR")

    async def test_a_line_gone_silent_is_dialled_again(self, chat):
        await chat.page.clock.install()
        await chat.page.clock.pause_at(datetime.now(UTC) + timedelta(minutes=1))
        await chat.answers("khai sinh")
        async with chat.page.expect_request("**/events") as dialled:
            await chat.page.clock.run_for(40_000)
            await chat.page.clock.run_for(500)
        assert int((await dialled.value).headers["last-event-id"]) > 0
        await chat.answers("kết hôn")

    async def test_an_engine_that_is_away_is_told_once_and_answers_later(self, chat, site):
        site.engine.is_away = True
        await chat.ask("khai sinh")
        await expect(chat.replies).to_contain_text("Câu hỏi của anh/chị đã được giữ lại")
        await expect(chat.typing).to_be_hidden()
        site.engine.is_away = False
        await expect(chat.replies.last).to_contain_text("Trả lời: khai sinh")
        await expect(chat.replies).to_have_count(2)


class TestFailedSending:
    async def test_sending_again_uses_the_same_id_and_is_answered_once(self, chat, site):
        sent = []
        await chat.answers("xin chào")
        chat.page.on("request", lambda request: sent.append(request.post_data_json))
        await chat.page.route("**/messages", lambda route: route.abort())
        await chat.ask("khai sinh")
        await expect(chat.page.get_by_role("alert")).to_contain_text("Chưa gửi được.")
        await expect(chat.again).to_be_in_viewport()
        await chat.page.unroute("**/messages")
        await chat.again.dblclick()
        await chat.shows_replies("Trả lời: xin chào", "Trả lời: khai sinh")
        await expect(chat.again).to_have_count(0)
        await chat.stays_as(["xin chào", "khai sinh"], ["Trả lời: xin chào", "Trả lời: khai sinh"])
        assert len({body["id"] for body in sent if body}) == 1
        assert site.engine.asked == ["xin chào", "khai sinh"]
        chat.forgive("net::ERR")

    async def test_a_line_not_sent_stays_last(self, chat, site, context):
        await chat.answers("xin chào")
        await chat.page.route("**/messages", lambda route: route.abort(), times=1)
        await chat.ask("khai sinh")
        await expect(chat.again).to_be_visible()
        other = await open_chat(context, site.url)
        await other.ask("kết hôn")
        await expect(chat.replies).to_have_count(2)
        await chat.shows_questions("xin chào", "kết hôn", "khai sinh")
        await expect(chat.page.locator(".line").last).to_contain_text("khai sinh")
        chat.forgive("net::ERR")

    async def test_the_very_first_message_can_be_sent_again(self, chat):
        await chat.page.route("**/conversations", lambda route: route.abort())
        await chat.ask("khai sinh")
        await expect(chat.again).to_be_visible()
        await chat.page.unroute("**/conversations")
        await chat.again.click()
        await chat.shows_replies("Trả lời: khai sinh")
        chat.forgive("net::ERR")

    async def test_a_message_whose_confirmation_was_lost_is_found_again(self, chat, site):
        async def lose(route):
            await route.fetch()
            await route.abort()

        await chat.answers("xin chào")
        site.engine.may_answer.clear()
        await chat.page.route("**/messages", lose, times=1)
        await chat.ask("khai sinh")
        await expect(chat.again).to_be_visible()
        site.engine.may_answer.set()
        await chat.shows_replies("Trả lời: xin chào", "Trả lời: khai sinh")
        await chat.shows_questions("xin chào", "khai sinh")
        await expect(chat.again).to_have_count(0)
        chat.forgive("net::ERR")

    async def test_the_reason_of_the_server_is_shown(self, chat):
        busy = "Quá nhiều yêu cầu trong thời gian ngắn. Xin đợi một lát rồi thử lại."
        refusal = {"status": 429, "json": {"detail": busy}}
        await chat.page.route("**/messages", lambda route: route.fulfill(**refusal), times=1)
        await chat.ask("khai sinh")
        await expect(chat.page.get_by_role("alert")).to_contain_text(busy)
        await chat.again.click()
        await chat.shows_replies("Trả lời: khai sinh")
        chat.forgive("429")


class TestStorage:
    @pytest.mark.parametrize(
        "obstacle",
        [
            """Object.defineProperty(window, "localStorage", {
                get() { throw new DOMException("blocked", "SecurityError"); } })""",
            """Storage.prototype.setItem = () => {
                throw new DOMException("full", "QuotaExceededError"); }""",
            """localStorage.setItem("mot-cua-conversation", "{not json")""",
            """localStorage.setItem("mot-cua-conversation", "5")""",
        ],
        ids=["blocked", "full", "broken", "strange"],
    )
    async def test_the_chat_works_with_storage(self, context, site, obstacle):
        await context.add_init_script(obstacle)
        chat = await open_chat(context, site.url)
        await chat.answers("khai sinh")
        await chat.button("Lệ phí").click()
        await chat.shows_replies("Trả lời: khai sinh", "Trả lời: /ask_aspect")
        await chat.restart.click()
        await chat.shows_questions()
        await chat.answers("kết hôn")
        assert chat.complaints == []
