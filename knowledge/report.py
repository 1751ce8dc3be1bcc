"""What an import did, for the person who ran it."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.national.record import Caveat
from knowledge.plan import Plan
from knowledge.published import Origin
from knowledge.refusal import Refusal

_CAVEATS = {
    Caveat.STALE_DISTRICT: "còn nhắc đến cấp huyện",
    Caveat.KEPT_RAW: "có phần không tách được, giữ nguyên văn",
    Caveat.UNCLEAR_FEE: "có số tiền thiếu chữ số hoặc sai đơn vị",
    Caveat.OTHER_PROVINCE: "ghi cơ quan của một tỉnh cụ thể",
}


@dataclass(frozen=True, slots=True)
class Report:
    """name: of the file. missing: codes stored earlier that this export has no longer; kept.

    compared: whether there was a database to compare with; without, every record counts as new.
    """

    name: str
    origin: Origin
    plan: Plan
    refusals: Sequence[Refusal]
    missing: Sequence[str]
    seconds: float
    dry_run: bool = False
    compared: bool = True

    @property
    def read(self) -> int:
        """Records that were understood."""
        return len(self.plan.new) + len(self.plan.changed) + len(self.plan.unchanged)

    def counts(self) -> dict[str, int]:
        """Numbers by name, as they are stored with the run."""
        return {
            "read": self.read,
            "refused": len(self.refusals),
            "new": len(self.plan.new),
            "changed": len(self.plan.changed),
            "unchanged": len(self.plan.unchanged),
            "marked": len(self.plan.marked),
            "missing": len(self.missing),
            "written": self.plan.writes,
        }

    def json_lines(self) -> Iterator[str]:
        """One JSON object for each refused and each marked record."""
        for refusal in self.refusals:
            yield _json(
                outcome="refused",
                file=refusal.file,
                record=refusal.record,
                code=refusal.code,
                reason=refusal.reason,
            )
        for review in self.plan.marked:
            yield _json(
                outcome="marked",
                file=self.name,
                record=review.code,
                code=review.code,
                reason=review.reason,
            )

    def sentences(self) -> Iterator[str]:
        """The report in Vietnamese, a line each."""
        counts = self.counts()
        tried = " (chạy thử, không ghi gì)" if self.dry_run else ""
        yield (
            f"{self.name}: hiểu {counts['read']} bản ghi, từ chối {counts['refused']}{tried}. "
            f"Mới {counts['new']}, thay đổi {counts['changed']}, giữ nguyên {counts['unchanged']}."
        )
        if not self.compared:
            yield "Không có cơ sở dữ liệu để so sánh; chỉ kiểm tra tệp."
        if self.missing:
            yield f"{counts['missing']} thủ tục đã nhập trước đây không có trong tệp này; vẫn giữ."
        found = self._caveats()
        for caveat, meaning in _CAVEATS.items():
            if found[caveat]:
                yield f"Lưu ý: {found[caveat]} bản ghi vừa đọc {meaning}."
        for refusal in self.refusals:
            yield f"Từ chối - {refusal}"
        for review in self.plan.marked:
            yield f"Cần xem lại {review.code}:"
            yield from (f"  {line}" for line in review.reason.splitlines())
        yield f"Xong sau {self.seconds:.1f} giây, ghi {counts['written']} dòng."

    def _caveats(self) -> Counter[Caveat]:
        return Counter(
            caveat
            for row in self.plan.write
            for caveat in {Caveat(warning.partition(":")[0]) for warning in row.warnings}
        )


def _json(**values: str) -> str:
    return json.dumps(values, ensure_ascii=False)
