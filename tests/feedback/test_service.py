import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, text

from common.database import Sessions
from feedback.errors import RatingClosed, RatingNotStarted, UnknownAnswer
from feedback.progress import Progress, RatedDossier
from feedback.reports import totals
from feedback.service import Feedback
from feedback.tables import Answer, Rating

pytestmark = pytest.mark.db

SECRET = "a secret only for tests, 32 characters and more"
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
CODE = "H22.15-261103-0007"
LAN, MINH = "a" * 64, "b" * 64


def dossier(code: str = CODE, **changed: str | None) -> RatedDossier:
    facts: dict[str, str | None] = {
        "dossier_code": code,
        "procedure_code": "1.001193",
        "agency_id": "ubnd-xa-an-binh",
        "agency_name": "UBND xã An Bình",
        "officer_id": "cb-12",
        "officer_name": "Trần Thị Mai",
        "channel": "webchat",
    }
    return RatedDossier(**(facts | changed))  # type: ignore[arg-type]


@pytest.fixture
def feedback(sessions: Sessions) -> Feedback:
    return Feedback.open(sessions, SECRET)


async def answer_all(
    feedback: Feedback, rater: str = LAN, scores: str = "2101", now=NOW
) -> Progress:
    progress = await feedback.start(dossier(), rater, now)
    for number, score in zip((1, 3, 4, 7), scores, strict=True):
        message = f"{rater[:2]}-{number}"
        progress = await feedback.answer(CODE, rater, "regulated", number, int(score), message, now)
    return progress


class TestOpen:
    def test_a_short_secret_is_refused(self, sessions: Sessions):
        with pytest.raises(ValueError, match="32 characters"):
            Feedback.open(sessions, "short")


class TestStart:
    async def test_it_asks_the_first_regulated_question(self, feedback: Feedback):
        progress = await feedback.start(dossier(), LAN, NOW)
        assert progress.next is not None
        assert (progress.next.scheme, progress.next.number) == ("regulated", 1)
        assert (progress.next.position, progress.next.count) == (1, 4)
        assert not progress.valid

    async def test_again_it_resumes_after_the_answers_given(self, feedback: Feedback):
        await feedback.start(dossier(), LAN, NOW)
        await feedback.answer(CODE, LAN, "regulated", 1, 2, "m1", NOW)
        progress = await feedback.start(dossier(), LAN, NOW + timedelta(days=3))
        assert progress.next is not None
        assert progress.next.number == 3
        assert [(each.question.number, each.score) for each in progress.answers] == [(1, 2)]

    async def test_a_draft_follows_the_officer_who_took_over(
        self, feedback: Feedback, sessions: Sessions
    ):
        await feedback.start(dossier(), LAN, NOW)
        await feedback.start(dossier(officer_id="cb-40"), LAN, NOW)
        async with sessions() as session:
            assert await session.scalar(select(Rating.officer_id)) == "cb-40"

    async def test_a_valid_rating_keeps_the_officer_it_was_given_for(
        self, feedback: Feedback, sessions: Sessions
    ):
        await answer_all(feedback)
        await feedback.start(dossier(officer_id="cb-40"), LAN, NOW)
        async with sessions() as session:
            assert await session.scalar(select(Rating.officer_id)) == "cb-12"

    async def test_twice_at_once_it_makes_one_rating(self, feedback: Feedback, sessions: Sessions):
        await asyncio.gather(*(feedback.start(dossier(), LAN, NOW) for _ in range(4)))
        async with sessions() as session:
            assert await session.scalar(select(func.count()).select_from(Rating)) == 1

    async def test_a_dossier_without_a_known_officer_can_be_rated(self, feedback: Feedback):
        progress = await feedback.start(dossier(officer_id=None, officer_name=None), LAN, NOW)
        assert progress.next is not None


