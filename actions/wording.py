"""The words actions say: Jinja2 templates and labels under bot/templates."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from actions.paging import shortened
from common.text import nfc

VIETNAM = timezone(timedelta(hours=7))
_BLANK_LINES = re.compile(r"\n\s*\n+")
_LINE_ENDS = re.compile(r"[ \t]+\n")


class Wording:
    """Renders `name`.j2 and reads labels.yml; both are NFC Vietnamese."""

    def __init__(self, folder: Path) -> None:
        """Raises FileNotFoundError where the folder has no labels.yml."""
        # Chat text is never HTML, so nothing is to be escaped.
        self._templates = Environment(  # noqa: S701
            loader=FileSystemLoader(folder),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters |= {
            "money": money,
            "day": day,
            "moment": moment,
            "amount": amount,
            "sentence": sentence,
            "lower_first": lower_first,
            "shorten": shortened,
        }
        self._labels: Mapping[str, Mapping[str, str]] = yaml.safe_load(
            (folder / "labels.yml").read_text(encoding="utf-8")
        )
        self._templates.globals["label"] = self.label

    def text(self, template: str, **facts: Any) -> str:
        """The message; at most one blank line between paragraphs, none around.

        Raises jinja2.UndefinedError if the template names a fact that was not given.
        """
        rendered = self._templates.get_template(f"{template}.j2").render(**facts)
        return _BLANK_LINES.sub("\n\n", _LINE_ENDS.sub("\n", nfc(rendered))).strip()

    def label(self, section: str, key: str, **facts: str) -> str:
        """A short wording, such as a button's. Raises KeyError for an unknown one."""
        return nfc(self._labels[section][key].format(**facts))

    def section(self, section: str) -> Mapping[str, str]:
        """All labels of a section. Raises KeyError for an unknown one."""
        return self._labels[section]


def money(dong: int) -> str:
    """`10.000 đồng`."""
    return f"{dong:,} đồng".replace(",", ".")


def day(moment_or_day: date | datetime) -> str:
    """`31/07/2026`, moments by the Vietnamese calendar."""
    if isinstance(moment_or_day, datetime):
        moment_or_day = moment_or_day.astimezone(VIETNAM).date()
    return f"{moment_or_day:%d/%m/%Y}"


def moment(when: datetime) -> str:
    """`14:05 ngày 31/07/2026`, Vietnamese time."""
    return f"{when.astimezone(VIETNAM):%H:%M} ngày {day(when)}"


def amount(number: float | Decimal) -> str:
    """A number with a decimal comma and no idle zeros: `7`, `2,5`."""
    return f"{number:g}".replace(".", ",")


def sentence(text: str) -> str:
    """With a capital first letter and an end: `nộp tại xã` → `Nộp tại xã.`"""
    text = text.strip()
    if not text:
        return ""
    ended = text if text[-1] in ".!?…:" else f"{text}."
    return ended[0].upper() + ended[1:]


def lower_first(text: str) -> str:
    """With a small first letter, unless the first word is an abbreviation."""
    first = text.split(" ", 1)[0]
    return text if len(first) > 1 and first.isupper() else text[:1].lower() + text[1:]


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)
