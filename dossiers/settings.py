"""Which one-stop system is asked, how long we wait for it, and how often a person may guess."""

from datetime import timedelta
from typing import Annotated

from pydantic import AnyHttpUrl, Field, SecretStr

from common.settings import ProcessSettings, Seconds

Positive = Annotated[Seconds, Field(gt=timedelta(0))]


class DossierSettings(ProcessSettings):
    """Settings of look-ups and verification, from the environment of the process that does them.

    Lengths of time are seconds (`2.5`) or ISO 8601 (`PT15M`).
    """

    one_stop_system: str = "sandbox"
    """Name of a table in dossiers/data/systems/, or path of a province's own table (.yaml)."""
    one_stop_url: AnyHttpUrl
    one_stop_api_key: SecretStr
    one_stop_connect_timeout: Positive = timedelta(seconds=1)
    one_stop_read_timeout: Positive = timedelta(seconds=2.2)
    one_stop_total_timeout: Annotated[Positive, Field(lt=timedelta(seconds=6))] = timedelta(
        seconds=5
    )
    """Answer or failure by then, retries included: citizens are told within seconds."""
    one_stop_attempts: Annotated[int, Field(ge=1, le=5)] = 2
    """Tries of one look-up. Checks of a holder are never repeated."""
    one_stop_breaker_failures: Annotated[int, Field(ge=1)] = 5
    """So many failed calls in a row, and the system is left in peace …"""
    one_stop_breaker_pause: Positive = timedelta(seconds=15)
    """… for so long; then one call tries again."""
    one_stop_cache_found: Positive = timedelta(seconds=30)
    one_stop_cache_unknown: Positive = timedelta(seconds=5)
    one_stop_cache_size: Annotated[int, Field(ge=1)] = 2000
    """Number of codes remembered."""

    verification_lasts: Positive = timedelta(minutes=30)
    verification_attempts: Annotated[int, Field(ge=1)] = 5
    """Wrong digits of one person, over all dossiers, before the pause."""
    verification_pause: Positive = timedelta(minutes=15)
    verification_dossier_attempts: Annotated[int, Field(ge=1)] = 10
    """Wrong digits for one dossier, over all persons: new accounts do not buy new guesses."""
    verification_dossier_pause: Positive = timedelta(hours=1)
    """First pause of a dossier; each further one is twice as long, at most a day."""
