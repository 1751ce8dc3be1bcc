"""How soon a changed record is found, and how fast an index is built, over the national list.

    python -m benchmarks.search.renewal

Imports the national export and the starter records into an embedded PostgreSQL, opens the knowledge
base twice (vectors made anew, and from their file), then saves an alias no other record has, ten
times, and asks for it until it is found. The last line is one JSON object.
"""

import asyncio
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.search.data import EXPORT
from common.database import Sessions, sessions_for
from common.embedded import embedded_database_url, stop_embedded_database
from deploy.migrate import migrate
from knowledge.corpus import SHIPPED
from knowledge.curated import read_curated
from knowledge.importing import import_file
from knowledge.record import CuratedProcedure
from knowledge.rows import row_of
from knowledge.search_settings import SearchSettings
from knowledge.service import Knowledge
from knowledge.storage import ProcedureStore

PATIENCE = 30.0
ALIASES = (
    "xe trượt tuyết kéo chó",
    "đà điểu chạy thi",
    "kính viễn vọng sân thượng",
    "thuyền buồm giấy",
    "hoa tuy líp nhựa",
    "cối xay gió tí hon",
    "ván trượt băng",
    "đàn phong cầm cũ",
    "bánh pút đinh",
    "sao chổi thủy tinh",
)
"""What no record is about; each becomes the alias of one."""


async def save(sessions: Sessions, record: CuratedProcedure) -> None:
    """Write `record` as a curator's change would be."""
    async with sessions() as session, session.begin():
        store = ProcedureStore(session)
        async for _ in store.write([row_of(record)]):
            pass
        await store.announce()


async def seconds_to_find(
    knowledge: Knowledge, sessions: Sessions, record: CuratedProcedure, alias: str
) -> float:
    """From saving `record` with `alias` until asking for the alias finds it."""
    changed = record.model_copy(update={"aliases": (*record.aliases, alias)})
    started = time.perf_counter()
    await save(sessions, changed)
    while time.perf_counter() - started < PATIENCE:
        finding = await knowledge.ask(alias)
        if finding.hits and finding.hits[0].code == record.code:
            return time.perf_counter() - started
        await asyncio.sleep(0.01)
    raise TimeoutError(f"{record.code} was not found by its new alias.")


async def opened(sessions: Sessions, settings: SearchSettings) -> tuple[Knowledge, float]:
    """The knowledge base and how many seconds it took to open."""
    started = time.perf_counter()
    knowledge = await Knowledge.open(sessions, settings)
    return knowledge, time.perf_counter() - started


async def measured(url: str, folder: Path) -> dict[str, float]:
    """All figures."""
    settings = SearchSettings(vectors_dir=folder / "vectors")
    async with sessions_for(url) as sessions:
        await import_file(sessions, EXPORT)
        await import_file(sessions, SHIPPED)
        cold, cold_s = await opened(sessions, settings)
        await cold.close()
        knowledge, warm_s = await opened(sessions, settings)
        keeper = asyncio.create_task(knowledge.keep_current())
        records = [r for r in read_curated(SHIPPED) if isinstance(r, CuratedProcedure)]
        times = []
        for alias, record in zip(ALIASES, records, strict=False):
            times.append(await seconds_to_find(knowledge, sessions, record, alias))
            print(f"found after {times[-1]:.2f} s", file=sys.stderr)
        keeper.cancel()
        await knowledge.close()
    return {
        "procedures": knowledge.size,
        "open_cold_s": round(cold_s, 1),
        "open_cached_s": round(warm_s, 2),
        "found_after_change_median_s": round(statistics.median(times), 3),
        "found_after_change_worst_s": round(max(times), 3),
    }


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        url = embedded_database_url(folder)
        migrate(url)
        try:
            print(json.dumps(asyncio.run(measured(url, Path(folder)))))
        finally:
            stop_embedded_database(folder)


if __name__ == "__main__":
    main()
