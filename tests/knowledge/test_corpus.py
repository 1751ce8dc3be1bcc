"""What search knows of each procedure."""

import json
from datetime import date
from pathlib import Path

import pytest
import yaml

from common.database import Sessions
from knowledge.corpus import EntryRepository, entries_of_export, entry_of
from knowledge.errors import UnreadableFile
from knowledge.record import Example, Level, Procedure
from knowledge.rows import row_of
from knowledge.storage import ProcedureStore
from tests.knowledge.records import curated, national, national_raw


class TestEntryOf:
    def test_a_national_record_is_known_by_its_name(self) -> None:
        entry = entry_of(national(name="Thủ tục thả diều (cấp Tỉnh)"))
        assert (entry.short_name, entry.distinction) == ("Thả diều", "thực hiện tại cấp tỉnh")
        assert not entry.curated

    def test_a_curated_record_brings_peoples_words(self) -> None:
        example = Example(text="thả diều ở đâu")
        entry = entry_of(curated(examples=[example], distinction="ban ngày"))
        assert entry.curated
        assert (entry.short_name, entry.distinction) == ("Thả diều", "ban ngày")
        assert (entry.aliases, entry.examples) == (("xin thả diều",), ("thả diều ở đâu",))


class TestEntriesOfExport:
    def folder(self, place: Path, *records: Procedure) -> Path:
        folder = place / "procedures"
        folder.mkdir()
        for record in records:
            text = yaml.safe_dump(record.model_dump(mode="json", exclude_defaults=True))
            (folder / f"{record.code}.yaml").write_text(text, encoding="utf-8")
        return folder

    def export(self, place: Path, *codes: str) -> Path:
        path = place / "export.jsonl"
        raw = [
            national_raw(ma_thu_tuc=code, detail_url=f"https://example.org/{code}")
            for code in codes
        ]
        path.write_text("\n".join(map(json.dumps, raw)), encoding="utf-8")
        return path

    def test_curated_words_come_with_the_codes_of_the_export(self, tmp_path: Path) -> None:
        shipped = self.folder(tmp_path, curated(), curated(code="9.000009"))
        entries = entries_of_export(self.export(tmp_path, "9.000001", "9.000002"), shipped)
        assert [(entry.code, entry.curated) for entry in entries] == [
            ("9.000001", True),
            ("9.000002", False),
        ]

    def test_what_is_not_understood_is_left_out(self, tmp_path: Path) -> None:
        path = self.export(tmp_path, "9.000001")
        path.write_text(path.read_text(encoding="utf-8") + "\n{nonsense", encoding="utf-8")
        assert len(entries_of_export(path, self.folder(tmp_path, curated()))) == 1

    def test_a_missing_file_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFile):
            entries_of_export(tmp_path / "none.jsonl")


@pytest.mark.db
class TestEntryRepository:
    async def store(self, sessions: Sessions, *records: Procedure) -> None:
        async with sessions() as session, session.begin():
            async for _ in ProcedureStore(session).write([row_of(record) for record in records]):
                pass

    async def test_curated_words_stand_in_the_place_of_the_national_record(
        self, sessions: Sessions
    ) -> None:
        example = Example(text="thả diều ở đâu")
        await self.store(
            sessions,
            national(),
            curated(examples=[example]),
            national(code="9.000002", name="Thả chim (cấp Xã)"),
        )
        async with sessions() as session:
            entries = await EntryRepository(session).entries()
        assert entries == [
            entry_of(curated(examples=[example])),
            entry_of(national(code="9.000002", name="Thả chim (cấp Xã)")),
        ]
        assert entries[0].levels == {Level.COMMUNE}

    async def test_what_is_not_in_force_is_not_found(self, sessions: Sessions) -> None:
        await self.store(sessions, national(valid_to=date(2020, 1, 1)))
        async with sessions() as session:
            assert await EntryRepository(session).entries() == []
