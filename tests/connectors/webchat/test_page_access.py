"""The chat page for every eye, ear and hand: layout, keyboard, screen reader, hostile text."""

import pytest
from playwright.async_api import expect

from tests.support.browser import DESKTOP, PHONE, open_chat
from tests.support.contrast import weak_texts

pytestmark = [
    pytest.mark.browser,
    pytest.mark.db,
    pytest.mark.asyncio(loop_scope="module"),
    # The page does not see which PostgreSQL is behind it.
    pytest.mark.parametrize("postgres", ["embedded"], indirect=True),
]

both_sizes = pytest.mark.parametrize("size", ["phone", "desktop"], indirect=True)

SMALLEST = {"width": 320, "height": 568}
PAPERS = """Đăng ký khai sinh

Giấy tờ cần nộp (phần 1/2):
- Tờ khai đăng ký khai sinh theo mẫu (1 bản chính)
- Giấy chứng sinh; không có thì văn bản của người làm chứng; không có người làm chứng thì giấy \
cam đoan về việc sinh (1 bản chính)
- Văn bản ủy quyền có chứng thực (1 bản chính)
Các bước:
3. Nộp hồ sơ tại Trung tâm Phục vụ hành chính công, gửi bưu chính, hoặc nộp trên Cổng Dịch vụ công \
quốc gia hay VNeID.
4. Nhận Giấy khai sinh. Mã hồ sơ có dạng H56.14-240823-0001.

Nguồn: thủ tục 1.001193, Quyết định 163/QĐ-BTP, kiểm tra ngày 31/07/2026.
https://dichvucong.gov.vn/thu-tuc-hanh-chinh/019d2bfd-3fe0-70ac-b9d6-5e9e20d6eef7"""
TITLES = ["Lệ phí", "Thời hạn", "Nơi nộp", "Xác nhận tình trạng hôn nhân cho người nước ngoài"]
HOSTILE = (
    """<img src=x onerror="document.title='hacked'"><script>document.title='hacked'</script>"""
)


class TestText:
    async def test_markup_from_either_side_is_text(self, chat, site):
        site.engine.say(HOSTILE, HOSTILE)
        await chat.ask(HOSTILE)
        await chat.shows_replies(HOSTILE)
        await chat.shows_questions(HOSTILE)
        await expect(chat.button(HOSTILE)).to_be_visible()
        await chat.page.reload()
        await chat.shows_questions(HOSTILE)
        assert await chat.page.locator("#log img, #log script").count() == 0
        assert await chat.page.title() == "Một Cửa - Trợ lý thủ tục hành chính"

    async def test_links_open_a_new_tab_that_cannot_reach_back(self, chat, site):
        site.engine.say("Xem https://dichvucong.gov.vn/a?b=1&c=2. Hoặc javascript:alert(1)")
        await chat.ask("khai sinh")
        link = chat.page.get_by_role("link", name="dichvucong.gov.vn/a?b=1&c=2 (mở trang mới)")
        await expect(link).to_have_attribute("href", "https://dichvucong.gov.vn/a?b=1&c=2")
        await expect(link).to_have_attribute("target", "_blank")
        await expect(link).to_have_attribute("rel", "noopener noreferrer")
        assert await chat.page.locator("#log a").count() == 1

    async def test_rows_with_dashes_and_numbers_become_lists(self, chat, site):
        site.engine.say(PAPERS)
        await chat.ask("khai sinh")
        await expect(chat.replies.locator("ul > li")).to_have_count(3)
        steps = chat.replies.locator("ol > li")
        await expect(steps).to_have_count(2)
        assert await steps.evaluate_all("items => items.map((item) => item.value)") == [3, 4]
        await expect(chat.replies.locator("p").first).to_have_text("Đăng ký khai sinh")


