"""Bring the records of one file into the database."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import structlog
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.ext.asyncio import AsyncSession

from common.database import Sessions
from knowledge.curated import SUFFIXES, read_curated
from knowledge.errors import ImportRunning, UnreadableFile
from knowledge.national.read import NationalExport
from knowledge.plan import Plan, plan_import
from knowledge.published import Origin
from knowledge.record import Procedure
from knowledge.refusal import Refusal
from knowledge.report import Report
from knowledge.storage import ProcedureStore
from knowledge.tables import ImportRun

LOCK = 4_013_2025
"""Advisory lock of imports; any constant that nothing else in the database uses."""
LONGEST_WAIT = "120s"
_NATIONAL_SUFFIXES = (".jsonl", ".jsonl.gz")

Progress = Callable[[str, int, int], None]
"""Called with the stage (`read`, `write`), what is done and the total."""

log = structlog.get_logger()


def no_progress(_stage: str, _done: int, _total: int) -> None:
    """For callers that show none."""


@dataclass(frozen=True, slots=True)
class Source:
    """Items of one file or folder, all of one origin, and how many there are."""

    name: str
    origin: Origin
    items: Iterable[Procedure | Refusal]
    size: int


def open_source(path: Path | str) -> Source:
    """The source that `path` is by its ending. Raises UnreadableFile."""
    place = Path(path)
    if place.is_dir() or place.suffix in SUFFIXES:
        curated = list(read_curated(place))
        return Source(place.name, "curated", curated, len(curated))
    if place.name.endswith(_NATIONAL_SUFFIXES):
        export = NationalExport(place)
        return Source(place.name, "national", export, len(export))
    raise UnreadableFile(
        f"{place.name}: chỉ nhập được .jsonl, .jsonl.gz, .yaml hoặc thư mục chứa tệp .yaml."
    )


def read_source(
    source: Source, progress: Progress = no_progress
) -> tuple[list[Procedure], list[Refusal]]:
    """(records, refusals) of `source`, in its order."""
    records: list[Procedure] = []
    refusals: list[Refusal] = []
    for done, item in enumerate(source.items, start=1):
        if isinstance(item, Refusal):
            refusals.append(item)
        else:
            records.append(item)
        progress("read", done, source.size)
    return records, refusals


async def import_file(
    sessions: Sessions,
    path: Path | str,
    *,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> Report:
    """Import `path`; with `dry_run` only say what would be done.

    All rows change in one transaction, or none. A second import of the same file writes none.
    Raises UnreadableFile, and ImportRunning if another import does not end in two minutes.
    """
    started = datetime.now(UTC)
    source = open_source(path)
    records, refusals = read_source(source, progress)
    if dry_run:
        plan, missing, compared = await _tried(sessions, source, records)
        return Report(
            source.name,
            source.origin,
            plan,
            refusals,
            missing,
            _since(started),
            dry_run=True,
            compared=compared,
        )
    run = await _begin_run(sessions, source.name)
    async with sessions() as session, session.begin():
        await _lock(session)
        plan, missing = await _plan(session, source, records)
        await _write(session, plan, progress)
    report = Report(source.name, source.origin, plan, refusals, missing, _since(started))
    await _end_run(sessions, run, report)
    log.info("imported", file=source.name, **report.counts())
    return report


async def _tried(
    sessions: Sessions, source: Source, records: Sequence[Procedure]
) -> tuple[Plan, list[str], bool]:
    """The plan, compared with the database where there is one: checking a file needs none."""
    try:
        async with sessions() as session:
            return *await _plan(session, source, records), True
    except (OperationalError, ProgrammingError):
        return plan_import(records, {}, datetime.now(UTC)), [], False


def _since(started: datetime) -> float:
    return (datetime.now(UTC) - started).total_seconds()


async def _lock(session: AsyncSession) -> None:
    try:
        await ProcedureStore(session).lock(LOCK, LONGEST_WAIT)
    except OperationalError as error:
        raise ImportRunning from error


async def _plan(
    session: AsyncSession, source: Source, records: Sequence[Procedure]
) -> tuple[Plan, list[str]]:
    """(what to write, codes an earlier export had and this one has not)."""
    store = ProcedureStore(session)
    plan = plan_import(records, await store.known_beside(records), datetime.now(UTC))
    if source.origin == "curated":
        return plan, []
    return plan, sorted(await store.codes("national") - {record.code for record in records})


async def _write(session: AsyncSession, plan: Plan, progress: Progress) -> None:
    if not plan.writes:
        return
    store = ProcedureStore(session)
    async for done in store.write(plan.write):
        progress("write", done, len(plan.write))
    await store.review(plan.reviews)
    await store.announce()


async def _begin_run(sessions: Sessions, name: str) -> int:
    async with sessions() as session, session.begin():
        run = ImportRun(file_name=name)
        session.add(run)
        await session.flush()
        return run.id


async def _end_run(sessions: Sessions, run_id: int, report: Report) -> None:
    async with sessions() as session, session.begin():
        run = await session.get_one(ImportRun, run_id)
        run.finished_at = datetime.now(UTC)
        run.counts = report.counts()
