"""The national export as a file: one JSON object a line, UTF-8, perhaps gzipped."""

import gzip
import json
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from knowledge.errors import UnreadableFile
from knowledge.national.parse import NotAProcedure, read_record
from knowledge.national.record import NationalProcedure
from knowledge.refusal import Refusal


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    raw: dict[str, Any]

    @property
    def code(self) -> str:
        code = self.raw.get("ma_thu_tuc", "")
        return code.strip() if isinstance(code, str) else ""

    @property
    def page(self) -> str:
        url = self.raw.get("detail_url", "")
        return url.strip() if isinstance(url, str) else ""


class NationalExport:
    """The lines of one file, read whole; iterating takes the records apart in its order.

    The whole file is read before the first record comes, because what makes a record doubtful may
    be another one: the same code with other content, or the same source page.
    """

    def __init__(self, path: Path | str) -> None:
        """Raises UnreadableFile if the file cannot be opened or is no text."""
        file = Path(path)
        self._name = file.name
        self._lines: dict[int, _Line] = {}
        self._refused: dict[int, Refusal] = {}
        for number, text in enumerate(_text_lines(file), start=1):
            if text.strip():
                self._add(number, text)

    def __len__(self) -> int:
        return len(self._lines) + len(self._refused)

    def __iter__(self) -> Iterator[NationalProcedure | Refusal]:
        doubts = _Doubts(list(self._lines.values()))
        for number in sorted([*self._refused, *self._lines]):
            yield self._refused.get(number) or self._read(self._lines[number], doubts)

    def of_codes(self, codes: Collection[str]) -> dict[str, NationalProcedure | Refusal]:
        """The records of these codes alone, without taking the others apart.

        A code that is not there is left out. Of one that is there several times the first counts,
        which is the record where the others repeat it, and a Refusal where they contradict it.
        """
        doubts = _Doubts(list(self._lines.values()))
        found: dict[str, NationalProcedure | Refusal] = {}
        for line in self._lines.values():
            if line.code in codes and line.code not in found:
                found[line.code] = self._read(line, doubts)
        return found

    def _add(self, number: int, text: str) -> None:
        try:
            self._lines[number] = _Line(number, _json_object(text))
        except NotAProcedure as error:
            self._refused[number] = Refusal(self._name, f"dòng {number}", str(error))

    def _read(self, line: _Line, doubts: "_Doubts") -> NationalProcedure | Refusal:
        reason = doubts.about(line)
        if not reason:
            try:
                return read_record(line.raw)
            except NotAProcedure as error:
                reason = str(error)
        return Refusal(self._name, f"dòng {line.number}", reason, line.code)


def read_national_export(path: Path | str) -> Iterator[NationalProcedure | Refusal]:
    """The records of `path` in its order; a Refusal in the place of each that is not understood.

    Needs no database. Raises UnreadableFile if the file cannot be opened or is no text.
    """
    return iter(NationalExport(path))


class _Doubts:
    """What the other records of the file say against one."""

    def __init__(self, lines: list[_Line]) -> None:
        self._codes = Counter(line.code for line in lines)
        self._contents: dict[str, set[str]] = {}
        self._first: dict[str, int] = {}
        for line in lines:
            if self._codes[line.code] > 1:
                content = json.dumps(line.raw, sort_keys=True)
                self._contents.setdefault(line.code, set()).add(content)
                self._first.setdefault(line.code, line.number)
        pages = {(line.code, line.page) for line in lines if line.page}
        self._pages = Counter(page for _, page in pages)

    def about(self, line: _Line) -> str:
        """A Vietnamese sentence, empty where nothing speaks against the record."""
        if line.code and self._codes[line.code] > 1:
            if len(self._contents[line.code]) > 1:
                return f"Mã {line.code} xuất hiện nhiều lần với nội dung khác nhau."
            if line.number != self._first[line.code]:
                return f"Lặp lại nguyên văn dòng {self._first[line.code]}."
        if self._pages[line.page] > 1:
            return (
                f"Cùng một trang nguồn với {self._pages[line.page] - 1} mã khác; "
                "không rõ nội dung là của mã nào."
            )
        return ""


def _json_object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise NotAProcedure("Dòng này không phải JSON hợp lệ.") from error
    if not isinstance(value, dict):
        raise NotAProcedure("Dòng này là JSON nhưng không phải một bản ghi.")
    return value


def _text_lines(file: Path) -> Iterator[str]:
    try:
        with file.open("rb") as raw:
            zipped = file.suffix == ".gz"
            with TextIOWrapper(gzip.open(raw) if zipped else raw, "utf-8-sig") as text:
                yield from text
    except FileNotFoundError as error:
        raise UnreadableFile(f"Không có tệp {file}.") from error
    except (gzip.BadGzipFile, EOFError) as error:
        raise UnreadableFile(f"{file.name} không phải tệp gzip nguyên vẹn.") from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{file.name} không phải văn bản UTF-8.") from error
    except OSError as error:
        raise UnreadableFile(f"Không đọc được {file.name}: {error.strerror}.") from error