class TestLayout:
    @pytest.mark.parametrize("screen", [SMALLEST, PHONE, DESKTOP], ids=["320", "360", "1280"])
    async def test_nothing_is_wider_than_the_screen(self, chat, site, screen):
        await chat.page.set_viewport_size(screen)
        site.engine.say(f"{'Nghiêng' * 60} https://a.vn/{'b' * 300}", *TITLES, "c" * 80)
        await chat.ask("w" * 400)
        await expect(chat.replies).to_have_count(1)
        assert await too_wide(chat.page) == []

    @both_sizes
    async def test_a_long_answer_is_read_from_its_top(self, chat, site):
        await chat.answers("xin chào")
        site.engine.say(PAPERS * 2, *TITLES)
        await chat.ask("khai sinh")
        await expect(chat.replies).to_have_count(2)
        await expect(chat.questions.last).to_be_in_viewport(ratio=1)
        await expect(chat.replies.last.locator("p").first).to_be_in_viewport(ratio=1)

    async def test_the_end_stays_in_sight_when_the_keyboard_comes_up(self, chat, site):
        site.engine.say("Trả lời.", *TITLES)
        for question in ("khai sinh", "kết hôn", "tạm trú"):
            await chat.ask(question)
        await expect(chat.replies).to_have_count(3)
        await expect(chat.button(TITLES[-1])).to_be_in_viewport(ratio=1)
        await chat.page.set_viewport_size({"width": 360, "height": 420})
        await expect(chat.button(TITLES[-1])).to_be_in_viewport(ratio=1)

    async def test_everything_to_tap_is_as_large_as_a_fingertip(self, chat, site):
        site.engine.say("Trả lời.", *TITLES)
        await chat.ask("khai sinh")
        await expect(chat.button(TITLES[-1])).to_be_visible()
        for button in await chat.page.get_by_role("button").all():
            box = await button.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 44

    async def test_a_long_question_grows_the_field_and_sending_shrinks_it(self, chat):
        async def height():
            return (await chat.field.bounding_box())["height"]

        single = await height()
        await chat.field.fill("một\nhai\nba\nbốn")
        assert await height() > 2 * single
        await chat.field.fill("dòng\n" * 40)
        assert await height() <= 160
        await chat.field.press("Enter")
        assert await height() == single

    @pytest.mark.parametrize("profile", [{"reduced_motion": "reduce"}], indirect=True)
    async def test_people_who_want_no_motion_get_none(self, chat, site):
        site.engine.may_answer.clear()
        await chat.ask("khai sinh")
        await expect(chat.typing).to_be_visible()
        assert await chat.page.evaluate("document.getAnimations().length") == 0


class TestKeyboard:
    @both_sizes
    async def test_tab_goes_through_the_page_in_reading_order(self, chat):
        names = []
        for _ in range(9):
            await chat.page.keyboard.press("Tab")
            name, outline = await chat.page.evaluate(FOCUSED)
            assert outline >= 2, f"the focus on {name} cannot be seen"
            names.append(name)
        assert names == [
            "Đến ô nhập câu hỏi",
            "Bắt đầu lại",
            "Nội dung trò chuyện",
            "Làm khai sinh cần giấy tờ gì?",
            "Đăng ký tạm trú mất bao lâu?",
            "Hồ sơ của tôi đến đâu rồi?",
            "Gửi tệp",
            "Câu hỏi của anh/chị",
            "Gửi",
        ]

    async def test_the_first_link_leads_to_the_field(self, chat):
        await chat.page.keyboard.press("Tab")
        await chat.page.keyboard.press("Enter")
        await expect(chat.field).to_be_focused()

    @pytest.mark.parametrize("key", ["Enter", "Space"])
    async def test_a_choice_is_taken_and_keeps_the_focus(self, chat, key):
        await chat.answers("khai sinh")
        first = chat.button("Lệ phí")
        chosen = await first.element_handle()
        await first.focus()
        await chat.page.keyboard.press(key)
        await chat.shows_replies("Trả lời: khai sinh", "Trả lời: /ask_aspect")
        assert await chosen.evaluate("button => button === document.activeElement")
        await chat.page.keyboard.press("Tab")
        assert (await chat.page.evaluate(FOCUSED))[0] == "Lệ phí"

    async def test_the_conversation_scrolls_by_keys(self, chat, site):
        site.engine.say(PAPERS * 2)
        await chat.ask("khai sinh")
        await expect(chat.replies).to_have_count(1)
        main = chat.page.get_by_role("main")
        await main.focus()
        before = await main.evaluate("main => main.scrollTop")
        await chat.page.keyboard.press("End")
        await chat.page.wait_for_function(
            "before => document.querySelector('main').scrollTop > before", arg=before
        )


