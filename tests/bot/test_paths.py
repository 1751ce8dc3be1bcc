import pytest

from bot import paths


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of two inputs."""
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "config.yml").write_text("pipeline: []\n", encoding="utf-8")
    (tmp_path / "nlu_data" / "nlu").mkdir(parents=True)
    (tmp_path / "nlu_data" / "nlu" / "greet.yml").write_text("nlu: []\n", encoding="utf-8")
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(paths, "_INPUTS", (tmp_path / "bot" / "config.yml", tmp_path / "nlu_data"))
    return tmp_path


class TestFingerprint:
    def test_same_contents_same_name(self, project):
        assert paths.fingerprint() == paths.fingerprint()

    def test_changed_content_changes_the_name(self, project):
        before = paths.fingerprint()
        (project / "nlu_data" / "nlu" / "greet.yml").write_text("nlu: [1]\n", encoding="utf-8")
        assert paths.fingerprint() != before

    def test_new_file_changes_the_name(self, project):
        before = paths.fingerprint()
        (project / "nlu_data" / "nlu" / "thank.yml").write_text("", encoding="utf-8")
        assert paths.fingerprint() != before

    def test_moved_content_changes_the_name(self, project):
        before = paths.fingerprint()
        (project / "nlu_data" / "nlu" / "greet.yml").rename(project / "nlu_data" / "greet.yml")
        assert paths.fingerprint() != before

    def test_caches_and_hidden_files_do_not_count(self, project):
        before = paths.fingerprint()
        (project / "nlu_data" / "__pycache__").mkdir()
        (project / "nlu_data" / "__pycache__" / "x.pyc").write_bytes(b"x")
        (project / "nlu_data" / ".hidden").write_text("x", encoding="utf-8")
        assert paths.fingerprint() == before

    def test_model_that_only_understands_has_another_name(self, project):
        assert paths.fingerprint(nlu_only=True) != paths.fingerprint()


class TestServedModel:
    @pytest.fixture
    def models(self, project, monkeypatch):
        folder = project / "models"
        folder.mkdir()
        monkeypatch.setattr(paths, "MODELS", folder)
        monkeypatch.setattr(paths, "LAST_TRAINED", folder / "last-trained")
        return folder

    def test_the_model_of_the_inputs_is_served(self, models):
        paths.model_file().touch()
        (models / "last-trained").write_text("older.tar.gz\n", encoding="utf-8")
        assert paths.served_model() == paths.model_file()

    def test_while_inputs_are_being_changed_the_last_one_trained_is_served(self, models):
        (models / "last-trained").write_text("older.tar.gz\n", encoding="utf-8")
        assert paths.served_model() == models / "older.tar.gz"

    def test_without_any_model_the_one_to_train_is_named(self, models):
        assert paths.served_model() == paths.model_file()


class TestInputFiles:
    def test_all_that_shapes_the_model_is_watched(self):
        names = {str(file.relative_to(paths.ROOT)) for file in paths.input_files()}
        assert {
            "bot/config.yml",
            "bot/requirements.lock",
            "bot/components/features.py",
            "nlu_data/abbreviations.yml",
            "nlu_data/lookups/places.yml",
            "nlu_data/nlu/greet.yml",
        } <= names
        assert any(name.startswith("bot/domain/") for name in names)
