"""Rating schemes: what citizens are asked and how answers become scores, as dated data."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

SCHEMES_FOLDER = Path(__file__).with_name("schemes")

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Part(BaseModel):
    """Base of scheme parts: immutable, and a misspelt field in a YAML file is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RatingLevel(Part):
    """One answer a citizen can choose."""

    score: Annotated[int, Field(ge=0)]
    label: Text


class RatingQuestion(Part):
    """One question; `number` is the number of the regulated indicator it stands for."""

    number: Annotated[int, Field(ge=1)]
    text: Text
    levels: Annotated[tuple[RatingLevel, ...], Field(min_length=2)]

    def label_of(self, score: int) -> str | None:
        """The wording of the level with this score, None where the question has no such level."""
        return next((level.label for level in self.levels if level.score == score), None)


class ScoreClass(Part):
    """A class that begins at `from` (inclusive) and ends below the next better one."""

    id: Text
    at_least: Annotated[Decimal, Field(ge=0, alias="from")]
    label: Text


class ScoreTable(Part):
    """How the indicators of one kind of rated (officer, agency) add up and are classed."""

    indicators: Annotated[tuple[int, ...], Field(min_length=1)]
    maximum: Annotated[int, Field(gt=0)]
    classes: Annotated[tuple[ScoreClass, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _covers_every_score(self) -> Self:
        bounds = [each.at_least for each in self.classes]
        if bounds != sorted(bounds, reverse=True) or len(set(bounds)) != len(bounds):
            raise ValueError("classes must go from the best to the worst")
        if bounds[-1] != 0:
            raise ValueError("the last class must begin at 0, or a score falls through")
        return self


class Scoring(Part):
    """How ratings become the scores of officers and agencies."""

    mean_decimals: Annotated[int, Field(ge=0)]
    system_indicators: tuple[int, ...]
    """Indicators no citizen is asked about; they come from the one-stop system."""
    officer: ScoreTable
    agency: ScoreTable


class Scheme(Part):
    """One version of one questionnaire, with the days it is valid."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,32}$")]
    version: Annotated[int, Field(ge=1)]
    title: Text
    valid_from: date
    valid_to: date | None = None
    """Last day of validity; None while it is open."""
    legal_source: Text
    order: int
    """Schemes are asked in this order."""
    required: bool
    """A rating is valid once every required scheme is answered completely."""
    questions: Annotated[tuple[RatingQuestion, ...], Field(min_length=1)]
    scoring: Scoring | None = None

    def valid_on(self, day: date) -> bool:
        """Whether `day` lies between valid_from and valid_to, both included."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def question(self, number: int) -> RatingQuestion | None:
        """The question with this number, None where the scheme does not ask it."""
        return next((each for each in self.questions if each.number == number), None)


def load_schemes(folder: Path = SCHEMES_FOLDER) -> tuple[Scheme, ...]:
    """All schemes of `folder`/*.yaml, by order and version.

    Raises ValueError naming the file that is not a scheme, or two versions valid on one day.
    """
    schemes = [_load(path) for path in sorted(folder.glob("*.yaml"))]
    ordered = tuple(sorted(schemes, key=lambda each: (each.order, each.id, each.version)))
    _refuse_overlaps(ordered)
    return ordered


def schemes_on(schemes: Iterable[Scheme], day: date) -> tuple[Scheme, ...]:
    """Those valid on `day`, in the order they are asked."""
    return tuple(each for each in schemes if each.valid_on(day))


def _load(path: Path) -> Scheme:
    try:
        return Scheme.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error


def _refuse_overlaps(ordered: tuple[Scheme, ...]) -> None:
    for scheme in ordered:
        same_day = [each for each in schemes_on(ordered, scheme.valid_from) if each.id == scheme.id]
        if len(same_day) > 1:
            raise ValueError(f"Two versions of {scheme.id} are valid on {scheme.valid_from}.")
