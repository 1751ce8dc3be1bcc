import pytest

from bot.scores import Score, confusions, label_scores, macro_f1, set_scores


class TestScore:
    def test_shares_of_right_ones(self):
        score = Score(right=6, predicted=8, support=10)
        assert (score.precision, score.recall) == (0.75, 0.6)
        assert score.f1 == pytest.approx(2 / (1 / 0.75 + 1 / 0.6))

    def test_nothing_predicted_is_zero(self):
        assert (Score(0, 0, 3).precision, Score(0, 0, 3).recall, Score(0, 0, 3).f1) == (0, 0, 0)


class TestLabelScores:
    def test_each_true_label_is_counted(self):
        scores = label_scores(["a", "a", "b"], ["a", "b", "b"])
        assert scores == {"a": Score(1, 1, 2), "b": Score(1, 2, 1)}

    def test_label_that_is_only_predicted_has_no_score(self):
        assert label_scores(["a"], ["nlu_fallback"]) == {"a": Score(0, 0, 1)}


class TestConfusions:
    def test_most_frequent_first(self):
        found = confusions(["a", "b", "b", "c"], ["b", "c", "c", "c"])
        assert found == [("b", "c", 2), ("a", "b", 1)]


class TestSetScores:
    def test_right_needs_kind_and_thing(self):
        true = {("date", "5/3"), ("place", "huế")}
        predicted = {("date", "5/3"), ("place", "vinh"), ("phone", "0")}
        assert set_scores([(true, predicted)]) == {
            "date": Score(1, 1, 1),
            "phone": Score(0, 1, 0),
            "place": Score(0, 1, 1),
        }


class TestMacroF1:
    def test_labels_count_alike(self):
        assert macro_f1({"a": Score(9, 9, 9), "b": Score(0, 0, 1)}) == 0.5
