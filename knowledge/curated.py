"""Our own records: YAML files with exactly one CuratedProcedure each."""

from collections import Counter
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from common.text import visible
from knowledge.errors import UnreadableFile
from knowledge.record import CuratedProcedure
from knowledge.refusal import Refusal
from knowledge.validation import what_is_wrong

SUFFIXES = (".yaml", ".yml")


class _Loader(yaml.SafeLoader):
    """Refuses a key that is written twice, of which plain YAML keeps the last without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = Counter(key.value for key, _ in node.value)
        twice = next((key for key, times in keys.items() if times > 1), None)
        if twice is not None:
            raise yaml.constructor.ConstructorError(
                None, None, f"trường {twice} được ghi hai lần", node.start_mark
            )
        return super().construct_mapping(node, deep)


def read_curated(path: Path | str) -> Iterator[CuratedProcedure | Refusal]:
    """The record in the file `path`, or those of all YAML files right in the folder `path`.

    Needs no database. Raises UnreadableFile if there is no such file, or no YAML in the folder.
    """
    place = Path(path)
    files = _yaml_files(place)
    records = [_read_file(file) for file in files]
    codes = Counter(item.code for item in records if isinstance(item, CuratedProcedure))
    for file, item in zip(files, records, strict=True):
        if isinstance(item, CuratedProcedure) and codes[item.code] > 1:
            reason = f"Mã {item.code} có trong {codes[item.code]} tệp."
            yield Refusal(file.name, item.code, reason, item.code)
        else:
            yield item


def _yaml_files(place: Path) -> list[Path]:
    if place.is_dir():
        files = sorted(file for file in place.iterdir() if file.suffix in SUFFIXES)
        if not files:
            raise UnreadableFile(f"Thư mục {place.name} không có tệp YAML nào.")
        return files
    if not place.is_file():
        raise UnreadableFile(f"Không có tệp {place}.")
    return [place]


def _read_file(file: Path) -> CuratedProcedure | Refusal:
    raw: Any = None
    try:
        raw = _visible(yaml.load(file.read_text(encoding="utf-8"), _Loader))  # noqa: S506 (a SafeLoader)
        if not isinstance(raw, dict):
            return Refusal(file.name, file.stem, "Tệp phải chứa đúng một bản ghi.")
        return CuratedProcedure.model_validate(raw)
    except ValidationError as error:
        code = raw.get("code", "") if isinstance(raw, dict) else ""
        return Refusal(file.name, file.stem, what_is_wrong(error), str(code))
    except yaml.YAMLError as error:
        return Refusal(file.name, file.stem, _yaml_problem(error))
    except (OSError, UnicodeDecodeError):
        return Refusal(file.name, file.stem, "Không đọc được tệp này như văn bản UTF-8.")


def _yaml_problem(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    place = f" ở dòng {mark.line + 1}" if mark else ""
    return f"Không phải YAML hợp lệ{place}: {getattr(error, 'problem', None) or 'sai cấu trúc'}."


def _visible(value: Any) -> Any:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, list):
        return [_visible(item) for item in value]
    if isinstance(value, dict):
        return {_visible(key): _visible(item) for key, item in value.items()}
    return value
