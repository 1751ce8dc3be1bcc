"""Messages that no procedure answers."""

import pytest

from knowledge.errors import UnreadableFile
from knowledge.outside import Example, outside_of, read_outside
from knowledge.refusing import Reason
from knowledge.vectors import VectorStore
from tests.knowledge.bag_encoder import BagEncoder


@pytest.fixture
def outside(tmp_path):
    examples = [
        ("giá vàng hôm nay", Reason.OUT_OF_SCOPE),
        ("chuyển trường cho con", Reason.OTHER_MINISTRY),
    ]
    return outside_of(examples, BagEncoder(), VectorStore(tmp_path / "vectors.npz"))


class TestNearest:
    def test_the_reason_of_the_most_alike_is_given(self, outside):
        likeness, reason = outside.nearest("con chuyển trường")
        assert reason is Reason.OTHER_MINISTRY
        assert likeness > 0.7

    def test_an_example_is_wholly_like_itself(self, outside):
        assert outside.nearest("giá vàng hôm nay")[0] == pytest.approx(1, abs=1e-4)

    def test_nothing_is_like_an_empty_text(self, outside):
        assert outside.nearest("") == (0.0, None)

    def test_without_examples_nothing_is_outside(self, tmp_path):
        none = outside_of([], BagEncoder(), VectorStore(tmp_path / "vectors.npz"))
        assert none.nearest("giá vàng") == (0.0, None)


class TestReadOutside:
    def test_a_file_is_named_after_its_reason_and_headings_are_no_messages(self, tmp_path):
        (tmp_path / "other_ministry.txt").write_text("# y tế\nmở nhà thuốc\n\n", encoding="utf-8")
        assert read_outside(tmp_path) == [Example("mở nhà thuốc", Reason.OTHER_MINISTRY)]

    def test_an_unknown_reason_is_refused_by_name(self, tmp_path):
        (tmp_path / "whatever.txt").write_text("a b c", encoding="utf-8")
        with pytest.raises(UnreadableFile, match=r"whatever\.txt"):
            read_outside(tmp_path)

    def test_what_ships_covers_every_reason_but_those_search_finds_itself(self):
        reasons = {example.reason for example in read_outside()}
        assert reasons == set(Reason) - {Reason.NOT_IN_RECORDS}
