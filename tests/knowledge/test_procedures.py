"""The starter records in knowledge/procedures: well-formed, findable, true to their source."""

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from common.text import fold, nfc, words
from knowledge.record import CuratedProcedure

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "knowledge" / "procedures").glob("*.yaml"))
NATIONAL = ROOT.parent / "shared" / "data" / "procedures.jsonl.gz"

COPIED_RUN = 12
"""So many consecutive words in common with the official text are a copied sentence."""
OFFICIAL_NAMES = {
    "code", "name", "decision", "field", "ministry", "source_url", "legal_bases", "form",
}  # fmt: skip
"""Fields that carry names given by others and are quoted as they stand."""
DISTRICT = re.compile(r"\b(?:cap|ubnd|uy ban nhan dan|cong an|cong chuc) huyen\b")
FREE = re.compile(r"\bmien\b|mien phi|\bkhong (?:thu|phai nop|mat|tinh)\b")

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


def load(path: Path) -> dict[str, Any]:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(data, dict), f"{path.name}: not one record"
    return data


def record(path: Path) -> CuratedProcedure:
    return CuratedProcedure.model_validate(load(path))


def strings(value: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Every (field path, text) below `value`, without the names given by others."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, below in value.items():
            if key not in OFFICIAL_NAMES:
                yield from strings(below, f"{where}.{key}".lstrip("."))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from strings(below, f"{where}[{index}]")


def numbers(text: str) -> set[str]:
    """Numbers in `text`, one spelling each: `2.000` and `2,000` are 2000, `02` is 2."""
    found = re.findall(r"\d+(?:[.,]\d+)*", text)
    plain = [
        re.sub(r"[.,]", "", n) if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", n) else n.replace(",", ".")
        for n in found
    ]
    return {n.lstrip("0") or "0" for n in plain}


def runs(text: str) -> set[tuple[str, ...]]:
    tokens = [token.lower() for token in words(nfc(text))]
    return {tuple(tokens[i : i + COPIED_RUN]) for i in range(len(tokens) - COPIED_RUN + 1)}


def cites(official: str, number: str) -> bool:
    """Whether `number` stands in the flattened text, where digits of a title may cling to it.

    `123/2015/NĐ-CP` does not cite `23/2015/NĐ-CP`; `QH1352/2014/QH13` does cite `52/2014/QH13`.
    """
    own_digits = re.match(r"\d*", number)
    assert own_digits is not None
    return any(
        not found[1] or len(found[1]) + len(own_digits[0]) > 3
        for found in re.finditer(rf"(\d*){re.escape(number)}", official)
    )


@pytest.fixture(scope="module")
def national() -> dict[str, dict[str, str]]:
    """The official records of the starter codes, by code."""
    if not NATIONAL.exists():
        pytest.skip("needs the national records in ../shared/data/procedures.jsonl.gz")
    codes = {path.stem for path in FILES}
    with gzip.open(NATIONAL, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return {r["ma_thu_tuc"]: r for r in records if r["ma_thu_tuc"] in codes}


def test_enough_procedures_for_a_one_stop_desk_are_shipped() -> None:
    assert len(FILES) >= 150


@each_file
class TestShape:
    def test_is_one_curated_procedure_named_after_its_code(self, path: Path) -> None:
        assert record(path).code == path.stem, f"{path.name}: code"

    def test_is_nfc_and_opens_with_a_comment(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert text == nfc(text), f"{path.name}: not NFC"
        assert text.startswith("# "), f"{path.name}: no comment with the name in the first line"

    def test_keys_stand_in_the_order_of_the_class(self, path: Path) -> None:
        keys = list(load(path))
        order = [name for name in CuratedProcedure.model_fields if name in keys]
        assert keys == order, f"{path.name}: order of keys"

    def test_says_when_it_was_checked(self, path: Path) -> None:
        assert record(path).last_checked is not None, f"{path.name}: last_checked"

    def test_short_name_fits_a_button(self, path: Path) -> None:
        assert len(record(path).short_name) <= 60, f"{path.name}: short_name"

    def test_what_a_citizen_needs_is_there(self, path: Path) -> None:
        procedure = record(path)
        missing = [
            field
            for field in ("agency", "steps", "submissions", "papers", "results", "legal_bases")
            if not getattr(procedure, field)
        ]
        assert not missing, f"{path.name}: empty {missing}"

    def test_never_sends_to_the_abolished_district(self, path: Path) -> None:
        text = fold(path.read_text(encoding="utf-8"))
        assert not DISTRICT.search(text), f"{path.name}: names the district level"


@each_file
class TestFinding:
    def test_has_enough_aliases(self, path: Path) -> None:
        aliases = record(path).aliases
        assert len({fold(alias) for alias in aliases}) == len(aliases), f"{path.name}: twice"
        assert len(aliases) >= 8, f"{path.name}: aliases"

    def test_has_enough_questions_on_enough_aspects(self, path: Path) -> None:
        examples = record(path).examples
        questions = {fold(example.text) for example in examples}
        assert len(questions) == len(examples), f"{path.name}: a question twice"
        assert len(examples) >= 15, f"{path.name}: examples"
        assert len({example.aspect for example in examples}) >= 4, f"{path.name}: aspects"


@pytest.mark.parametrize("kind", ["aliases", "examples", "short_name"])
def test_no_wording_leads_to_two_procedures(kind: str) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for path in FILES:
        procedure = record(path)
        texts = {
            "aliases": procedure.aliases,
            "examples": tuple(example.text for example in procedure.examples),
            "short_name": (procedure.short_name,),
        }[kind]
        for text in texts:
            owners[" ".join(words(fold(text)))].add(path.name)
    shared = {text: sorted(names) for text, names in owners.items() if len(names) > 1}
    assert not shared, f"{kind} of two procedures: {shared}"


@pytest.mark.data
@each_file
class TestTruth:
    def test_identity_is_that_of_the_official_record(
        self, path: Path, national: dict[str, dict[str, str]]
    ) -> None:
        procedure, official = record(path), national[path.stem]
        assert procedure.name == nfc(official["ten_thu_tuc"]).strip(), f"{path.name}: name"
        assert procedure.decision == official["so_quyet_dinh"], f"{path.name}: decision"
        assert procedure.field == nfc(official["linh_vuc"]).strip(), f"{path.name}: field"
        assert procedure.source_url == official["detail_url"], f"{path.name}: source_url"

    def test_fees_and_time_limits_occur_in_the_official_record(
        self, path: Path, national: dict[str, dict[str, str]]
    ) -> None:
        official = " ".join(national[path.stem].values())
        known = numbers(official)
        for channel in record(path).submissions:
            where = f"{path.name}: submissions.{channel.channel}"
            for limit in channel.time_limits:
                stated = numbers(f"{limit.amount or 0:g} {limit.note}") - {"0"}
                assert stated <= known, f"{where}.time_limits: {stated - known}"
            for fee in channel.fees:
                stated = numbers(f"{fee.amount or 0} {fee.note}") - {"0"}
                assert stated <= known, f"{where}.fees: {stated - known}"
                if fee.amount == 0:
                    assert FREE.search(fold(official)), f"{where}.fees: not free in the source"

    def test_legal_bases_occur_in_the_official_record(
        self, path: Path, national: dict[str, dict[str, str]]
    ) -> None:
        official = nfc(" ".join(national[path.stem].values()))
        bases = record(path).legal_bases
        unknown = [basis.number for basis in bases if not cites(official, basis.number)]
        assert not unknown, f"{path.name}: legal_bases {unknown}"

    def test_no_sentence_is_copied(self, path: Path, national: dict[str, dict[str, str]]) -> None:
        official = runs(" ".join(national[path.stem].values()))
        for field, text in strings(load(path)):
            copied = [" ".join(run) for run in runs(text) if run in official]
            assert not copied, f"{path.name}: {field} copies “{copied[0]}”"
