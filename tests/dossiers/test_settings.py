"""Settings of look-ups."""

from datetime import timedelta

import pytest
from pydantic import ValidationError

from dossiers.registry import open_one_stop
from dossiers.settings import DossierSettings
from tests.dossiers.support import settings_for

URL = "http://127.0.0.1:9"


class TestDossierSettings:
    def test_lengths_of_time_are_plain_seconds_or_iso(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ONE_STOP_URL", URL)
        monkeypatch.setenv("ONE_STOP_API_KEY", "secret")
        monkeypatch.setenv("ONE_STOP_READ_TIMEOUT", "1.5")
        monkeypatch.setenv("VERIFICATION_PAUSE", "PT20M")
        settings = DossierSettings()
        assert settings.one_stop_read_timeout == timedelta(seconds=1.5)
        assert settings.verification_pause == timedelta(minutes=20)

    def test_without_address_and_key_nothing_starts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("ONE_STOP_URL", raising=False)
        monkeypatch.delenv("ONE_STOP_API_KEY", raising=False)
        with pytest.raises(ValidationError, match="2 validation errors"):
            DossierSettings()

    def test_the_key_does_not_show(self) -> None:
        settings = settings_for(URL, one_stop_api_key="do-not-show")
        assert "do-not-show" not in repr(settings)

    @pytest.mark.parametrize(
        "changed",
        [
            {"one_stop_total_timeout": timedelta(seconds=6)},
            {"one_stop_read_timeout": timedelta(0)},
            {"one_stop_attempts": 0},
            {"verification_attempts": 0},
        ],
    )
    def test_values_that_break_a_promise_are_refused(self, changed: dict[str, object]) -> None:
        with pytest.raises(ValidationError):
            settings_for(URL, **changed)

    def test_an_address_that_is_not_http_is_refused(self) -> None:
        with pytest.raises(ValidationError, match="http"):
            settings_for("ftp://127.0.0.1")


class TestOpenOneStop:
    async def test_settings_choose_the_system(self) -> None:
        system = open_one_stop(settings_for(URL))
        assert system.name == "sandbox"
        await system.aclose()

    def test_an_unknown_system_is_refused(self) -> None:
        with pytest.raises(ValueError, match="known systems"):
            open_one_stop(settings_for(URL, one_stop_system="nowhere"))

    def test_a_table_with_an_unknown_client_is_refused(self, tmp_path) -> None:
        table = tmp_path / "mine.yaml"
        table.write_text(
            "{system: m, title: t, client: soap, source: s, checked: 2026-11-01, statuses: {}}"
        )
        with pytest.raises(ValueError, match="known clients: http"):
            open_one_stop(settings_for(URL, one_stop_system=str(table)))