class TestAnswer:
    async def test_the_fourth_regulated_answer_makes_the_rating_valid(self, feedback: Feedback):
        progress = await answer_all(feedback)
        assert progress.completed_at == NOW
        assert progress.editable_until == NOW + timedelta(hours=24)
        assert progress.next is not None
        assert progress.next.scheme == "overall"
        assert not progress.comment_wanted

    async def test_after_overall_satisfaction_a_comment_is_wanted(self, feedback: Feedback):
        await answer_all(feedback)
        progress = await feedback.answer(CODE, LAN, "overall", 1, 4, "m9", NOW)
        assert progress.next is None
        assert progress.comment_wanted
        assert progress.answers[-1].label == "Hài lòng"

    async def test_a_message_seen_again_does_not_undo_a_later_change(self, feedback: Feedback):
        await feedback.start(dossier(), LAN, NOW)
        await feedback.answer(CODE, LAN, "regulated", 1, 2, "m1", NOW)
        await feedback.answer(CODE, LAN, "regulated", 1, 0, "m2", NOW)
        progress = await feedback.answer(CODE, LAN, "regulated", 1, 2, "m1", NOW)
        assert [each.score for each in progress.answers] == [0]

    async def test_the_same_message_at_once_counts_once(
        self, feedback: Feedback, sessions: Sessions
    ):
        await feedback.start(dossier(), LAN, NOW)
        double = [feedback.answer(CODE, LAN, "regulated", 1, 2, "m1", NOW) for _ in range(4)]
        await asyncio.gather(*double)
        async with sessions() as session:
            assert await session.scalar(select(func.count()).select_from(Answer)) == 1

    async def test_within_24_hours_it_can_be_changed(self, feedback: Feedback):
        await answer_all(feedback)
        last_moment = NOW + timedelta(hours=24)
        progress = await feedback.answer(CODE, LAN, "regulated", 7, 0, "late", last_moment)
        assert progress.answers[3].score == 0
        assert progress.completed_at == NOW

    async def test_after_24_hours_a_change_is_refused_and_nothing_changes(self, feedback: Feedback):
        await answer_all(feedback)
        too_late = NOW + timedelta(hours=24, seconds=1)
        with pytest.raises(RatingClosed, match="hết thời gian"):
            await feedback.answer(CODE, LAN, "regulated", 7, 0, "late", too_late)
        current = await feedback.current(CODE, LAN)
        assert current is not None
        assert current.answers[3].score == 1
        assert current.closed(too_late)

    async def test_a_repeated_message_after_24_hours_is_no_error(self, feedback: Feedback):
        await answer_all(feedback)
        later = NOW + timedelta(days=2)
        progress = await feedback.answer(CODE, LAN, "regulated", 7, 1, "aa-7", later)
        assert progress.valid

    async def test_without_a_start_it_is_refused(self, feedback: Feedback):
        with pytest.raises(RatingNotStarted):
            await feedback.answer(CODE, LAN, "regulated", 1, 2, "m1", NOW)

    @pytest.mark.parametrize(
        ("scheme", "question", "score"),
        [("regulated", 1, 3), ("regulated", 2, 2), ("overall", 1, 0), ("invented", 1, 1)],
    )
    async def test_what_the_scheme_does_not_ask_is_refused(
        self, feedback: Feedback, scheme: str, question: int, score: int
    ):
        await feedback.start(dossier(), LAN, NOW)
        with pytest.raises(UnknownAnswer):
            await feedback.answer(CODE, LAN, scheme, question, score, "m1", NOW)


class TestComment:
    async def test_it_is_kept_clean_and_ends_the_rating(
        self, feedback: Feedback, sessions: Sessions
    ):
        await answer_all(feedback)
        await feedback.answer(CODE, LAN, "overall", 1, 5, "m5", NOW)
        progress = await feedback.comment(CODE, LAN, "  Cán bộ\u200b tận tình  ", "m6", NOW)
        assert progress.comment == "Cán bộ tận tình"
        assert not progress.comment_wanted

    async def test_nothing_to_add_is_remembered(self, feedback: Feedback):
        await answer_all(feedback)
        await feedback.answer(CODE, LAN, "overall", 1, 5, "m5", NOW)
        progress = await feedback.comment(CODE, LAN, "", "m6", NOW)
        assert not progress.comment_wanted

    async def test_10_000_characters_are_cut(self, feedback: Feedback):
        await feedback.start(dossier(), LAN, NOW)
        progress = await feedback.comment(CODE, LAN, "ạ" * 10_000, "m6", NOW)
        assert progress.comment == "ạ" * 2_000

    async def test_after_24_hours_it_is_refused(self, feedback: Feedback):
        await answer_all(feedback)
        with pytest.raises(RatingClosed):
            await feedback.comment(CODE, LAN, "thêm", "m6", NOW + timedelta(days=2))


class TestCurrent:
    async def test_nothing_begun_is_none(self, feedback: Feedback):
        assert await feedback.current(CODE, LAN) is None

    async def test_another_process_reads_the_same_draft(
        self, feedback: Feedback, sessions: Sessions
    ):
        await feedback.start(dossier(), LAN, NOW)
        before = await feedback.answer(CODE, LAN, "regulated", 1, 2, "m1", NOW)
        assert await Feedback.open(sessions, SECRET).current(CODE, LAN) == before


class TestRaters:
    async def test_two_people_rate_one_dossier_apart(self, feedback: Feedback, sessions: Sessions):
        await answer_all(feedback, LAN, "2222")
        await answer_all(feedback, MINH, "0000")
        async with sessions() as session:
            found = await totals(session, CODE)
        assert sorted(each.total for each in found) == [0, 8]

    async def test_no_column_holds_who_rated(self, feedback: Feedback, sessions: Sessions):
        await answer_all(feedback)
        async with sessions() as session:
            row = await session.execute(text("SELECT * FROM feedback.rating"))
            assert LAN not in {str(value) for value in row.one()}


class TestTotals:
    async def test_scores_are_summed_by_scheme(self, feedback: Feedback, sessions: Sessions):
        await answer_all(feedback, scores="2101")
        await feedback.answer(CODE, LAN, "overall", 1, 3, "m5", NOW)
        async with sessions() as session:
            found = await totals(session, CODE)
        assert [(each.scheme, each.total) for each in found] == [("overall", 3), ("regulated", 4)]
        assert {(each.officer_id, each.agency_id) for each in found} == {
            ("cb-12", "ubnd-xa-an-binh")
        }

    async def test_drafts_do_not_count(self, feedback: Feedback, sessions: Sessions):
        await feedback.start(dossier(), LAN, NOW)
        await feedback.answer(CODE, LAN, "regulated", 1, 2, "m1", NOW)
        async with sessions() as session:
            assert await totals(session) == []
