"""knowledge/importing.py against a real PostgreSQL."""

import asyncio
import json
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml
from sqlalchemy import func, select, text

from common.database import Sessions, plain_url
from knowledge import importing
from knowledge.errors import ImportRunning, UnreadableFile
from knowledge.importing import import_file, open_source, read_source
from knowledge.repository import ProcedureRepository
from knowledge.tables import CHANGED, ImportRun, ProcedureRow
from tests.knowledge.records import curated, national_raw

pytestmark = pytest.mark.db
DEARER = "Lệ phí nộp trực tuyến: 7.000 đ → 10.000 đ"


def export(folder: Path, *raws: dict[str, Any]) -> Path:
    path = folder / "export.jsonl"
    path.write_text("\n".join(map(json.dumps, raws)), encoding="utf-8")
    return path


def dearer() -> dict[str, Any]:
    cell = str(national_raw()["cach_thuc_thuc_hien"])
    return national_raw(
        cach_thuc_thuc_hien=cell.replace("7,000", "10,000").replace("7.000", "10.000")
    )


def other(number: int) -> dict[str, Any]:
    return national_raw(ma_thu_tuc=f"9.00000{number}", detail_url=f"https://example.org/{number}")


def our_own(folder: Path, **changes: Any) -> Path:
    record = curated(**changes).model_dump(mode="json", exclude_defaults=True)
    path = folder / "9.000001.yaml"
    path.write_text(yaml.safe_dump(record, allow_unicode=True), encoding="utf-8")
    return path


async def revision(sessions: Sessions) -> int:
    async with sessions() as session:
        return await ProcedureRepository(session).revision()


async def rows(sessions: Sessions) -> list[tuple[str, str]]:
    async with sessions() as session:
        found = await session.execute(
            select(ProcedureRow.code, ProcedureRow.origin).order_by(
                ProcedureRow.code, ProcedureRow.origin
            )
        )
        return [(code, origin) for code, origin in found]


