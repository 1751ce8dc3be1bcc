from deploy.secrets import load_secrets


class TestLoadSecrets:
    def test_secrets_are_made_once_and_kept(self, tmp_path):
        assert load_secrets(tmp_path) == load_secrets(tmp_path)

    def test_two_machines_have_different_secrets(self, tmp_path):
        assert load_secrets(tmp_path / "a") != load_secrets(tmp_path / "b")

    def test_only_the_owner_reads_the_file(self, tmp_path):
        load_secrets(tmp_path)
        assert (tmp_path / "secrets.env").stat().st_mode & 0o777 == 0o600

    def test_a_secret_of_the_environment_wins_and_is_not_written(self, monkeypatch, tmp_path):
        monkeypatch.setenv("SECRET_KEY", "from-the-operator")
        assert load_secrets(tmp_path)["SECRET_KEY"] == "from-the-operator"
        assert "from-the-operator" not in (tmp_path / "secrets.env").read_text()