class TestScreenReader:
    @both_sizes
    async def test_roles_names_and_live_regions(self, chat, site):
        site.engine.say(PAPERS, *TITLES)
        await chat.ask("khai sinh")
        await expect(chat.replies).to_have_count(1)
        nodes = await spoken(chat.page)
        named = {(node["role"], node["name"]) for node in nodes}
        assert named >= {
            ("RootWebArea", "Một Cửa - Trợ lý thủ tục hành chính"),
            ("heading", "Một Cửa"),
            ("main", "Nội dung trò chuyện"),
            ("log", "Cuộc trò chuyện"),
            ("group", "Câu hỏi mẫu"),
            ("group", "Lựa chọn"),
            ("form", "Gửi câu hỏi"),
            ("textbox", "Câu hỏi của anh/chị"),
            ("button", "Gửi tệp"),
            ("button", "Xác nhận tình trạng hôn nhân cho người nước ngoài"),
        }
        live = [(node["role"], node["live"]) for node in nodes if node["live"]]
        assert live.count(("log", "polite")) == 1
        assert live.count(("status", "polite")) == 2
        unnamed = [n for n in nodes if n["role"] in {"button", "link", "textbox"} and not n["name"]]
        assert unnamed == []

    async def test_lines_say_who_speaks(self, chat):
        await chat.answers("khai sinh")
        lines = chat.page.locator(".line:not(#welcome) .bubble")
        await expect(lines).to_have_text(["Anh/chị: khai sinh", "Trợ lý: Trả lời: khai sinh"])

    async def test_old_lines_are_not_touched_and_so_not_read_again(self, chat, context, site):
        await chat.answers("khai sinh")
        await chat.page.evaluate(
            """window.added = [];
            new MutationObserver((changes) => changes.forEach((change) =>
                change.addedNodes.forEach((node) => window.added.push(node.textContent)))
            ).observe(document.querySelector("#log"), { childList: true })"""
        )
        other = await open_chat(context, site.url)
        await expect(other.replies).to_have_count(1)
        await other.answers("kết hôn")
        await expect(chat.replies).to_have_count(2)
        assert await chat.page.evaluate("window.added") == [
            "Anh/chị: kết hôn",
            "Trợ lý: Trả lời: kết hônLệ phí",
        ]

    async def test_the_page_is_said_to_be_vietnamese(self, chat):
        await expect(chat.page.locator("html")).to_have_attribute("lang", "vi")

    @both_sizes
    async def test_all_text_stands_out_from_its_background(self, chat, site):
        site.engine.say(PAPERS, *TITLES)
        await chat.ask("khai sinh")
        await expect(chat.replies).to_have_count(1)
        await chat.page.route("**/messages", lambda route: route.abort())
        await chat.ask("kết hôn")
        await expect(chat.again).to_be_visible()
        await chat.connection.evaluate("bar => bar.textContent = 'Mất kết nối.'")
        assert await weak_texts(chat.page) == []
        chat.forgive("net::ERR")


class TestWithoutScript:
    @pytest.mark.parametrize("profile", [{"java_script_enabled": False}], indirect=True)
    async def test_the_page_says_what_it_needs_and_offers_nothing_dead(self, chat):
        sentence = chat.page.locator("noscript p")
        await expect(sentence).to_be_visible()
        assert "Trang trò chuyện cần JavaScript." in (await sentence.text_content() or "")
        await expect(chat.page.get_by_role("button")).to_have_count(0)
        await expect(chat.field).to_be_hidden()


class TestWeight:
    async def test_the_page_loads_on_a_slow_line(self, context, site):
        page = await context.new_page()
        loaded = []
        # Playwright marks the handler it is given, which a built-in method does not allow.
        page.on("response", lambda response: loaded.append(response))  # noqa: PLW0108
        await page.goto(site.url, wait_until="networkidle")
        sizes = {response.url: len(await response.body()) for response in loaded}
        assert all(url.startswith(site.url) for url in sizes)
        assert len(sizes) >= 6
        assert sum(sizes.values()) <= 40 * 1024

    async def test_foreign_code_is_refused(self, chat):
        await chat.page.evaluate(
            """() => {
                const foreign = document.createElement("script");
                foreign.textContent = "document.title = 'hacked'";
                document.body.append(foreign);
            }"""
        )
        assert await chat.page.title() == "Một Cửa - Trợ lý thủ tục hành chính"
        assert any("Content Security Policy" in complaint for complaint in chat.complaints)
        chat.forgive("Content Security Policy")


FOCUSED = """() => {
    const it = document.activeElement;
    const name = it.ariaLabel || it.labels?.[0]?.textContent || it.textContent;
    const style = getComputedStyle(it);
    return [name.trim(), style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth)];
}"""


async def too_wide(page):
    """Elements that stick out of the window or make it scroll."""
    return await page.evaluate(
        """() => [...document.querySelectorAll("html, body, main, .line, .bubble, button, a, p")]
            .filter((it) => !it.closest(".visually-hidden, .skip") && it.localName !== "textarea")
            .filter((it) => it.getBoundingClientRect().right > innerWidth + 0.5
                || it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).display !== "inline")
            .map((it) => it.outerHTML.slice(0, 80))"""
    )


async def spoken(page):
    """What Chromium tells a screen reader: role, name and live setting of every node."""
    session = await page.context.new_cdp_session(page)
    tree = await session.send("Accessibility.getFullAXTree")
    return [
        {
            "role": node["role"]["value"],
            "name": node.get("name", {}).get("value", ""),
            "live": next(
                (p["value"]["value"] for p in node.get("properties", []) if p["name"] == "live"), ""
            ),
        }
        for node in tree["nodes"]
        if not node["ignored"]
    ]
