"""The knowledge base as the actions use it, on a real PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from common.database import Sessions
from knowledge import service
from knowledge.record import Aspect, Procedure
from knowledge.repository import FieldCount
from knowledge.rows import row_of
from knowledge.search_settings import SearchSettings
from knowledge.service import Knowledge
from knowledge.storage import ProcedureStore
from tests.knowledge.records import curated, national

pytestmark = pytest.mark.db

KITE = curated(aliases=["xin thả diều"])
BEES = national(code="9.000002", name="Cấp giấy phép nuôi ong", field="Ong")


async def store(sessions: Sessions, *records: Procedure) -> None:
    async with sessions() as session, session.begin():
        store = ProcedureStore(session)
        async for _ in store.write([row_of(record) for record in records]):
            pass
        await store.announce()


@pytest.fixture
async def knowledge(sessions: Sessions) -> AsyncIterator[Knowledge]:
    await store(sessions, national(), KITE)
    opened = await Knowledge.open(sessions)
    yield opened
    await opened.close()


async def eventually(knowledge: Knowledge, size: int) -> None:
    """Ask until the index has `size` procedures."""
    async with asyncio.timeout(10):
        while knowledge.size != size:
            await knowledge.ask("thả diều")
            await asyncio.sleep(0.02)


class TestOpen:
    async def test_an_empty_database_finds_nothing(self, sessions: Sessions) -> None:
        knowledge = await Knowledge.open(sessions)
        assert knowledge.size == 0
        assert (await knowledge.ask("thả diều")).decision == "none"

    async def test_without_its_words_it_does_not_open(
        self, sessions: Sessions, tmp_path: Path
    ) -> None:
        with pytest.raises(OSError, match="none"):
            await Knowledge.open(sessions, SearchSettings(abbreviations_file=tmp_path / "none.yml"))


class TestAsk:
    async def test_answers_from_the_records(self, knowledge: Knowledge) -> None:
        finding = await knowledge.ask("Xin thả diều mất bao nhiêu tiền?")
        assert (finding.decision, finding.hits[0].code) == ("answer", "9.000001")
        assert finding.aspect is Aspect.FEE

    async def test_follows_up(self, knowledge: Knowledge) -> None:
        finding = await knowledge.ask("còn lệ phí thì sao", current="9.000001")
        assert finding.follow_up

    async def test_short_forms_of_the_engine_are_understood(self, knowledge: Knowledge) -> None:
        assert (await knowledge.ask("xin thả diều cần gtờ j")).aspect is Aspect.PAPERS


class TestRenewal:
    async def test_a_change_is_found_soon(
        self, knowledge: Knowledge, sessions: Sessions, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(service, "CHECK_EVERY", 0.0)
        await store(sessions, BEES)
        await eventually(knowledge, 2)
        assert (await knowledge.ask("giấy phép nuôi ong")).hits[0].code == "9.000002"

    async def test_the_revision_is_looked_at_once_a_second_at_most(
        self, knowledge: Knowledge, sessions: Sessions
    ) -> None:
        await store(sessions, BEES)
        for _ in range(20):
            await knowledge.ask("thả diều")
        assert knowledge.size == 1

    async def test_new_records_are_seen_without_a_question(
        self, knowledge: Knowledge, sessions: Sessions, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(service, "CHECK_EVERY", 0.05)
        keeper = asyncio.create_task(knowledge.keep_current())
        await store(sessions, BEES)
        for _ in range(200):
            if knowledge.size == 2:
                break
            await asyncio.sleep(0.05)
        keeper.cancel()
        assert knowledge.size == 2

    async def test_renewed_waits_for_the_new_index(
        self, knowledge: Knowledge, sessions: Sessions
    ) -> None:
        await store(sessions, BEES)
        await knowledge.renewed()
        assert knowledge.size == 2

    async def test_only_one_index_is_built_at_a_time(
        self, knowledge: Knowledge, sessions: Sessions, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        built = 0
        build = service.answerer

        def counted(*args: object) -> object:
            nonlocal built
            built += 1
            return build(*args)  # type: ignore[arg-type]

        monkeypatch.setattr(service, "CHECK_EVERY", 0.0)
        monkeypatch.setattr(service, "answerer", counted)
        await store(sessions, BEES)
        await asyncio.gather(*(knowledge.ask("thả diều") for _ in range(50)))
        await eventually(knowledge, 2)
        assert built == 1

    async def test_the_old_index_answers_while_the_database_is_away(
        self, knowledge: Knowledge, sessions: Sessions, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async with sessions() as session, session.begin():
            await session.execute(text("DROP SCHEMA knowledge CASCADE"))
        await knowledge.renewed()
        assert (await knowledge.ask("thả diều")).hits[0].code == "9.000001"


class TestReading:
    async def test_procedure(self, knowledge: Knowledge) -> None:
        found = await knowledge.procedure("9.000001")
        assert found is not None
        assert (found.short_name, found.origin) == ("Thả diều", "curated")
        assert await knowledge.procedure("9.999999") is None

    async def test_fields_and_browsing(self, knowledge: Knowledge, sessions: Sessions) -> None:
        await store(sessions, BEES)
        assert sorted(await knowledge.fields(), key=lambda f: f.field) == [
            FieldCount("Diều", 1),
            FieldCount("Ong", 1),
        ]
        assert [each.code for each in await knowledge.browse("Ong")] == ["9.000002"]
        assert await knowledge.browse("Ong", offset=1) == []
