"""`python -m knowledge search`, run as a script runs it."""

import asyncio
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from common.database import Sessions
from knowledge.__main__ import main
from knowledge.commands.search import answer_lines
from knowledge.record import Procedure
from knowledge.rows import row_of
from knowledge.storage import ProcedureStore
from tests.knowledge.records import curated, national_raw
from tests.knowledge.small_corpus import BIRTH, answerer

KEYS = ["question", "decision", "aspect", "hits", "ms"]


def answered(*lines: bytes) -> list[dict[str, object]]:
    out = io.StringIO()
    answer_lines(answerer(), lines, out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


class TestAnswerLines:
    def test_one_object_a_line_with_exactly_these_keys(self) -> None:
        (found,) = answered("Làm khai sinh cần gì?\n".encode())
        assert list(found) == KEYS
        assert found["question"] == "Làm khai sinh cần gì?"
        assert (found["decision"], found["aspect"]) == ("answer", "papers")
        hits = found["hits"]
        assert isinstance(hits, list)
        assert list(hits[0]) == ["code", "name", "score"]
        assert hits[0]["code"] == BIRTH.code

    def test_an_empty_line_is_none(self) -> None:
        (found,) = answered(b"\n")
        assert (found["decision"], found["hits"]) == ("none", [])

    @pytest.mark.parametrize("line", [b"\xff\xfe khai sinh\n", b"\x00\n", b"\xed\xa0\x80\n"])
    def test_broken_text_is_answered_too(self, line: bytes) -> None:
        (found,) = answered(line)
        assert list(found) == KEYS

    def test_the_last_line_needs_no_end(self) -> None:
        assert len(answered(b"khai sinh\r\n", "khai tử".encode())) == 2

    def test_each_answer_is_flushed_at_once(self) -> None:
        flushed: list[str] = []

        class Out(io.StringIO):
            def flush(self) -> None:
                flushed.append(self.getvalue())

        answer_lines(answerer(), [b"khai sinh\n", b"khai tu\n"], Out())
        assert [text.count("\n") for text in flushed] == [1, 2]


class TestRun:
    def corpus(self, folder: Path) -> str:
        path = folder / "export.jsonl"
        path.write_text(json.dumps(national_raw()), encoding="utf-8")
        return str(path)

    def test_searches_an_export_without_a_database(self, tmp_path: Path) -> None:
        command = [sys.executable, "-m", "knowledge", "search", "--stdin", "--corpus"]
        done = subprocess.run(
            [*command, self.corpus(tmp_path)],
            input="đăng ký thả diều ở đâu\n\n".encode() + b"\xff\n",
            capture_output=True,
            timeout=60,
            check=True,
            env={"DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"},
        )
        found = [json.loads(line) for line in done.stdout.decode().splitlines()]
        assert [each["decision"] for each in found] == ["answer", "none", "none"]
        assert found[0]["hits"][0]["code"] == "9.000001"

    def test_a_reader_that_leaves_is_no_error(self, tmp_path: Path) -> None:
        command = f"yes khai sinh | {sys.executable} -m knowledge search --stdin --corpus"
        done = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {command} {self.corpus(tmp_path)} | head -1"],
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert json.loads(done.stdout)["question"] == "khai sinh"
        assert b"Traceback" not in done.stderr

    def test_a_missing_corpus_says_so(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["search", "--stdin", "--corpus", str(tmp_path / "none.jsonl")]) == 2
        assert "Không có tệp" in capsys.readouterr().err

    @pytest.mark.db
    async def test_searches_the_database(self, database_url: str, sessions: Sessions) -> None:
        await store(sessions, curated())
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "knowledge", "search", "--stdin"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={"DATABASE_URL": database_url},
        )
        said, _ = await process.communicate("xin thả diều cần gì\n".encode())
        assert json.loads(said)["hits"][0]["code"] == "9.000001"

    def test_a_database_that_is_away_says_so(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:9/none")
        assert main(["search", "--stdin"]) == 1
        assert "cơ sở dữ liệu" in capsys.readouterr().err


async def store(sessions: Sessions, record: Procedure) -> None:
    async with sessions() as session, session.begin():
        async for _ in ProcedureStore(session).write([row_of(record)]):
            pass
