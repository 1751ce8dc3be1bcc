"""`python -m knowledge import FILE`."""

import argparse
import asyncio
import sys
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from sqlalchemy.exc import OperationalError, ProgrammingError

from common.database import sessions_for
from common.embedded import database_url
from common.errors import AppError
from common.logging import configure_logging
from knowledge.errors import NotMigrated, UnreadableFile
from knowledge.importing import Progress, import_file
from knowledge.report import Report
from knowledge.settings import KnowledgeSettings

NOTHING_READ = 2
FAILED = 1
_STAGES = {"read": "Đọc", "write": "Ghi"}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `import` and its options."""
    parser = subparsers.add_parser(
        "import", help="nhập thủ tục từ bản xuất quốc gia (.jsonl, .jsonl.gz) hoặc YAML của tỉnh"
    )
    parser.add_argument("file", help="tệp .jsonl, .jsonl.gz, .yaml hoặc thư mục chứa các tệp .yaml")
    parser.add_argument("--dry-run", action="store_true", help="chỉ báo cáo, không ghi gì")
    parser.add_argument(
        "--report",
        metavar="TỆP",
        help="ghi các bản ghi bị từ chối hoặc cần xem lại (JSON từng dòng)",
    )


def run(args: argparse.Namespace) -> int:
    """Read, store, report.

    Returns 0 also where records were refused (each is reported), 2 where none could be read, 1
    where the database or another import stood in the way.
    """
    try:
        report = asyncio.run(_import(args.file, dry_run=args.dry_run))
        if args.report:
            lines = "".join(f"{line}\n" for line in report.json_lines())
            Path(args.report).write_text(lines, encoding="utf-8")
    except UnreadableFile as error:
        return _failed(error.message, NOTHING_READ)
    except AppError as error:
        return _failed(error.message, FAILED)
    except (OperationalError, RuntimeError):
        return _failed("Không kết nối được cơ sở dữ liệu. Kiểm tra DATABASE_URL.", FAILED)
    except OSError as error:
        return _failed(f"Không ghi được báo cáo {args.report}: {error.strerror}.", FAILED)
    for sentence in report.sentences():
        sys.stdout.write(sentence + "\n")
    return 0 if report.read else NOTHING_READ


async def _import(file: str, *, dry_run: bool) -> Report:
    settings = KnowledgeSettings()
    # What was done is said in sentences below; the log is for what goes wrong.
    configure_logging("knowledge", "WARNING")
    url = database_url(settings.database_url, settings.data_dir)
    with _bar() as bar:
        async with sessions_for(url, pool_size=1) as sessions:
            try:
                return await import_file(sessions, file, dry_run=dry_run, progress=_shown_on(bar))
            except ProgrammingError as error:
                raise NotMigrated from error


def _bar() -> Bar:
    return Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    )


def _shown_on(bar: Bar) -> Progress:
    tasks: dict[str, TaskID] = {}

    def show(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = bar.add_task(_STAGES[stage], total=total)
        bar.update(tasks[stage], completed=done)

    return show


def _failed(message: str, code: int) -> int:
    sys.stderr.write(message + "\n")
    return code
