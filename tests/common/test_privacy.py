import pytest

from common.privacy import keyed_hash

SECRET = "0123456789abcdef0123456789abcdef"


class TestKeyedHash:
    def test_the_same_person_has_the_same_pseudonym(self):
        assert keyed_hash(SECRET, "rater", "a") == keyed_hash(SECRET, "rater", "a")

    def test_pseudonyms_of_two_purposes_cannot_be_joined(self):
        assert keyed_hash(SECRET, "rater", "a") != keyed_hash(SECRET, "webchat", "a")

    def test_purpose_and_value_cannot_be_shifted_into_each_other(self):
        assert keyed_hash(SECRET, "rater", "xa") != keyed_hash(SECRET, "raterx", "a")

    def test_another_secret_gives_another_pseudonym(self):
        assert keyed_hash(SECRET, "rater", "a") != keyed_hash(SECRET[::-1], "rater", "a")

    def test_a_short_secret_is_refused(self):
        with pytest.raises(ValueError, match="SECRET_KEY"):
            keyed_hash("short", "rater", "a")
