import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from common.text import fold
from knowledge.corpus import entries_of_export
from knowledge.errors import UnreadableFile
from knowledge.life_events import (
    EVENTS,
    LEAST_EXAMPLES,
    LifeEvent,
    read_life_events,
    shipped_life_events,
)

LAUNCH: dict[str, Any] = {
    "id": "kite_launch",
    "title": "Thả diều lần đầu",
    "say": ["thả diều"],
    "steps": [
        {"title": "Xin phép", "why": "Nộp ở xã.", "procedures": [{"code": "9.000001"}]},
        {"title": "Hỏi thời tiết", "why": "Có gió mới thả.", "where": "Hỏi đài khí tượng."},
    ],
    "examples": [f"thả diều lần {number} phải làm những gì" for number in range(LEAST_EXAMPLES)],
}

each_event = pytest.mark.parametrize("event", shipped_life_events(), ids=lambda event: event.id)


def written(folder: Path, name: str = "kite_launch", **changed: Any) -> Path:
    text = yaml.safe_dump(LAUNCH | changed, allow_unicode=True)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


class TestReadLifeEvents:
    def test_an_event_is_read(self, tmp_path: Path):
        [event] = read_life_events(written(tmp_path))
        assert event.title == "Thả diều lần đầu"
        assert event.codes == ("9.000001",)

    def test_an_id_other_than_the_file_name_is_refused(self, tmp_path: Path):
        with pytest.raises(UnreadableFile, match="trùng với tên tệp"):
            read_life_events(written(tmp_path, "kites"))

    def test_a_step_that_leads_nowhere_is_refused(self, tmp_path: Path):
        steps = [*LAUNCH["steps"], {"title": "Về nhà", "why": "Trời tối."}]
        with pytest.raises(UnreadableFile, match="procedures hoặc where"):
            read_life_events(written(tmp_path, steps=steps))

    def test_several_procedures_of_a_step_must_be_told_apart(self, tmp_path: Path):
        both = [{"code": "9.000001", "label": "Ban ngày"}, {"code": "9.000002"}]
        steps = [LAUNCH["steps"][1], {"title": "Xin phép", "why": "Ở xã.", "procedures": both}]
        with pytest.raises(UnreadableFile, match="label"):
            read_life_events(written(tmp_path, steps=steps))

    @pytest.mark.parametrize(
        "changed",
        [
            {"examples": LAUNCH["examples"][1:]},
            {"steps": LAUNCH["steps"][:1]},
            {"steps": LAUNCH["steps"] * 3},
            {"say": []},
            {"colour": "đỏ"},
            {"steps": [{**LAUNCH["steps"][0], "procedures": [{"code": "1.2"}]}] * 2},
        ],
        ids=["few examples", "one step", "six steps", "no name", "unknown field", "no code"],
    )
    def test_a_file_that_is_not_of_the_shape_is_refused(
        self, tmp_path: Path, changed: dict[str, Any]
    ):
        with pytest.raises(UnreadableFile, match=r"kite_launch\.yaml"):
            read_life_events(written(tmp_path, **changed))

    def test_what_is_not_yaml_is_refused(self, tmp_path: Path):
        (tmp_path / "kites.yaml").write_text("id: [", encoding="utf-8")
        with pytest.raises(UnreadableFile, match=r"kites\.yaml"):
            read_life_events(tmp_path)


class TestShippedLifeEvents:
    def test_the_ten_asked_for_and_more(self):
        assert {
            "new_baby", "wedding", "moving", "lost_papers", "building_house", "opening_shop",
            "death", "school", "vehicle", "retirement",
        } <= {event.id for event in shipped_life_events()}  # fmt: skip

    def test_files_are_composed_unicode(self):
        texts = [file.read_text(encoding="utf-8") for file in EVENTS.glob("*.yaml")]
        assert texts
        assert all(unicodedata.is_normalized("NFC", text) for text in texts)

    @each_event
    def test_what_citizens_read_keeps_the_voice(self, event: LifeEvent):
        said = " ".join(f"{step.title} {step.why} {step.when} {step.where}" for step in event.steps)
        assert not set("!?") & set(said)
        assert "cap huyen" not in fold(said)
        assert all(len(step.title) <= 45 for step in event.steps)
        assert all(len(each.label) <= 40 for step in event.steps for each in step.procedures)

    @each_event
    def test_exclusions_have_two_words_since_one_without_accents_is_many(self, event: LifeEvent):
        assert all(" " in phrase for phrase in event.unless)

    @each_event
    def test_no_procedure_is_offered_twice_in_one_step(self, event: LifeEvent):
        for step in event.steps:
            codes = [each.code for each in step.procedures]
            assert len(codes) == len(set(codes))

    @pytest.mark.data
    def test_every_code_is_a_national_procedure(self, national_records: Path):
        national = {entry.code for entry in entries_of_export(national_records)}
        missing = {event.id: sorted(set(event.codes) - national) for event in shipped_life_events()}
        assert not any(missing.values()), missing
