import os
import subprocess
import sys
import time

import psutil
import pytest

from deploy.plan import Plan, Process, free_port_from
from deploy.supervision import NotReady, stop_leftover, supervised, wait_until_ready


def plan(tmp_path, *processes):
    return Plan(tmp_path, 0, dict(os.environ), processes)


def server(port):
    return Process(
        "web",
        (sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"),
        f"http://127.0.0.1:{port}/",
    )


class TestSupervised:
    def test_a_process_that_dies_is_started_again_and_stopped_at_the_end(self, tmp_path):
        port = free_port_from(18100)
        running = plan(tmp_path, server(port))
        with supervised(running) as supervisor:
            wait_until_ready(running, supervisor, 20)
            [child] = children(supervisor.pid)
            os.kill(child, 9)
            wait_until_ready(running, supervisor, 20)
            [again] = children(supervisor.pid)
            assert again != child
        assert supervisor.returncode == 0
        assert not psutil.pid_exists(again)

    def test_a_process_that_never_answers_is_named_with_its_log(self, tmp_path):
        silent = Process("silent", ("sleep", "60"), "http://127.0.0.1:9/")
        running = plan(tmp_path, silent)
        with supervised(running) as supervisor, pytest.raises(NotReady, match=r"silent\.log"):
            wait_until_ready(running, supervisor, 4)


class TestStopLeftover:
    def test_a_supervisor_that_outlived_its_demo_is_ended(self, tmp_path):
        running = plan(tmp_path, server(free_port_from(18200)))
        with supervised(running) as supervisor:
            wait_until_ready(running, supervisor, 20)
            stop_leftover(tmp_path)
            supervisor.wait(10)

    def test_a_reused_process_id_is_left_alone(self, tmp_path):
        with subprocess.Popen(["sleep", "30"]) as other:
            (tmp_path / "supervisor.pid").write_text(str(other.pid))
            stop_leftover(tmp_path)
            time.sleep(0.3)
            assert other.poll() is None
            other.kill()


def children(pid):
    return [child.pid for child in psutil.Process(pid).children()]
