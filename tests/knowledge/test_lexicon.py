"""The shipped tables of words."""

from collections import Counter
from pathlib import Path

import pytest
from pydantic import ValidationError

from common.text import nfc
from knowledge.lexicon import DATA, Gate, Lexicon, Lookalike, lexicon, read_yaml
from knowledge.phrases import tokens
from knowledge.record import Level
from knowledge.refusing import Reason
from knowledge.search_settings import SearchSettings
from knowledge.understanding import Reader

SHIPPED = lexicon()


def phrases(table: Lexicon) -> list[str]:
    return [phrase for entry in table.synonyms for phrase in entry.say]


class TestShippedTables:
    def test_sayings_cover_far_more_than_the_starter_records(self) -> None:
        assert len(SHIPPED.synonyms) >= 300

    def test_no_saying_stands_twice(self) -> None:
        assert [p for p, times in Counter(phrases(SHIPPED)).items() if times > 1] == []

    def test_every_saying_and_meaning_holds_words(self) -> None:
        meanings = [means for entry in SHIPPED.synonyms for means in entry.means]
        assert all(tokens(phrase) for phrase in (*phrases(SHIPPED), *meanings))

    def test_reasons_are_those_a_finding_can_give(self) -> None:
        given = {gate.reason for gate in SHIPPED.scope.gates}
        given |= {topic.reason for topic in SHIPPED.scope.topics}
        assert given <= set(Reason)

    def test_every_gate_can_close(self) -> None:
        assert all(gate.any or gate.all for gate in SHIPPED.scope.gates)

    def test_look_alikes_are_named_once(self) -> None:
        ids = [mark.id for mark in SHIPPED.lookalikes]
        assert len(ids) == len(set(ids))

    def test_no_words_for_the_abolished_district(self) -> None:
        assert set(SHIPPED.levels) == {Level.COMMUNE, Level.PROVINCE, Level.MINISTRY}

    @pytest.mark.parametrize("file", sorted(DATA.glob("*.yaml")), ids=lambda file: file.name)
    def test_files_are_nfc_and_dated(self, file: Path) -> None:
        text = file.read_text(encoding="utf-8")
        assert text == nfc(text)
        assert "2026-" in text


class TestLexicon:
    def test_short_forms_come_from_the_file_that_is_given(self, tmp_path: Path) -> None:
        file = tmp_path / "short.yml"
        file.write_text("- {short: ks, long: khai sinh}\n", encoding="utf-8")
        assert [each.long for each in lexicon(file).abbreviations] == ["khai sinh"]

    def test_places_say_where_not_what(self, tmp_path: Path) -> None:
        file = tmp_path / "places.yml"
        file.write_text("- {name: Diều Bay, kind: province, today: Sáo}\n", encoding="utf-8")
        table = lexicon(None, file)
        assert [place.name for place in table.places] == ["Diều Bay"]
        assert Reader(table).read("khai sinh ở Diều Bay").weights == (1, 1, 0, 0, 0)

    def test_the_engines_tables_are_found_by_default(self) -> None:
        table = SearchSettings().lexicon()
        assert len(table.abbreviations) > 100
        assert "Hà Nội" in {place.name for place in table.places}

    def test_a_missing_file_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(OSError, match="missing"):
            lexicon(tmp_path / "missing.yml")

    def test_a_file_of_another_shape_is_an_error(self, tmp_path: Path) -> None:
        file = tmp_path / "short.yml"
        file.write_text("- {shrt: ks}\n", encoding="utf-8")
        with pytest.raises(ValidationError):
            lexicon(file)

    def test_a_weight_is_a_share(self) -> None:
        with pytest.raises(ValidationError):
            Lookalike(id="x", marks=("x",), cues=(), weight=1.5, label="")

    def test_a_misspelt_key_is_an_error(self) -> None:
        with pytest.raises(ValidationError):
            Gate.model_validate({"reason": "unclear", "anny": ["x"]})

    def test_yaml_is_read_without_python_objects(self, tmp_path: Path) -> None:
        file = tmp_path / "evil.yaml"
        file.write_text("!!python/object/apply:os.getcwd []\n", encoding="utf-8")
        with pytest.raises(Exception, match="could not determine a constructor"):
            read_yaml(file)
