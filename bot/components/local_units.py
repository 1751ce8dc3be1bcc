"""Communes, wards and former districts, known by the word before their name."""

import re
from collections.abc import Iterator
from itertools import takewhile

from bot.components.stretches import Stretch
from bot.components.text import fold

_KINDS = {
    "phường": "commune",
    "xã": "commune",
    "đặc khu": "commune",
    "thị trấn": "former_commune",
    "quận": "former_district",
    "huyện": "former_district",
    "thị xã": "former_district",
}
_BARE = {fold(unit): unit for unit in _KINDS}
_SHORT = {"p": "phường", "f": "phường", "x": "xã", "q": "quận", "h": "huyện", "tx": "thị xã"}
# Looked at, not consumed: the next unit may begin among the words after this one.
_NAME = r"(?=((?:[ -]?[^\W\d_]+['’]?){0,3}[^\W\d_]+|\d{1,2}(?!\w|[.,/\-]\d)))"
_UNIT = re.compile(rf"(?<![\w/])({'|'.join([*_KINDS, *_BARE])}) {_NAME}", re.IGNORECASE)
_SHORT_UNIT = re.compile(r"(?<![\w./-])([pfq])[. ]{0,2}(\d{1,2})(?!\w|[.,/\-]\d)", re.IGNORECASE)
_DOTTED_UNIT = re.compile(rf"(?<![\w./-])(P|X|Q|H|TX)\. ?{_NAME}")
_NOT_A_UNIT_AFTER = re.compile(r"(?:hợp tác|công|nông trang|làng|hop tac) \Z", re.IGNORECASE)
# Words that follow `xã`, `phường` … in a sentence and begin no name.
_CLAUSE = """
    hội giao viên luận tắc phường xã huyện quận thị tỉnh mình em tôi tui cháu bác chị anh cô chú nào
    này đó kia ấy mới cũ nơi khác gần ở có là thì mà và hay hoặc với cho của được không phải cần
    để làm nộp lên ra vào về đến tới đi hỏi gặp bảo nói kêu trả đang đã sẽ chưa rồi gì đâu sao ạ
    nhé thôi luôn hả hà vậy thế nữa cũng chỉ xin cấp nhận giải quyết xác từ theo trong ngoài trên
    dưới hiện thuộc tự báo đội xong yêu bắt họ người cán ký duyệt phê mấy bao khi nếu bị do vì lại
    cùng bên đều vẫn còn hết lúc hôm bữa ngày sáng chiều
"""
_NO_NAME = frozenset(_CLAUSE.split())
_MOST_SYLLABLES_IN_LOWER_CASE = 2


def local_units(text: str) -> Iterator[Stretch]:
    """Units below the province; `value` is the unit's word and its name as typed."""
    for match in _UNIT.finditer(text):
        unit = match[1].lower()
        bare = unit not in _KINDS
        name = _name(match[2], only_proper=bare)
        if name and not _NOT_A_UNIT_AFTER.search(text[: match.start()]):
            yield _stretch(_BARE[unit] if bare else unit, match.start(), match.start(2), name)
    for match in _SHORT_UNIT.finditer(text):
        yield _stretch(_SHORT[match[1].lower()], match.start(), match.start(2), match[2])
    for match in _DOTTED_UNIT.finditer(text):
        name = "" if match[2][0].isdigit() else _name(match[2], only_proper=True)
        if name:
            yield _stretch(_SHORT[match[1].lower()], match.start(), match.start(2), name)


def _stretch(unit: str, start: int, name_start: int, name: str) -> Stretch:
    value = f"{unit.capitalize()} {name if not name.islower() else name.title()}"
    return Stretch("place", start, name_start + len(name), value, {"kind": _KINDS[unit]})


def _name(words: str, *, only_proper: bool) -> str:
    """What of `words` is a name: a number, capitalised words, or two that start no clause."""
    if words[0].isdigit():
        return words
    syllables = words.split(" ")
    proper = list(takewhile(lambda syllable: syllable[0].isupper(), syllables))
    if proper or only_proper:
        return " ".join(proper)
    name = list(takewhile(lambda syllable: syllable not in _NO_NAME, syllables))
    return " ".join(name[:_MOST_SYLLABLES_IN_LOWER_CASE])
