"""The peer a Rasa user would pick: Rasa's ResponseSelector, trained on the same examples."""

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from benchmarks.search.method import Found, undecided
from benchmarks.search.selector_project import Project, project
from deploy.plan import ENGINE_PYTHON
from knowledge.corpus import Entry

_SERVER = Path(__file__).with_name("selector_server.py")
_QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "LOG_LEVEL": "ERROR",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "",
    "PYTHONWARNINGS": "ignore",
    # Rasa compares inputs component by component; ours are compared as a whole.
    "RASA_MAX_CACHE_SIZE": "0",
}


class ResponseSelector:
    """Trained once for the same examples, then served by a process of its own. A `Method`."""

    def __init__(self) -> None:
        self._project = Project({}, ())
        self._server: subprocess.Popen[str] | None = None

    def load(self) -> None:
        """See `Method`: Rasa is loaded with the model, by the process that serves it."""

    def index(self, entries: Sequence[Entry], folder: Path) -> bool:
        """See `Method`. Raises RuntimeError where it cannot be trained or does not start."""
        self._project = project(entries)
        mine = folder / self._project.digest
        model = mine / "model.tar.gz"
        kept = model.exists()
        if not kept:
            self._train(mine)
        self.close()
        self._server = subprocess.Popen(
            [str(ENGINE_PYTHON), str(_SERVER), str(model)],
            env={**os.environ, **_QUIET},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._say("")
        return not kept

    def search(self, text: str) -> Found:
        """See `Method`."""
        return undecided(self._project.codes_of(self._say(json.dumps(text) + "\n")))

    def close(self) -> None:
        """Stop the process."""
        if self._server:
            self._server.communicate(timeout=30)

    def _train(self, folder: Path) -> None:
        self._project.write(folder)
        command = [str(ENGINE_PYTHON), "-m", "rasa", "train", "nlu", "--config", "config.yml"]
        command += ["--domain", "domain.yml", "--nlu", "nlu.yml", "--out", "."]
        with (folder / "training.log").open("w") as log:
            done = subprocess.run(
                [*command, "--fixed-model-name", "unfinished"],
                cwd=folder,
                env={**os.environ, **_QUIET, "LOG_LEVEL": "INFO"},
                stdout=log,
                stderr=subprocess.STDOUT,
                check=False,
            )
        if done.returncode != 0:
            raise RuntimeError(f"Rasa did not train; see {folder / 'training.log'}.")
        (folder / "unfinished.tar.gz").rename(folder / "model.tar.gz")

    def _say(self, line: str) -> list[str]:
        answer = ""
        if self._server and self._server.stdin and self._server.stdout:
            self._server.stdin.write(line)
            self._server.stdin.flush()
            answer = self._server.stdout.readline()
        if not answer:
            raise RuntimeError("The process that serves ResponseSelector is not there.")
        found: list[str] = json.loads(answer)
        return found
