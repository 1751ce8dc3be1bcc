"""`python -m knowledge check --corpus FILE`."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from knowledge.curated import read_curated
from knowledge.errors import UnreadableFile
from knowledge.facts import CHANNELS
from knowledge.national.read import NationalExport
from knowledge.record import ComparedFact, CuratedProcedure
from knowledge.refusal import Refusal
from knowledge.source_check import Comparison, Difference, compare

SHIPPED = Path(__file__).resolve().parents[1] / "procedures"
UNREADABLE = 2
LEFT = 1
_FACTS = {
    ComparedFact.NAME: "Tên",
    ComparedFact.FIELD: "Lĩnh vực",
    ComparedFact.DECISION: "Quyết định",
    ComparedFact.LEVELS: "Cấp thực hiện",
    ComparedFact.CHANNELS: "Cách nộp",
    ComparedFact.FEES: "Lệ phí",
    ComparedFact.TIME_LIMITS: "Thời hạn",
    ComparedFact.PAPERS: "Số giấy tờ",
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `check` and its options."""
    parser = subparsers.add_parser(
        "check", help="so các bản ghi tự viết với bản xuất quốc gia, liệt kê từng chỗ khác"
    )
    parser.add_argument(
        "--corpus",
        metavar="TỆP",
        required=True,
        help="bản xuất quốc gia (.jsonl, .jsonl.gz)",
    )
    parser.add_argument(
        "--procedures",
        metavar="THƯ MỤC",
        default=str(SHIPPED),
        help="tệp hoặc thư mục YAML cần so (mặc định: các bản ghi đi kèm)",
    )
    parser.add_argument(
        "--left", action="store_true", help="chỉ in bản ghi còn chỗ chưa giải thích hoặc còn lỗi"
    )


def run(args: argparse.Namespace) -> int:
    """Compare and report.

    Returns 0 where every difference is explained, 1 where one is not or a record is faulty, 2 where
    a file cannot be read.
    """
    try:
        read = list(read_curated(args.procedures))
        export = NationalExport(args.corpus)
    except UnreadableFile as error:
        sys.stderr.write(error.message + "\n")
        return UNREADABLE
    refused = [item for item in read if isinstance(item, Refusal)]
    records = [item for item in read if isinstance(item, CuratedProcedure)]
    national = export.of_codes({record.code for record in records})
    found = [compare(record, national.get(record.code)) for record in records]
    for line in report_lines(found, refused, left_only=args.left):
        sys.stdout.write(line + "\n")
    return 0 if not refused and all(item.passed for item in found) else LEFT


def report_lines(
    found: Iterable[Comparison], refused: Iterable[Refusal] = (), *, left_only: bool = False
) -> Iterator[str]:
    """The records that differ, each with its differences; counts at the end."""
    found, refused = list(found), list(refused)
    for item in found:
        if not item.passed or (item.explained and not left_only):
            yield f"{item.code} {item.short_name}"
            yield from (f"  Lỗi: {fault}" for fault in item.faults)
            yield from (f"  CHƯA GIẢI THÍCH {_said(lacking)}." for lacking in item.unexplained)
            if not left_only:
                yield from (f"  {_said(known)}. {reason}" for known, reason in item.explained)
    yield from (f"Không đọc được {refusal}" for refusal in refused)
    yield from _counts(found, refused)


def _said(difference: Difference) -> str:
    fact = _FACTS[difference.fact]
    if difference.channel:
        fact += f" {CHANNELS[difference.channel]}"
    return f"{fact}: nguồn {difference.national}; ở đây {difference.ours}"


def _counts(found: list[Comparison], refused: list[Refusal]) -> Iterator[str]:
    same = sum(item.passed and not item.explained for item in found)
    kinds = Counter(
        difference.fact
        for item in found
        for difference in (*item.unexplained, *(known for known, _ in item.explained))
    )
    explained = sum(len(item.explained) for item in found)
    left = sum(len(item.unexplained) for item in found)
    faults = sum(len(item.faults) for item in found) + len(refused)
    yield f"Đã so {len(found)} bản ghi: {same} bản ghi khớp hoàn toàn với nguồn."
    by_kind = ", ".join(f"{_FACTS[fact].lower()} {kinds[fact]}" for fact in _FACTS if kinds[fact])
    yield (
        f"Khác nguồn {explained + left} chỗ{f' ({by_kind})' if by_kind else ''}: "
        f"{explained} đã giải thích, {left} chưa giải thích."
    )
    yield f"Lỗi: {faults}."
