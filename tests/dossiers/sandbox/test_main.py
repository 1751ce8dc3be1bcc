"""`python -m dossiers.sandbox` as a process of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from dossiers.code import find_dossier_codes
from tests.dossiers.support import API_KEY
from tests.support.servers import free_port, wait_for_port

PROGRAM = [sys.executable, "-m", "dossiers.sandbox"]


def environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SANDBOX_", "ONE_STOP_"))}
    return {**kept, "DATA_DIR": str(folder), **more}


class TestShowDemo:
    def test_codes_and_digits_are_printed_without_a_key_or_a_server(self, tmp_path: Path) -> None:
        shown = subprocess.run(
            [*PROGRAM, "--show-demo"],
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            check=True,
        )
        lines = shown.stdout.splitlines()
        assert len(lines) == 9
        for line in lines:
            code, digits, *words = line.split()
            assert [str(found) for found in find_dossier_codes(code)] == [code]
            assert digits.isdigit()
            assert words


class TestServe:
    def test_it_serves_logs_json_moves_dossiers_and_ends_cleanly(self, tmp_path: Path) -> None:
        port = free_port()
        given = environment(
            tmp_path,
            SANDBOX_PORT=str(port),
            ONE_STOP_API_KEY=API_KEY,
            SANDBOX_ADVANCE_EVERY="0.2",
        )
        log = tmp_path / "log"
        with (
            log.open("w") as out,
            subprocess.Popen(PROGRAM, env=given, stdout=out, stderr=subprocess.STDOUT) as process,
        ):
            try:
                wait_for_port(port)
                assert httpx.get(f"http://127.0.0.1:{port}/health").json() == {"trangThai": "ok"}
                time.sleep(0.6)
            finally:
                process.send_signal(signal.SIGTERM)
                process.wait(10)
        lines = [json.loads(line) for line in log.read_text().splitlines()]
        assert {line["process"] for line in lines} == {"sandbox"}
        events = {line["event"] for line in lines}
        assert {"sandbox_answered", "sandbox_advanced"} <= events
        assert not [line for line in lines if line["level"] in {"error", "critical"}]
        assert (tmp_path / "sandbox.sqlite").exists()

    @pytest.mark.parametrize("key", ["", "abc12"])
    def test_without_a_key_worth_the_name_it_does_not_start(self, tmp_path: Path, key: str) -> None:
        given = environment(tmp_path, **({"ONE_STOP_API_KEY": key} if key else {}))
        ended = subprocess.run(PROGRAM, env=given, capture_output=True, text=True, check=False)
        assert ended.returncode != 0
        assert "sandbox_api_key" in ended.stderr.lower()
        assert not key or key not in ended.stderr
