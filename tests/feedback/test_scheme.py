from datetime import date
from pathlib import Path

import pytest
import yaml

from feedback.scheme import SCHEMES_FOLDER, load_schemes, schemes_on


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in SCHEMES_FOLDER.glob("*.yaml"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def change(folder: Path, name: str, **fields: object) -> None:
    path = folder / name
    scheme = yaml.safe_load(path.read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump(scheme | fields, allow_unicode=True), encoding="utf-8")


class TestLoadSchemes:
    def test_the_shipped_schemes_ask_the_regulated_questions_first(self):
        regulated, overall = load_schemes()
        assert [each.number for each in regulated.questions] == [1, 3, 4, 7]
        assert all({0, 1, 2} == {lv.score for lv in q.levels} for q in regulated.questions)
        assert [level.score for level in overall.questions[0].levels] == [5, 4, 3, 2, 1]
        assert (regulated.required, overall.required) == (True, False)

    def test_citizen_and_system_indicators_together_are_the_nine_of_the_decree(self):
        regulated = load_schemes()[0]
        assert regulated.scoring is not None
        asked = [each.number for each in regulated.questions]
        assert sorted([*asked, *regulated.scoring.system_indicators]) == list(range(1, 10))

    def test_a_misspelt_field_is_refused_with_the_file_name(self, folder: Path):
        change(folder, "overall-1.yaml", colour="red")
        with pytest.raises(ValueError, match=r"overall-1\.yaml"):
            load_schemes(folder)

    def test_classes_with_a_gap_at_the_bottom_are_refused(self, folder: Path):
        scoring = yaml.safe_load((folder / "regulated-1.yaml").read_text(encoding="utf-8"))[
            "scoring"
        ]
        scoring["agency"]["classes"][-1]["from"] = 1
        change(folder, "regulated-1.yaml", scoring=scoring)
        with pytest.raises(ValueError, match="last class must begin at 0"):
            load_schemes(folder)

    def test_classes_out_of_order_are_refused(self, folder: Path):
        scoring = yaml.safe_load((folder / "regulated-1.yaml").read_text(encoding="utf-8"))[
            "scoring"
        ]
        scoring["officer"]["classes"].reverse()
        change(folder, "regulated-1.yaml", scoring=scoring)
        with pytest.raises(ValueError, match="from the best to the worst"):
            load_schemes(folder)

    def test_two_versions_valid_on_one_day_are_refused(self, folder: Path):
        text = (folder / "overall-1.yaml").read_text(encoding="utf-8")
        (folder / "overall-2.yaml").write_text(text.replace("version: 1", "version: 2"))
        with pytest.raises(ValueError, match="Two versions of overall"):
            load_schemes(folder)


class TestSchemesOn:
    def test_a_new_version_takes_over_on_its_first_day(self, folder: Path):
        text = (folder / "overall-1.yaml").read_text(encoding="utf-8")
        change(folder, "overall-1.yaml", valid_to=date(2026, 12, 31))
        (folder / "overall-2.yaml").write_text(text, encoding="utf-8")
        change(folder, "overall-2.yaml", version=2, valid_from=date(2027, 1, 1))
        schemes = load_schemes(folder)
        assert [
            s.version for s in schemes_on(schemes, date(2026, 12, 31)) if s.id == "overall"
        ] == [1]
        assert [s.version for s in schemes_on(schemes, date(2027, 1, 1)) if s.id == "overall"] == [
            2
        ]

    def test_before_the_decree_nothing_is_asked(self):
        assert schemes_on(load_schemes(), date(2018, 6, 20)) == ()