class TestImportFile:
    async def test_records_are_stored_and_the_refused_reported(
        self, sessions: Sessions, tmp_path: Path
    ):
        path = export(tmp_path, national_raw(), other(2), other(3) | {"linh_vuc": ""})
        report = await import_file(sessions, path)
        assert report.counts() == {
            "read": 2,
            "refused": 1,
            "new": 2,
            "changed": 0,
            "unchanged": 0,
            "marked": 0,
            "missing": 0,
            "written": 2,
        }
        assert await rows(sessions) == [("9.000001", "national"), ("9.000002", "national")]

    async def test_second_import_writes_nothing(self, sessions: Sessions, tmp_path: Path):
        path = export(tmp_path, national_raw(), other(2))
        await import_file(sessions, path)
        before = await revision(sessions)
        report = await import_file(sessions, path)
        assert (report.counts()["unchanged"], report.counts()["written"]) == (2, 0)
        assert await revision(sessions) == before

    async def test_only_what_changed_is_written(self, sessions: Sessions, tmp_path: Path):
        await import_file(sessions, export(tmp_path, national_raw(), other(2)))
        report = await import_file(sessions, export(tmp_path, dearer(), other(2)))
        assert (report.counts()["changed"], report.counts()["written"]) == (1, 1)
        assert await revision(sessions) == 2

    async def test_procedure_missing_from_a_newer_export_stays(
        self, sessions: Sessions, tmp_path: Path
    ):
        await import_file(sessions, export(tmp_path, national_raw(), other(2)))
        report = await import_file(sessions, export(tmp_path, national_raw()))
        assert report.missing == ["9.000002"]
        assert ("9.000002", "national") in await rows(sessions)

    async def test_changed_facts_mark_the_curated_record(self, sessions: Sessions, tmp_path: Path):
        await import_file(sessions, our_own(tmp_path))
        await import_file(sessions, export(tmp_path, national_raw()))
        report = await import_file(sessions, export(tmp_path, dearer()))
        assert [review.reason for review in report.plan.marked] == [DEARER]
        async with sessions() as session:
            repository = ProcedureRepository(session)
            shown = await repository.published("9.000001")
            waiting = await repository.needing_review()
        assert shown is not None
        assert (shown.origin, shown.short_name, shown.needs_review) == ("curated", "Thả diều", True)
        assert shown.national is not None
        assert shown.national.submissions[0].fees[0].amount == 10_000
        assert [(review.code, review.reason) for review in waiting] == [("9.000001", DEARER)]

    async def test_curator_who_checked_again_clears_the_mark(
        self, sessions: Sessions, tmp_path: Path
    ):
        await import_file(sessions, export(tmp_path, national_raw()))
        await import_file(sessions, our_own(tmp_path))
        await import_file(sessions, export(tmp_path, dearer()))
        await import_file(sessions, our_own(tmp_path, last_checked="2999-01-01"))
        report = await import_file(sessions, export(tmp_path, dearer()))
        assert report.counts()["written"] == 0
        async with sessions() as session:
            assert await ProcedureRepository(session).needing_review() == []

    async def test_dry_run_writes_nothing(self, sessions: Sessions, tmp_path: Path):
        report = await import_file(sessions, export(tmp_path, national_raw()), dry_run=True)
        assert report.counts()["new"] == 1
        assert await rows(sessions) == []
        assert await revision(sessions) == 0
        async with sessions() as session:
            assert await session.scalar(select(func.count()).select_from(ImportRun)) == 0

    async def test_run_is_recorded(self, sessions: Sessions, tmp_path: Path):
        await import_file(sessions, export(tmp_path, national_raw()))
        async with sessions() as session:
            run = await session.scalar(select(ImportRun))
        assert run is not None
        assert (run.file_name, run.counts and run.counts["new"]) == ("export.jsonl", 1)
        assert run.finished_at is not None
        assert run.finished_at >= run.started_at

    async def test_readers_are_notified(
        self, sessions: Sessions, database_url: str, tmp_path: Path
    ):
        async with await psycopg.AsyncConnection.connect(
            plain_url(database_url), autocommit=True
        ) as listener:
            await listener.execute(f"LISTEN {CHANGED}")
            await import_file(sessions, export(tmp_path, national_raw()))
            heard = [note.payload async for note in listener.notifies(timeout=5, stop_after=1)]
        assert heard == ["1"]

    async def test_import_that_breaks_off_changes_nothing(
        self, sessions: Sessions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        async def broken(_store: object) -> int:
            raise ConnectionError

        monkeypatch.setattr(importing.ProcedureStore, "announce", broken)
        with pytest.raises(ConnectionError):
            await import_file(sessions, export(tmp_path, national_raw()))
        assert await rows(sessions) == []

    async def test_imports_beside_one_another_take_turns(self, sessions: Sessions, tmp_path: Path):
        path = export(tmp_path, *(other(number) for number in range(1, 9)))
        reports = await asyncio.gather(*(import_file(sessions, path) for _ in range(3)))
        assert sorted(report.counts()["written"] for report in reports) == [0, 0, 8]
        assert await revision(sessions) == 1

    async def test_import_does_not_wait_for_ever(
        self, sessions: Sessions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(importing, "LONGEST_WAIT", "100ms")
        async with sessions() as holder:
            await holder.execute(text(f"SELECT pg_advisory_xact_lock({importing.LOCK})"))
            with pytest.raises(ImportRunning):
                await import_file(sessions, export(tmp_path, national_raw()))

    async def test_progress_reaches_the_end(self, sessions: Sessions, tmp_path: Path):
        seen: list[tuple[str, int, int]] = []
        path = export(tmp_path, national_raw(), other(2))
        await import_file(sessions, path, progress=lambda *step: seen.append(step))
        assert seen == [("read", 1, 2), ("read", 2, 2), ("write", 2, 2)]


class TestOpenSource:
    def test_ending_decides(self, tmp_path: Path):
        assert open_source(export(tmp_path, national_raw())).origin == "national"
        assert open_source(our_own(tmp_path)).origin == "curated"
        assert open_source(tmp_path).origin == "curated"

    def test_other_files_are_not_guessed_at(self, tmp_path: Path):
        (tmp_path / "a.csv").write_text("mã,tên", encoding="utf-8")
        with pytest.raises(UnreadableFile, match=r"a\.csv: chỉ nhập được"):
            open_source(tmp_path / "a.csv")


class TestReadSource:
    def test_records_and_refusals_apart(self, tmp_path: Path):
        source = open_source(export(tmp_path, national_raw(), other(2) | {"linh_vuc": ""}))
        records, refusals = read_source(source)
        assert [record.code for record in records] == ["9.000001"]
        assert [refusal.code for refusal in refusals] == ["9.000002"]
