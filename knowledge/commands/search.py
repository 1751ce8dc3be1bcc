"""`python -m knowledge search --stdin [--corpus FILE]`."""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, TextIO

from sqlalchemy.exc import OperationalError, ProgrammingError

from common.database import sessions_for
from common.embedded import database_url
from knowledge.answering import Answerer, answerer
from knowledge.corpus import Entry, EntryRepository, entries_of_export
from knowledge.errors import NotMigrated, UnreadableFile
from knowledge.finding import Finding
from knowledge.search_settings import SearchSettings
from knowledge.searching import tools
from knowledge.settings import KnowledgeSettings

UNREADABLE = 2
NO_DATABASE = 1


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `search` and its options."""
    parser = subparsers.add_parser(
        "search",
        help="tìm thủ tục cho từng câu hỏi (mỗi dòng một câu, mỗi dòng một đối tượng JSON)",
    )
    parser.add_argument("--stdin", action="store_true", required=True, help="đọc câu hỏi từ stdin")
    source = parser.add_mutually_exclusive_group()
    source.add_argument(
        "--corpus",
        metavar="TỆP",
        help="tìm trong bản xuất quốc gia này (.jsonl, .jsonl.gz), không cần cơ sở dữ liệu",
    )
    source.add_argument(
        "--database", action="store_true", help="tìm trong cơ sở dữ liệu (mặc định)"
    )


def run(args: argparse.Namespace) -> int:
    """Answer every line of standard input.

    Returns 0 at its end, 2 where the corpus cannot be read, 1 where the database cannot.
    """
    try:
        entries = entries_of_export(Path(args.corpus)) if args.corpus else asyncio.run(_entries())
    except UnreadableFile as error:
        return _failed(error.message, UNREADABLE)
    except ProgrammingError:
        return _failed(NotMigrated().message, NO_DATABASE)
    except (OperationalError, RuntimeError):
        return _failed("Không kết nối được cơ sở dữ liệu. Kiểm tra DATABASE_URL.", NO_DATABASE)
    built = answerer(entries, tools(SearchSettings()), _shown)
    try:
        answer_lines(built, sys.stdin.buffer, sys.stdout)
    except BrokenPipeError:
        # The reader has seen enough; Python must not fail again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _shown(done: int, new: int) -> None:
    sys.stderr.write(f"đang mã hóa văn bản mới: {done}/{new}\n")


def answer_lines(answerer: Answerer, questions: BinaryIO | Iterable[bytes], out: TextIO) -> None:
    """One JSON object a line for every line of `questions`, each flushed at once.

    Bytes that are no UTF-8 are read as the replacement character.
    """
    for raw in questions:
        question = raw.decode("utf-8", errors="replace").rstrip("\r\n")
        out.write(f"{json_line(question, answerer.ask(question))}\n")
        out.flush()


def json_line(question: str, finding: Finding) -> str:
    """The finding as JSON: question, decision, aspect, hits (code, name, score) and ms."""
    return json.dumps(
        {
            "question": question,
            "decision": finding.decision,
            "aspect": finding.aspect.value,
            "hits": [
                {"code": hit.code, "name": hit.name, "score": hit.score} for hit in finding.hits
            ],
            "ms": finding.ms,
        },
        ensure_ascii=False,
    )


async def _entries() -> list[Entry]:
    settings = KnowledgeSettings()
    url = database_url(settings.database_url, settings.data_dir)
    async with sessions_for(url) as sessions, sessions() as session:
        return await EntryRepository(session).entries()


def _failed(message: str, code: int) -> int:
    sys.stderr.write(f"{message}\n")
    return code
