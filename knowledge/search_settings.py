"""What search reads from its environment."""

from pathlib import Path
from typing import Literal

from pydantic_settings import BaseSettings, SettingsConfigDict

from knowledge.lexicon import Lexicon, lexicon

NLU_DATA = Path(__file__).parents[1] / "nlu_data"


class SearchSettings(BaseSettings):
    """Where the words of citizens are that search shares with the dialogue engine."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True)

    abbreviations_file: Path = NLU_DATA / "abbreviations.yml"
    """Short forms and dialect, a list of {short, long, ambiguous}."""
    places_file: Path = NLU_DATA / "lookups" / "places.yml"
    """Places old and new, a list of {name, …}: they say where, not what."""
    search_vectors: Literal["memory", "database"] = "memory"
    """Where vectors are compared: in each process, or in PostgreSQL (pgvector) for all of them."""
    encoder: str | None = None
    """Path or id of a sentence-transformers model; None: the one that ships (docs/encoder.md)."""
    vectors_dir: Path = Path("var/vectors")
    """Where vectors of known texts are kept between starts, a file for each encoder."""

    def lexicon(self) -> Lexicon:
        """The shipped tables of words with these files.

        Raises OSError or pydantic.ValidationError where one cannot be read.
        """
        return lexicon(self.abbreviations_file, self.places_file)
