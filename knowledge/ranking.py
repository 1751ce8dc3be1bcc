"""How the evidence for a procedure is weighed."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from knowledge.lexicon import DATA, read_yaml
from knowledge.record import Level

Share = Annotated[float, Field(ge=0, le=1)]


class Ranking(BaseModel):
    """Numbers of the lexical search; knowledge/data/ranking.yaml says what each does."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    k1: float
    b: Share
    pair: float
    meaning: float
    alias: float
    example: float
    precision: Share
    recall: Share
    curated: float
    professional: Share
    mark_uncued: float
    mark_cued: float
    mark_unnamed: float
    mark_missing: float
    siblings: tuple[Level, ...]


def shipped_ranking() -> Ranking:
    """The numbers of knowledge/data/ranking.yaml."""
    return Ranking.model_validate(read_yaml(DATA / "ranking.yaml"))
