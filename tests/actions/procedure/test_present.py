import re
from pathlib import Path

import pytest
import yaml

from actions.procedure.facts import facts_of
from actions.procedure.present import COMFORTABLE, MOST_BUTTONS, presented
from actions.settings import TEMPLATES
from actions.wording import Wording
from knowledge.published import PublishedProcedure, published_curated
from knowledge.record import Aspect, CuratedProcedure
from tests.actions.records import curated, national

SAY = Wording(TEMPLATES)
SHIPPED = sorted((Path(__file__).parents[3] / "knowledge" / "procedures").glob("*.yaml"))


def text_of(published: PublishedProcedure, *asked: Aspect, page: int = 1) -> str:
    return presented(SAY, published, asked, page=page)[0]


class TestPresented:
    def test_fees_by_channel(self):
        assert text_of(curated(), Aspect.FEE) == (
            "Giấy phép thả diều\n\n"
            "Lệ phí theo cách nộp:\n"
            "- Trực tiếp: 10.000 đồng.\n"
            "- Trực tuyến: Không mất tiền (Nộp trực tuyến được miễn).\n\n"
            "Nguồn: thủ tục 9.000001, Quyết định 12/QĐ-TEST, kiểm tra ngày 31/07/2026.\n"
            "https://dichvucong.gov.vn/thu-tuc/9-000001"
        )

    def test_a_price_by_the_piece_is_read_as_written(self):
        submissions = [{"channel": "post", "fees": [{"amount": 2000, "note": "/trang"}]}]
        assert "Lệ phí: 2.000 đồng/trang." in text_of(curated(submissions=submissions), Aspect.FEE)

    def test_two_cases_of_one_channel_are_told_apart(self):
        submissions = [
            {"channel": "post", "fees": [{"amount": 2000}], "note": "Diều to."},
            {"channel": "post", "fees": [{"amount": 1000}], "note": "Diều nhỏ."},
        ]
        text = text_of(curated(submissions=submissions), Aspect.FEE)
        assert "- Bưu chính (Diều to): 2.000 đồng.\n- Bưu chính (Diều nhỏ): 1.000 đồng." in text

    def test_equal_time_limits_are_one_line(self):
        assert "Thời hạn: 2,5 ngày làm việc.\n" in text_of(curated(), Aspect.TIME_LIMIT)

    def test_papers_are_grouped_by_case(self):
        assert (
            "Giấy tờ cần nộp:\n"
            "- Đơn xin thả diều (1 bản chính)\n"
            "- Ảnh diều\n"
            "Dưới 16 tuổi:\n"
            "- Giấy đồng ý của cha mẹ (1 bản chính, 2 bản sao)\n"
            "Số bộ hồ sơ: 1.\n"
        ) in text_of(curated(), Aspect.PAPERS)

    def test_what_the_record_does_not_give_is_said(self):
        text = text_of(curated(conditions=[]), Aspect.CONDITIONS)
        assert "không ghi điều kiện riêng" in text
        assert "Ủy ban nhân dân cấp xã" in text

    def test_a_stale_part_is_not_repeated(self):
        published = national(warnings=["stale_district:steps"], steps=["Nộp ở UBND huyện"])
        text = text_of(published, Aspect.STEPS)
        assert "huyện" not in text
        assert "trước ngày 01/07/2025" in text

    def test_without_a_link_the_portal_stands_in(self):
        assert text_of(curated(source_url=""), Aspect.FEE).endswith("https://dichvucong.gov.vn")

    def test_a_record_under_review_says_so(self):
        record = curated()
        reviewed = published_curated(record.record, None, needs_review=True)  # type: ignore[arg-type]
        assert "cán bộ đang đối chiếu" in text_of(reviewed, Aspect.FEE)

    def test_several_parts_are_answered_together(self):
        text = text_of(curated(), Aspect.FEE, Aspect.TIME_LIMIT)
        assert "Lệ phí" in text
        assert "Thời hạn" in text
        assert text.count("Nguồn:") == 1

    def test_a_part_that_does_not_fit_becomes_the_first_button(self):
        steps = ["Một việc phải làm trước khi được thả diều ở bãi đất trống. " * 2] * 2
        record = curated(steps=steps, conditions=steps)
        text, buttons = presented(SAY, record, [Aspect.STEPS, Aspect.CONDITIONS])
        assert "Điều kiện" not in text
        assert buttons[0].title == "Điều kiện"

    def test_other_parts_are_buttons_and_not_the_one_shown(self):
        _, buttons = presented(SAY, curated(), [Aspect.FEE])
        assert len(buttons) == MOST_BUTTONS
        assert "Lệ phí" not in {button.title for button in buttons}
        assert buttons[0].payload == '/ask_aspect{"procedure_code": "9.000001", "aspect": "papers"}'

    def test_a_long_list_offers_its_next_page_first(self):
        steps = [
            f"Bước thứ {number} dài vừa phải để chiếm chỗ trong trang." for number in range(20)
        ]
        _, buttons = presented(SAY, curated(steps=steps), [Aspect.STEPS])
        assert buttons[0].title == "Xem tiếp"
        assert buttons[0].payload.endswith('"aspect": "steps", "page": 2}')


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
class TestShippedRecords:
    def published(self, path: Path) -> PublishedProcedure:
        record = CuratedProcedure.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        return published_curated(record, None)

    def test_every_page_of_every_part_fits_and_names_its_source(self, path: Path):
        published = self.published(path)
        for aspect in Aspect:
            page = facts_of(published, aspect).page
            for number in range(1, (page.count if page else 1) + 1):
                text = text_of(published, aspect, page=number)
                assert len(text) <= COMFORTABLE + 50, (aspect, number)
                assert published.code in text
                assert re.search(r"\d\d/\d\d/20\d\d", text)
                assert "https://" in text

    def test_nothing_speaks_of_the_district(self, path: Path):
        published = self.published(path)
        assert not any("cấp huyện" in text_of(published, aspect) for aspect in Aspect)

    def test_no_half_sentence_is_left_by_a_template(self, path: Path):
        published = self.published(path)
        for aspect in Aspect:
            text = text_of(published, aspect)
            assert ".." not in text.replace("...", "")
            assert "()" not in text
            assert ".)" not in text
            assert "None" not in text
