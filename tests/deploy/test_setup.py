import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy import setup
from deploy.setup import SetupError, environment, find_python, main


def fake_python(folder: Path, name: str, version: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\necho {version}\n")
    program.chmod(0o755)
    return program


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """A machine without any Python that set-up would find."""
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path


class TestFindPython:
    def test_pyenvs_newest_version_is_taken_first(self, bare):
        for patch in ("3.10.4", "3.10.9"):
            fake_python(bare / "pyenv/versions" / patch / "bin", "python3.10", "3.10")
        fake_python(bare / "bin", "python3.10", "3.10")
        assert "3.10.9" in find_python("3.10")

    def test_a_shim_that_fails_is_passed_over(self, bare):
        shim = bare / "bin" / "python3.10"
        fake_python(bare / "bin", "python3.10", "3.10")
        shim.write_text("#!/bin/sh\nexit 127\n")
        uv = bare / "bin" / "uv"
        real = fake_python(bare / "uv", "python3.10", "3.10")
        uv.write_text(f"#!/bin/sh\necho {real}\n")
        uv.chmod(0o755)
        assert find_python("3.10") == str(real)

    def test_a_program_that_lies_about_its_version_is_passed_over(self, bare):
        fake_python(bare / "bin", "python3.10", "3.12")
        with pytest.raises(SetupError, match=r"apt-get install python3\.10"):
            find_python("3.10")


class TestEnvironment:
    def test_an_environment_that_holds_its_locks_is_left_alone(self, monkeypatch, tmp_path):
        monkeypatch.setattr(setup, "ROOT", tmp_path)
        monkeypatch.setattr(setup, "LOG", tmp_path / "log")
        (tmp_path / "empty.lock").write_text("")
        environment("env", "3.11", ["empty.lock"])
        before = (tmp_path / "env/bin/python").lstat().st_mtime_ns
        monkeypatch.setattr(setup, "find_python", lambda _: pytest.fail("built again"))
        environment("env", "3.11", ["empty.lock"])
        assert (tmp_path / "env/bin/python").lstat().st_mtime_ns == before

    def test_a_lock_that_cannot_be_installed_says_where_to_look(self, monkeypatch, tmp_path):
        monkeypatch.setattr(setup, "ROOT", tmp_path)
        monkeypatch.setattr(setup, "LOG", tmp_path / "log")
        (tmp_path / "bad.lock").write_text("not a requirement ===\n")
        with pytest.raises(SetupError, match=r"Last lines of .*log"):
            environment("env", "3.11", ["bad.lock"])
        assert not (tmp_path / "env" / ".locks").exists()


class TestMain:
    def test_an_unknown_part_is_named_with_the_known_ones(self):
        with pytest.raises(SetupError, match="app, dev, engine"):
            main(["everything"])

    def test_it_runs_without_any_installed_package(self):
        command = [sys.executable, "-I", "deploy/setup.py"]
        done = subprocess.run(command, capture_output=True, check=False, env=dict(os.environ))
        assert done.returncode == 0
