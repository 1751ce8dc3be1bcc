import socket

import pytest

from deploy.plan import free_port_from, make_plan

SECRETS = {"SECRET_KEY": "s" * 64, "ONE_STOP_API_KEY": "k" * 64}


@pytest.fixture
def taken():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


class TestMakePlan:
    def test_a_taken_chat_port_is_said_with_what_to_do(self, monkeypatch, tmp_path, taken):
        monkeypatch.setenv("PORT", str(taken))
        with pytest.raises(OSError, match=f"Port {taken} is taken.*PORT=8080 make demo"):
            make_plan(tmp_path, "postgresql://x", SECRETS)

    def test_every_process_finds_the_others(self, monkeypatch, tmp_path):
        monkeypatch.setenv("PORT", str(free_port_from(18000)))
        plan = make_plan(tmp_path, "postgresql://x", SECRETS)
        assert [process.name for process in plan.processes] == [
            "sandbox",
            "actions",
            "engine",
            "worker",
            "gateway",
        ]
        assert plan.environment["ENGINE_URL"].endswith(plan.environment["ENGINE_PORT"])
        assert plan.environment["DATABASE_URL"] == "postgresql://x"


class TestFreePortFrom:
    def test_a_taken_port_is_passed_over(self, taken):
        assert free_port_from(taken) > taken
