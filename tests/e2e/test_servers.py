"""The same demo on servers of one's own, and how it ends."""

import os
import signal

import psutil
import pytest

from deploy.plan import free_port_from
from deploy.running import running_demo
from tests.e2e.chat import Citizen
from tests.support.servers import open_folder, postgres_server

pytestmark = [pytest.mark.e2e, pytest.mark.engine, pytest.mark.timeout(300)]


class TestOwnServers:
    def test_the_demo_runs_on_a_given_postgresql_and_redis(self, tmp_path, redis_url):
        with open_folder("own-server") as folder, postgres_server(folder) as url:
            environment = {"DATABASE_URL": url, "REDIS_URL": redis_url}
            with running_demo(tmp_path / "var", free_port_from(18500), environment) as demo:
                citizen = Citizen(demo.chat_url)
                assert citizen.says("lệ phí đăng ký thường trú").codes[0] == "1.004222"
                assert citizen.says("thế mất bao lâu").codes[0] == "1.004222"
                assert not (tmp_path / "var" / "postgres").exists()
                assert "Training" not in demo.output
                family = psutil.Process(demo.process.pid).children(recursive=True)
                supervised = [psutil.Process(pid) for pid in demo.process_ids().values()]
                os.killpg(demo.process.pid, signal.SIGINT)
                demo.process.wait(40)
            gone, alive = psutil.wait_procs([*family, *supervised], timeout=10)
            assert alive == []
            assert gone
