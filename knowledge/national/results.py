"""Results (kết quả): names, each followed by `Mã: ` and a code, then the page's search box."""

import re
from dataclasses import dataclass

from knowledge.national.text import is_nothing, tidy, without_furniture

_CODE = re.compile(r" ?(?:[A-Za-z0-9._-]*\d|[a-z]+)(?=[^a-z0-9]|$)\.*")
_PAPERS = re.compile(r"\d bản chính")


@dataclass(frozen=True, slots=True)
class Results:
    """description: what the page says below the results. rest: text that is no list of results."""

    rows: tuple[str, ...] = ()
    description: str = ""
    rest: str = ""


def read_results(text: str) -> Results:
    """The names of what the citizen receives; codes and page furniture are dropped."""
    body, description = without_furniture(text)
    if is_nothing(body):
        return Results(description=description)
    name, *others = body.split("Mã: ")
    if _PAPERS.search(body) or (not others and body == text):
        return Results(rest=body, description=description)
    names = [name]
    for other in others[:-1]:
        code = _CODE.match(other)
        if code is None:
            return Results(rest=body, description=description)
        names.append(other[code.end() :])
    tidied = dict.fromkeys(tidy(name) for name in names)
    return Results(tuple(name for name in tidied if not is_nothing(name)), description)
