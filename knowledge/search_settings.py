"""What search reads from its environment."""

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class SearchSettings(BaseSettings):
    """Where the words of citizens are that search shares with the dialogue engine."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True)

    abbreviations_file: Path = Path(__file__).parents[1] / "nlu_data" / "abbreviations.yml"
    """Short forms and dialect, a list of {short, long, ambiguous}."""
