"""The engine's copy of the text functions against the cases it shares with common/text.py."""

import json
from pathlib import Path

import pytest

from bot.components import text as engine_text

CASES: dict[str, list[dict[str, str]]] = json.loads(
    (Path(__file__).parents[1] / "contract" / "text_cases.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    ("function", "given_text", "expected"),
    [(name, case["given"], case["expected"]) for name, cases in CASES.items() for case in cases],
)
def test_shared_case(function: str, given_text: str, expected: str):
    assert getattr(engine_text, function)(given_text) == expected
