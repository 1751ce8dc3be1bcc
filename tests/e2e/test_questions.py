import json

import pytest

from tests.e2e.chat import Citizen, without_accents

pytestmark = [pytest.mark.e2e, pytest.mark.engine, pytest.mark.data, pytest.mark.timeout(600)]


class TestDevelopmentQuestions:
    @pytest.mark.parametrize("typed", ["with accents", "without accents"])
    def test_every_question_is_answered_and_the_right_procedures_are_counted(
        self, demo, questions_file, report, typed
    ):
        first = third = wanted = refused = unwanted = 0
        lines = questions_file.read_text(encoding="utf-8").splitlines()
        for question in map(json.loads, lines):
            text = question["question"]
            said = Citizen(demo.chat_url).says(
                without_accents(text) if typed == "without accents" else text
            )
            assert said.text.strip()
            codes = said.codes
            if question["accept"]:
                wanted += 1
                first += bool(codes) and codes[0] in question["accept"]
                third += any(code in question["accept"] for code in codes[:3])
            else:
                unwanted += 1
                refused += not codes
        report.append(
            f"questions-dev {typed}: top-1 {first}/{wanted}, top-3 {third}/{wanted}, "
            f"without a procedure {refused}/{unwanted}"
        )
        assert wanted + unwanted == len(lines)
