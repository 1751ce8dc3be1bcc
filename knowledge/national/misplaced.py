"""Undo a cut at the wrong place.

The crawl cut each page at the headings of its sections. Where such a heading also occurs in a
sentence, the rest of that sentence begins the next field, and the section of that heading is lost.
"""

import re

from knowledge.national import papers
from knowledge.national.fees import START
from knowledge.national.text import is_nothing

Raw = dict[str, str]

_LEAST_SENTENCE = 20
_FEE_CUT = re.compile(rf"{START}\($")


def put_back(raw: Raw) -> tuple[Raw, list[str]]:
    """(`raw` with sentences whole again, parts of the procedure that are lost for that).

    Steps lost their tail to the papers at `Thành phần hồ sơ`, a fee its note to the legal basis at
    `Căn cứ pháp lý`. Both are told by the missing table header of the second field.
    """
    mended, lost = dict(raw), []
    tail = raw.get("thanh_phan_ho_so", "")
    if papers.HEADER not in tail and not is_nothing(tail) and len(tail) >= _LEAST_SENTENCE:
        mended["trinh_tu_thuc_hien"] = _join(raw["trinh_tu_thuc_hien"], "Thành phần hồ sơ", tail)
        mended["thanh_phan_ho_so"] = ""
        lost.append("papers")
    tail = raw.get("can_cu_phap_ly", "")
    if tail.startswith(":") and _FEE_CUT.search(raw.get("cach_thuc_thuc_hien", "")):
        mended["cach_thuc_thuc_hien"] = _join(raw["cach_thuc_thuc_hien"], "Căn cứ pháp lý", tail)
        mended["can_cu_phap_ly"] = ""
        lost.append("legal_bases")
    return mended, lost


def _join(head: str, heading: str, tail: str) -> str:
    before = "" if head.endswith("(") else " "
    after = "" if tail[0] in ").,;:" else "\n" if tail.startswith("Bước") else " "
    return f"{head}{before}{heading}{after}{tail}"
