import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.engine, pytest.mark.timeout(300)]


@pytest.fixture
def rateable(dossiers):
    """A dossier nobody else in these tests rates."""
    [found] = [d for d in dossiers if "Đăng ký kết hôn" in d.about]
    return found


@pytest.fixture
def in_progress(dossiers):
    return dossiers[0]


class TestLookUp:
    def test_whoever_knows_only_the_code_learns_how_far_it_is_and_no_more(
        self, citizen, in_progress
    ):
        said = citizen.says(f"hồ sơ {in_progress.code} đến đâu rồi")
        assert in_progress.code in said.text
        assert "thường trú" not in said.text.lower()

    def test_the_holder_learns_the_rest_after_proving_it(self, citizen, in_progress):
        said = citizen.says(in_progress.code.lower().replace("-", " "))
        asked = citizen.taps(said.payload("chi tiết"))
        assert "4 số cuối" in asked.text
        shown = citizen.says(in_progress.digits)
        assert "thường trú" in shown.text.lower()

    def test_wrong_digits_show_nothing_and_count(self, citizen, dossiers):
        target = dossiers[1]
        said = citizen.says(f"tra cứu {target.code}")
        citizen.taps(said.payload("chi tiết"))
        wrong = citizen.says("0000")
        assert "hộ tịch" not in wrong.text.lower()
        assert "4" in wrong.text

    def test_digits_are_not_kept_in_the_engine(self, demo, citizen, in_progress):
        said = citizen.says(in_progress.code)
        citizen.taps(said.payload("chi tiết"))
        citizen.says(in_progress.digits)
        logs = "".join(p.read_text(errors="replace") for p in (demo.data_dir / "log").iterdir())
        assert f'"{in_progress.digits}"' not in logs

    def test_a_wrong_code_is_explained_with_an_example(self, citizen):
        said = citizen.says("kiểm tra hồ sơ H22-99")
        assert "H22" in said.text
        assert "ví dụ" in said.text.lower()

    def test_an_unknown_code_gives_nothing_away(self, citizen):
        said = citizen.says("hồ sơ H22.15-261101-9999 tới đâu rồi")
        assert "không tìm thấy" in said.text.lower() or "chưa tìm thấy" in said.text.lower()


class TestRating:
    def test_a_rating_is_found_in_the_database_with_the_right_score(
        self, citizen, rateable, database
    ):
        said = citizen.says(f"tôi muốn đánh giá hồ sơ {rateable.code}")
        assert "4 số cuối" in said.text
        said = citizen.says(rateable.digits)
        levels = [2, 1, 2, 0]
        for wanted in levels:
            said = citizen.taps(level(said, wanted))
        said = citizen.taps(said.buttons[0]["payload"])
        said = citizen.says("cán bộ nhiệt tình nhưng phải chờ lâu")
        assert "cảm ơn" in said.text.lower()
        rows = stored_scores(database, rateable.code)
        assert sorted(rows) == sorted(levels)

    def test_a_stranger_cannot_rate(self, citizen, dossiers):
        target = dossiers[4]
        citizen.says(f"đánh giá hồ sơ {target.code}")
        said = citizen.says("0000")
        assert "answer_rating" not in str(said.buttons)


def level(said, score):
    """Payload of the button that gives `score`."""
    [payload] = [b["payload"] for b in said.buttons if f'"score": {score}' in b["payload"]]
    return payload


def stored_scores(database, code):
    rows = database.execute(
        """
        SELECT answer.score FROM feedback.answer AS answer
        JOIN feedback.rating AS rating ON rating.id = answer.rating_id
        WHERE rating.dossier_code = %s AND answer.scheme = 'regulated'
        """,
        (code,),
    ).fetchall()
    return [score for (score,) in rows]
