"""The project ResponseSelector is trained on."""

from dataclasses import replace
from pathlib import Path

import yaml

from benchmarks.search.selector_project import EPOCHS, INTENT, project
from tests.benchmarks.search.entries import BIRTH, DEATH, KITE_COMMUNE, KITE_PROVINCE

ASKED = replace(BIRTH, questions=("khai sinh [gấp]  cho bé {ơi}", "làm giấy khai sinh"))


class TestProject:
    def test_levels_of_one_procedure_are_one_intent(self) -> None:
        found = project([KITE_COMMUNE, DEATH, KITE_PROVINCE])
        assert found.codes == ((KITE_COMMUNE.code, KITE_PROVINCE.code), (DEATH.code,))
        learnt = yaml.safe_load(found.files["nlu.yml"])["nlu"]
        assert [block["intent"] for block in learnt] == [f"{INTENT}/0", f"{INTENT}/1"]
        names = f"- {KITE_COMMUNE.name}\n- {KITE_PROVINCE.name}\n"
        assert learnt[0]["examples"] == names

    def test_examples_are_the_name_and_peoples_words_each_once(self) -> None:
        learnt = yaml.safe_load(project([ASKED]).files["nlu.yml"])["nlu"]
        examples = learnt[0]["examples"].splitlines()
        assert examples[0] == f"- {BIRTH.name}"
        assert examples.count("- làm giấy khai sinh") == 1
        assert "- khai sinh (gấp) cho bé (ơi)" in examples

    def test_every_intent_has_a_response(self) -> None:
        domain = yaml.safe_load(project([BIRTH, DEATH]).files["domain.yml"])
        assert set(domain["responses"]) == {f"utter_{INTENT}/0", f"utter_{INTENT}/1"}

    def test_training_is_limited(self) -> None:
        pipeline = yaml.safe_load(project([BIRTH]).files["config.yml"])["pipeline"]
        assert pipeline[-1]["name"] == "ResponseSelector"
        assert pipeline[-1]["epochs"] == EPOCHS

    def test_the_digest_changes_with_the_examples(self) -> None:
        assert project([BIRTH]).digest == project([BIRTH]).digest
        assert project([BIRTH]).digest != project([ASKED]).digest

    def test_ranked_intents_become_codes(self) -> None:
        found = project([KITE_COMMUNE, DEATH, KITE_PROVINCE])
        ranked = found.codes_of([f"{INTENT}/1", f"{INTENT}/0"])
        assert ranked == [DEATH.code, KITE_COMMUNE.code, KITE_PROVINCE.code]

    def test_is_written_as_files(self, tmp_path: Path) -> None:
        project([BIRTH]).write(tmp_path / "new")
        assert {file.name for file in (tmp_path / "new").iterdir()} == {
            "config.yml",
            "domain.yml",
            "nlu.yml",
        }
