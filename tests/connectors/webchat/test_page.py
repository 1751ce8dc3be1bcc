"""The chat page in a real Chromium: what is sent and shown."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import expect

from connectors.engine import Turn
from connectors.messages import Button, OutboundMessage
from tests.support.browser import hesitate

pytestmark = [
    pytest.mark.browser,
    pytest.mark.db,
    pytest.mark.asyncio(loop_scope="module"),
    # The page does not see which PostgreSQL is behind it.
    pytest.mark.parametrize("postgres", ["embedded"], indirect=True),
]

both_sizes = pytest.mark.parametrize("size", ["phone", "desktop"], indirect=True)


class TestSending:
    @both_sizes
    async def test_enter_and_the_button_both_send(self, chat):
        await chat.answers("làm khai sinh")
        await chat.field.fill("đăng ký kết hôn")
        await chat.send.click()
        await chat.shows_replies("Trả lời: làm khai sinh", "Trả lời: đăng ký kết hôn")
        await chat.shows_questions("làm khai sinh", "đăng ký kết hôn")
        await expect(chat.field).to_have_value("")
        await expect(chat.field).to_be_focused()

    async def test_shift_enter_begins_a_line_and_blanks_are_not_sent(self, chat, site):
        await chat.ask("   ")
        await chat.field.fill("một")
        await chat.field.press("Shift+Enter")
        await chat.field.press_sequentially("hai")
        await chat.field.press("Enter")
        await chat.shows_questions("một\nhai")
        await expect(chat.replies).to_have_count(1)
        assert site.engine.asked == ["một\nhai"]

    async def test_enter_that_ends_a_syllable_of_an_input_method_does_not_send(self, chat, site):
        keyboard = await chat.page.context.new_cdp_session(chat.page)
        await chat.field.focus()
        composing = {"text": "khai sinh", "selectionStart": 9, "selectionEnd": 9}
        await keyboard.send("Input.imeSetComposition", composing)
        await chat.page.keyboard.press("Enter")
        await keyboard.send("Input.insertText", {"text": "khai sinh"})
        await expect(chat.field).to_have_value(re.compile("khai sinh"))
        await chat.shows_questions()
        await chat.page.keyboard.press("Enter")
        await chat.shows_replies("Trả lời: khai sinh")

    async def test_messages_arrive_in_the_order_of_writing(self, chat, site):
        await chat.answers("xin chào")
        await chat.page.route("**/messages", hesitate, times=1)
        texts = [f"câu {number}" for number in range(3)]
        for text in texts:
            await chat.ask(text)
        await chat.shows_replies("Trả lời: xin chào", *(f"Trả lời: {text}" for text in texts))
        assert site.engine.asked == ["xin chào", *texts]

    async def test_a_file_is_not_sent_but_answered(self, chat):
        async with chat.page.expect_file_chooser() as chosen:
            await chat.page.get_by_role("button", name="Gửi tệp").click()
        picture = {"name": "cccd.jpg", "mimeType": "image/jpeg", "buffer": b"picture"}
        await (await chosen.value).set_files(picture)
        await chat.shows_questions("[tệp đính kèm]")
        await expect(chat.replies).to_contain_text("Tôi chưa xem được hình ảnh")

    async def test_a_dropped_file_does_not_leave_the_page(self, chat):
        files = await chat.page.evaluate_handle(
            """() => {
                const files = new DataTransfer();
                files.items.add(new File(["x"], "don.pdf", { type: "application/pdf" }));
                return files;
            }"""
        )
        await chat.page.dispatch_event("main", "drop", {"dataTransfer": files})
        await expect(chat.replies).to_contain_text("Tôi chưa mở được tệp này")


class TestButtons:
    @both_sizes
    async def test_a_tapped_button_is_said_and_answered(self, chat, site):
        await chat.answers("khai sinh")
        await chat.button("Lệ phí").click()
        await chat.shows_questions("khai sinh", "Lệ phí")
        await chat.shows_replies("Trả lời: khai sinh", "Trả lời: /ask_aspect")
        assert site.engine.asked[-1] == "/ask_aspect"

    async def test_a_tap_on_a_phone_does_not_call_up_the_keyboard(self, chat):
        await chat.button("Làm khai sinh cần giấy tờ gì?").tap()
        await chat.shows_replies("Trả lời: Làm khai sinh cần giấy tờ gì?")
        await expect(chat.field).not_to_be_focused()

    async def test_a_button_no_longer_known_is_explained(self, chat):
        await chat.answers("khai sinh")
        await chat.page.evaluate("localStorage.clear()")
        await chat.restart.click()
        await chat.answers("kết hôn")
        await chat.button("Lệ phí").evaluate("button => button.dataset.payload = '/unknown'")
        await chat.button("Lệ phí").click()
        await expect(chat.page.get_by_role("alert")).to_contain_text("Nút này không dùng được nữa")
        await expect(chat.again).to_have_count(0)
        chat.forgive("422")


class TestTyping:
    async def test_the_sign_is_seen_while_the_engine_thinks(self, chat, site):
        site.engine.may_answer.clear()
        await chat.ask("khai sinh")
        await expect(chat.typing).to_be_visible()
        await expect(chat.typing).to_have_text("Trợ lý đang trả lời")
        site.engine.may_answer.set()
        await expect(chat.replies).to_have_count(1)
        await expect(chat.typing).to_be_hidden()

    async def test_the_sign_is_back_after_a_reload(self, chat, site):
        site.engine.may_answer.clear()
        await chat.hands_over("khai sinh")
        await expect(chat.typing).to_be_visible()
        await chat.page.reload()
        await expect(chat.typing).to_be_visible()
        site.engine.may_answer.set()
        await chat.shows_replies("Trả lời: khai sinh")
        await expect(chat.typing).to_be_hidden()


class TestDoubleClicks:
    async def test_a_double_click_on_send_is_one_message(self, chat, site):
        await chat.field.fill("khai sinh")
        await chat.send.dblclick()
        await chat.shows_replies("Trả lời: khai sinh")
        await chat.stays_as(["khai sinh"], ["Trả lời: khai sinh"])
        assert site.engine.asked == ["khai sinh"]

    async def test_a_double_click_on_a_choice_is_one_choice(self, chat, site):
        await chat.answers("khai sinh")
        await chat.button("Lệ phí").dblclick()
        replies = ["Trả lời: khai sinh", "Trả lời: /ask_aspect"]
        await chat.shows_replies(*replies)
        await chat.stays_as(["khai sinh", "Lệ phí"], replies)
        assert site.engine.asked == ["khai sinh", "/ask_aspect"]

    async def test_a_second_click_after_a_quick_answer_is_still_a_double_click(self, chat, site):
        await chat.page.clock.install()
        await chat.page.clock.pause_at(datetime.now(UTC) + timedelta(minutes=1))
        await chat.answers("khai sinh")
        choice = chat.page.get_by_role("button", name="Lệ phí").first
        await choice.click()
        await expect(chat.replies).to_have_count(2)
        await choice.dispatch_event("click")
        await chat.shows_questions("khai sinh", "Lệ phí")
        await chat.page.clock.run_for(1500)
        await choice.click()
        await chat.shows_questions("khai sinh", "Lệ phí", "Lệ phí")

    async def test_the_same_question_while_the_answer_is_awaited_is_one_question(self, chat, site):
        site.engine.may_answer.clear()
        await chat.ask("khai sinh")
        await expect(chat.typing).to_be_visible()
        await chat.ask("khai sinh")
        await chat.shows_questions("khai sinh")
        site.engine.may_answer.set()
        await chat.stays_as(["khai sinh"], ["Trả lời: khai sinh"])


class TestSeveralReplies:
    async def test_all_replies_of_a_turn_are_shown_in_order(self, chat, site):
        turn = Turn((OutboundMessage("một"), OutboundMessage("hai", (Button("Ba", "/ba"),))))
        site.engine.respond = lambda _: turn
        await chat.ask("khai sinh")
        await chat.shows_replies("một", "hai")
        await expect(chat.button("Ba")).to_be_visible()
