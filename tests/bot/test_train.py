import os
import subprocess
import sys
import time

import pytest

from bot import train as training
from bot.paths import ROOT
from bot.train import TrainingFailed, prune, train


@pytest.fixture
def models(tmp_path, monkeypatch):
    """Four models, the first the oldest."""
    folder = tmp_path / "models"
    folder.mkdir()
    for age, name in enumerate("dcba"):
        file = folder / f"{name}.tar.gz"
        file.write_bytes(b"model")
        os.utime(file, (time.time() - age, time.time() - age))
    monkeypatch.setattr(training, "MODELS", folder)
    return folder


class TestTrain:
    def test_model_of_the_present_inputs_is_not_trained_again(self, models, monkeypatch, capsys):
        monkeypatch.setattr(training, "model_file", lambda **_: models / "a.tar.gz")
        assert train() == models / "a.tar.gz"
        assert "up to date" in capsys.readouterr().out

    def test_missing_input_is_named(self, models, monkeypatch):
        monkeypatch.setattr(training, "model_file", lambda **_: models / "new.tar.gz")
        monkeypatch.setattr(training, "RULES", ROOT / "nlu_data" / "nowhere")
        with pytest.raises(TrainingFailed, match="Missing: nlu_data/nowhere"):
            train()
        assert not (models / "new.tar.gz").exists()

    def test_wrong_input_leaves_no_model_and_a_reason(self, models, monkeypatch, tmp_path):
        wrong = tmp_path / "config.yml"
        wrong.write_text(
            "recipe: default.v1\nassistant_id: x\nlanguage: vi\npipeline:\n- name: Nowhere\n",
            encoding="utf-8",
        )
        monkeypatch.setattr(training, "model_file", lambda **_: models / "new.tar.gz")
        monkeypatch.setattr(training, "CONFIG", wrong)
        monkeypatch.setattr(training, "ROOT", tmp_path)
        with pytest.raises(TrainingFailed, match="Nowhere"):
            train(nlu_only=True)
        assert not (models / "new.tar.gz").exists()


class TestPrune:
    def test_the_new_model_and_the_one_before_it_stay(self, models):
        deleted = prune(keep=models / "b.tar.gz")
        assert {file.name for file in models.iterdir()} == {"b.tar.gz", "d.tar.gz"}
        assert {file.name for file in deleted} == {"a.tar.gz", "c.tar.gz"}


class TestCommand:
    def test_failure_is_an_exit_code_and_a_last_line(self, tmp_path):
        script = (
            "import sys, bot.train as t, pathlib\n"
            "t.model_file = lambda **_: pathlib.Path('never.tar.gz')\n"
            "t.EXAMPLES = t.ROOT / 'nowhere'\n"
            "sys.argv = ['train', '--nlu-only']\n"
            "sys.exit(t.main())\n"
        )
        run = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert run.returncode == 1
        assert run.stdout.splitlines()[-1] == "Training failed. Missing: nowhere."
