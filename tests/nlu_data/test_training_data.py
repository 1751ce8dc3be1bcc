"""What the engine learns from is well formed, honest in number and free of contradictions."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from common.text import clean, fold, nfc, words
from knowledge.record import Aspect

NLU = Path(__file__).parents[2] / "nlu_data" / "nlu"
PROBES = Path(__file__).parents[1] / "bot" / "dialogue_probes.yml"

INTENT_NAMES = """
    ask_procedure browse_procedures dossier_status rate complain talk_to_person greet thank goodbye
    affirm deny pick_option correct help who_are_you out_of_scope abuse emergency
"""
INTENTS = frozenset(INTENT_NAMES.split())
MINIMUM = dict.fromkeys(INTENTS, 60) | {
    "ask_procedure": 600,
    "out_of_scope": 150,
    "dossier_status": 120,
    "complain": 100,
    "correct": 100,
    "emergency": 100,
    "rate": 100,
    "talk_to_person": 100,
}
MINIMUM_PER_ASPECT = 35

# Also with blanks for its marks, as people copy it from paper.
DOSSIER_CODE = re.compile(
    r"\b(?:000\.\d\d\.\d\d\.)?[GH]\d\d(?:[. ]\d+)*[- ]\d{6}[- ]\d{4,}", re.IGNORECASE
)
LONG_NUMBER = re.compile(r"(?:\+84|\d)(?:[ .-]?\d){8,}")
INVENTED_NUMBERS = frozenset({"0912345678", "0900000000"})
MARKUP = re.compile(r"[\[\]{}]|\t|\$\{")


@dataclass(frozen=True)
class Text:
    """One training text, and where it stands."""

    text: str
    intent: str
    aspect: str | None
    file: str

    @property
    def key(self) -> str:
        """What is left when case, accents and punctuation are gone."""
        return " ".join(words(fold(self.text))) or self.text


def training_texts() -> Iterator[Text]:
    for path in sorted(NLU.glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            aspect = block.get("metadata", {}).get("aspect")
            for line in block["examples"].splitlines():
                assert line.startswith("- "), f"{path.name}: {line}"
                yield Text(line[2:].strip(), block["intent"], aspect, path.name)


@pytest.fixture(scope="module")
def texts() -> list[Text]:
    return list(training_texts())


class TestFiles:
    def test_every_file_is_rasa_3_training_data_of_one_intent(self):
        for path in NLU.glob("*.yml"):
            content = yaml.safe_load(path.read_text(encoding="utf-8"))
            assert content["version"] == "3.1", path.name
            intents = {block["intent"] for block in content["nlu"]}
            assert len(intents) == 1, path.name
            assert path.stem.startswith(intents.pop()), path.name

    def test_a_file_about_one_aspect_is_named_after_it(self, texts: list[Text]):
        for text in texts:
            if text.intent == "ask_procedure":
                assert text.file == f"ask_procedure_{text.aspect}.yml"
            else:
                assert text.aspect is None, text


class TestTexts:
    def test_are_clean_nfc_without_markup(self, texts: list[Text]):
        for text in texts:
            assert text.text == nfc(text.text) == clean(text.text), text
            assert not MARKUP.search(text.text), text
            # Rasa would read it as a payload.
            assert not text.text.startswith("/"), text

    def test_hold_no_number_that_could_be_somebodys(self, texts: list[Text]):
        for text in texts:
            for number in LONG_NUMBER.findall(DOSSIER_CODE.sub("", text.text)):
                assert re.sub(r"\D", "", number) in INVENTED_NUMBERS, text


class TestIntents:
    def test_are_those_of_the_bot(self, texts: list[Text]):
        assert {text.intent for text in texts} == INTENTS

    def test_have_enough_texts(self, texts: list[Text]):
        count = Counter(text.intent for text in texts)
        assert {i: count[i] for i in INTENTS if count[i] < MINIMUM[i]} == {}

    def test_questions_cover_every_aspect(self, texts: list[Text]):
        count = Counter(text.aspect for text in texts if text.intent == "ask_procedure")
        assert set(count) == {aspect.value for aspect in Aspect}
        assert {a: n for a, n in count.items() if n < MINIMUM_PER_ASPECT} == {}

    def test_hold_no_text_twice(self, texts: list[Text]):
        seen: dict[str, list[Text]] = defaultdict(list)
        for text in texts:
            seen[text.key].append(text)
        assert [found for found in seen.values() if len(found) > 1] == []

    def test_are_not_all_typed_with_accents(self, texts: list[Text]):
        by_intent: dict[str, list[bool]] = defaultdict(list)
        for text in texts:
            by_intent[text.intent].append(fold(text.text) == text.text.lower())
        for intent, bare in by_intent.items():
            assert 0.1 <= sum(bare) / len(bare) <= 0.5, intent


class TestProbes:
    def test_are_not_among_the_training_texts(self, texts: list[Text]):
        known = {text.key for text in texts}
        probes = yaml.safe_load(PROBES.read_text(encoding="utf-8"))
        assert len(probes) >= 150
        keys = [" ".join(words(fold(probe["text"]))) or probe["text"] for probe in probes]
        assert [key for key in keys if key in known] == []
        assert len(set(keys)) == len(keys)

    def test_name_intents_and_aspects_that_exist(self):
        for probe in yaml.safe_load(PROBES.read_text(encoding="utf-8")):
            assert probe["intent"] in INTENTS, probe
            assert set(probe) <= {"text", "intent", "aspect"}, probe
            assert ("aspect" in probe) == (probe["intent"] == "ask_procedure"), probe
            if "aspect" in probe:
                assert probe["aspect"] in {aspect.value for aspect in Aspect}, probe
