"""Questions as people put them: the files, and how they are read."""

import gzip
import json
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
import yaml

from common.text import fold, words
from knowledge.encoder.families import family_key
from knowledge.errors import UnreadableFile
from knowledge.outside import read_outside
from knowledge.questions import QUESTIONS, read_questions

JUDGED = Path(__file__).parent / "data"


@pytest.fixture
def write(tmp_path):
    def written(name, content):
        (tmp_path / name).write_text(content, encoding="utf-8")
        return tmp_path

    return written


class TestReadQuestions:
    def test_each_block_belongs_to_the_code_above_it(self, write):
        folder = write("a.txt", "# 9.000001\nxin thả diều\n thả ở đâu \n\n# 9.000002\nđèn trời\n")

        assert read_questions(folder) == {
            "9.000001": ("xin thả diều", "thả ở đâu"),
            "9.000002": ("đèn trời",),
        }

    def test_blocks_of_one_code_come_together_each_question_once(self, write):
        write("a.txt", "# 9.000001\nxin thả diều\n")
        folder = write("b.txt", "# 9.000001\nxin thả diều\nthả ở đâu\n")

        assert read_questions(folder) == {"9.000001": ("xin thả diều", "thả ở đâu")}

    def test_other_files_are_not_read(self, write):
        assert read_questions(write("README.md", "không phải câu hỏi")) == {}

    def test_a_question_before_any_code_is_refused_with_file_and_line(self, write):
        folder = write("lac.txt", "\nhỏi gì đó\n# 9.000001\n")

        with pytest.raises(UnreadableFile, match=r"lac\.txt, dòng 2"):
            read_questions(folder)

    def test_a_file_that_is_no_text_is_refused_by_name(self, tmp_path):
        (tmp_path / "hong.txt").write_bytes(b"\xff\xfe\x00")

        with pytest.raises(UnreadableFile, match=r"hong\.txt"):
            read_questions(tmp_path)


@pytest.fixture(scope="module")
def shipped():
    return read_questions()


@pytest.fixture(scope="module")
def families(national_records):
    """Family key of every national code."""
    with gzip.open(national_records, "rt", encoding="utf-8") as lines:
        records = map(json.loads, lines)
        return {raw["ma_thu_tuc"].strip(): family_key(raw["ten_thu_tuc"]) for raw in records}


class TestShippedQuestions:
    def test_all_are_nfc_on_one_clean_line(self, shipped):
        texts = [text for found in shipped.values() for text in found]

        assert [t for t in texts if t != unicodedata.normalize("NFC", " ".join(t.split()))] == []

    def test_every_file_holds_questions(self):
        for file in QUESTIONS.glob("*.txt"):
            assert len(file.read_text(encoding="utf-8").splitlines()) > 100, file.name

    @pytest.mark.data
    def test_every_code_is_a_national_one(self, shipped, families):
        assert sorted(set(shipped) - set(families)) == []

    @pytest.mark.data
    def test_no_question_stands_twice_in_a_family(self, shipped, families):
        asked = Counter(
            (families[code], text.lower()) for code, texts in shipped.items() for text in texts
        )

        assert [found for found, count in asked.items() if count > 1] == []

    @pytest.mark.data
    def test_hundreds_of_procedures_have_enough_to_learn_from(self, shipped, families):
        sizes = Counter(families[code] for code, texts in shipped.items() for _ in texts)

        assert sum(size >= 15 for size in sizes.values()) >= 400


class TestJudgedQuestions:
    def test_no_question_that_search_is_judged_by_is_shipped(self):
        judged = {
            _key(labelled["question"])
            for name in ("questions", "national_questions", "nothing_questions")
            for labelled in yaml.safe_load((JUDGED / f"{name}.yaml").read_text(encoding="utf-8"))
        }
        shipped = [text for texts in read_questions().values() for text in texts]
        shipped += [example.text for example in read_outside()]
        assert judged.isdisjoint(map(_key, shipped))


def _key(text):
    return " ".join(words(fold(text)))
