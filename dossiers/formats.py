"""The forms a dossier code may have, read from data with its sources."""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

DATA = Path(__file__).parent / "data"


def _is_pattern(pattern: str) -> str:
    re.compile(pattern)
    return pattern


class CodeForm(BaseModel):
    """One form of the head of a code, with the rule it comes from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    head: Annotated[str, AfterValidator(_is_pattern)]
    """Regular expression of the part before the first dash, in upper case."""
    sample: str
    since: date | None = None
    """First day of receipt in this form; None: no such day is known."""
    source: str
    certainty: str


class CodeFormats(BaseModel):
    """All forms; the first whose head fits names the form of a code."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    checked: date
    issuer_letters: Annotated[str, Field(pattern="^[A-Z]+$")]
    earliest_day: date
    example: str
    forms: tuple[CodeForm, ...]

    def name_of(self, head: str, received_on: date) -> str | None:
        """Name of the form of `head`; None where no form fits."""
        for form in self.forms:
            if re.fullmatch(form.head, head) and (form.since or date.min) <= received_on:
                return form.name
        return None


@cache
def code_formats(path: Path = DATA / "codes.yaml") -> CodeFormats:
    """The forms in `path`. Raises pydantic.ValidationError if the file is not as described."""
    return CodeFormats.model_validate(yaml.safe_load(path.read_text("utf-8")))
