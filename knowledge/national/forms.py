"""Names of form files, glued by the portal to the end of a paper's name.

`Tờ khai theo mẫuMau so 01.docx` is the paper `Tờ khai theo mẫu` and the file `Mau so 01.docx`. File
names lost their accents and blanks in part, may follow one another, and contain no slash.
"""

import re

_FILE_END = re.compile(r"\.(?:docx?|pdf|xlsx?|rar|zip)")
_FILE_LAST = re.compile(rf"{_FILE_END.pattern}$")
_LONGEST = 140
_PROSE = re.compile(r"[;:\n\t]")

# Vietnamese capitals and small letters alternate in Unicode, so that a range would hold both.
_LETTERS = [chr(code) for code in (*range(0x41, 0x250), *range(0x1EA0, 0x1EFA))]
_LOWER = "".join(filter(str.islower, _LETTERS))
_UPPER = "".join(filter(str.isupper, _LETTERS))
_FIRST_WORDS = (
    r"[Mm][ẫâa][uU] |[Mm]ẫu|M[ẪÂA]U |[Pp]hụ lục|PHỤ LỤC|[Đđ]ơn |[Tt]ờ khai|[Tt]ờ trình|[Vv]ăn bản|"
    r"[Bb]áo cáo|[Bb]ản khai|[Tt]huyết minh"
)
_FIRST_WORD = re.compile(rf"(?<=[^\W_])(?=(?:{_FIRST_WORDS}))")
"""A word that begins file names with no blank before it: nothing else is glued like that."""
_GLUE = re.compile(
    # Closing punctuation without a blank; a full stop only after a word, a bracket or a year.
    r"(?<=[;:)\]”\"’…])(?=[^\s;:.,)\]”\"’])"
    r"|(?<=[^\W\d_]\.)(?=[^\s.,;:)])|(?<=[).]\.)(?=[^\s.])|(?<=\d{4}\.)(?=[^\s.])"
    rf"|(?<=,)(?=[{_UPPER}])"
    # A small letter with a capital, or with the number of a file, right behind it.
    rf"|(?<=[{_LOWER}])(?=[{_UPPER}]|\d+[.-])"
    # The number of a law, with a file or its number right behind it.
    rf"|(?<=NĐ-CP)(?=[^\s.,;:)])|(?<=-)(?:[{_UPPER}]{{3,6}}?)(?=\d+[ ._-])"
    # A capital or a digit with a word that begins file names right behind it.
    r"|(?<=[^\W_])(?=Mau|Mus|Phlc|Phu|PL|BM|Don )"
)


def split_forms(cell: str) -> tuple[str, str]:
    """(name of the paper, its form files joined by `; `).

    Where no boundary can be seen the cell stays whole and the second part is empty.
    """
    end = _FILE_END.search(cell)
    if end is None or not _FILE_LAST.search(cell):
        return cell, ""
    first = cell[: end.start()]
    begin = first.rfind("/") + 1
    for glue in (
        *reversed(list(_FIRST_WORD.finditer(first, begin))),
        *_GLUE.finditer(first, begin),
    ):
        stem = first[glue.end() :]
        if len(stem) <= _LONGEST and not _PROSE.search(stem):
            files = re.findall(rf".+?{_FILE_END.pattern}", cell[glue.end() :], re.DOTALL)
            return cell[: glue.end()], "; ".join(name.strip() for name in files)
    return cell, ""
