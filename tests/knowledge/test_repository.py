"""knowledge/repository.py against a real PostgreSQL."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from common.database import Sessions
from knowledge.importing import import_file
from knowledge.record import Procedure
from knowledge.repository import FieldCount, ProcedureRepository
from knowledge.rows import row_of
from knowledge.storage import ProcedureStore
from tests.knowledge.records import curated, national

pytestmark = pytest.mark.db
TODAY = date(2026, 7, 15)
DAY = timedelta(days=1)


async def store(sessions: Sessions, records: Sequence[Procedure]) -> None:
    async with sessions() as session, session.begin():
        async for _ in ProcedureStore(session).write([row_of(record) for record in records]):
            pass


async def shown(sessions: Sessions, code: str = "9.000001") -> str | None:
    async with sessions() as session:
        found = await ProcedureRepository(session, today=TODAY).published(code)
        return found and found.origin


class TestPublished:
    async def test_curated_wording_comes_first(self, sessions: Sessions):
        await store(sessions, [national(), curated()])
        assert await shown(sessions) == "curated"

    async def test_national_where_nobody_curated(self, sessions: Sessions):
        await store(sessions, [national()])
        assert await shown(sessions) == "national"

    async def test_unknown_code(self, sessions: Sessions):
        assert await shown(sessions) is None

    @pytest.mark.parametrize(
        ("valid_from", "valid_to", "origin"),
        [
            (TODAY, TODAY, "curated"),
            (TODAY - DAY, None, "curated"),
            (None, TODAY - DAY, None),
            (TODAY + DAY, None, "national"),
        ],
    )
    async def test_days_of_the_curated_record_decide(
        self,
        sessions: Sessions,
        valid_from: date | None,
        valid_to: date | None,
        origin: str | None,
    ):
        await store(sessions, [national(), curated(valid_from=valid_from, valid_to=valid_to)])
        assert await shown(sessions) == origin

    async def test_national_record_that_ended_is_not_shown(self, sessions: Sessions):
        await store(sessions, [national(valid_to=TODAY - DAY)])
        assert await shown(sessions) is None

    async def test_record_comes_back_as_it_was_stored(self, sessions: Sessions):
        record = national(warnings=["kept_raw:papers"], notes=[{"part": "papers", "text": "Diều."}])
        await store(sessions, [record, curated(steps=["Hỏi UBND huyện"])])
        async with sessions() as session:
            found = await ProcedureRepository(session, today=TODAY).published("9.000001")
        assert found is not None
        assert (found.record, found.national) == (curated(steps=["Hỏi UBND huyện"]), record)
        assert found.stale_parts == {"steps"}


class TestAllPublished:
    async def test_one_for_each_code_in_order(self, sessions: Sessions):
        await store(sessions, [national(code="9.000002"), national(), curated()])
        async with sessions() as session:
            found = await ProcedureRepository(session, today=TODAY).all_published()
        assert [(each.code, each.origin) for each in found] == [
            ("9.000001", "curated"),
            ("9.000002", "national"),
        ]


class TestFields:
    async def test_published_are_counted_the_largest_first(self, sessions: Sessions):
        await store(
            sessions,
            [
                national(code="9.000002", field="Gió"),
                national(code="9.000003"),
                national(code="9.000004", valid_to=TODAY - DAY),
                national(),
                curated(),
            ],
        )
        async with sessions() as session:
            fields = await ProcedureRepository(session, today=TODAY).fields()
        assert fields == [FieldCount("Diều", 2), FieldCount("Gió", 1)]


class TestByField:
    async def test_pages_by_short_name(self, sessions: Sessions):
        names = {"9.000001": "Thả diều", "9.000002": "Cấp thẻ diều", "9.000003": "Mua diều"}
        await store(sessions, [national(code=code, name=name) for code, name in names.items()])
        async with sessions() as session:
            repository = ProcedureRepository(session, today=TODAY)
            first = await repository.by_field("Diều", 2, 0)
            second = await repository.by_field("Diều", 2, 2)
        assert [each.short_name for each in first] == ["Cấp thẻ diều", "Mua diều"]
        assert [each.short_name for each in second] == ["Thả diều"]


class TestRevision:
    async def test_grows_with_each_announcement(self, sessions: Sessions):
        async with sessions() as session, session.begin():
            assert await ProcedureRepository(session).revision() == 0
            await ProcedureStore(session).announce()
            await ProcedureStore(session).announce()
            assert await ProcedureRepository(session).revision() == 2


@pytest.mark.data
class TestNationalRecords:
    async def test_all_records_are_imported_once_and_listed(
        self, sessions: Sessions, national_records: Path
    ):
        first = await import_file(sessions, national_records)
        again = await import_file(sessions, national_records)
        async with sessions() as session:
            found = await ProcedureRepository(session).all_published()
        # Two procedures of the abolished district level are stored and not published.
        assert (first.counts()["new"], len(found)) == (2625, 2623)
        assert again.counts()["written"] == 0
        assert first.seconds < 60
