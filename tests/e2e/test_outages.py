"""Parts of the system go away; nobody is left without a word and nothing is lost."""

import time

import httpx
import pytest

from tests.e2e.chat import Citizen

pytestmark = [pytest.mark.e2e, pytest.mark.engine, pytest.mark.timeout(300)]


@pytest.fixture
def stopped(demo):
    """Stops a process and starts it again after the test."""
    names = []

    def stop(name):
        names.append(name)
        demo.control("stop", name)

    yield stop
    for name in names:
        demo.control("start", name)
        answered_again(demo, name)


def answered_again(demo, name):
    """Wait until a citizen gets a real answer again."""
    for _ in range(120):
        said = Citizen(demo.chat_url).says("lệ phí đăng ký thường trú")
        if "1.004222" in said.text:
            return
        time.sleep(0.5)
    raise AssertionError(f"no answers after {name} came back")


def lines_of(citizen, count, seconds=90):
    """The assistant's lines, once there are `count` of them."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        said = [line for line in citizen.history() if line["sender"] == "assistant"]
        if len(said) >= count:
            return [line["text"] for line in said]
        time.sleep(0.3)
    raise AssertionError(f"only {len(said)} lines: {[line['text'][:80] for line in said]}")


class TestEngineOrActionsAway:
    @pytest.mark.parametrize("name", ["engine", "actions"])
    def test_the_citizen_is_told_once_within_15_s_and_answered_later(
        self, demo, citizen, stopped, name
    ):
        stopped(name)
        started = time.monotonic()
        told = citizen.says("lệ phí đăng ký thường trú")
        assert time.monotonic() - started < 15
        assert "sẽ trả lời ngay khi" in told.text
        demo.control("start", name)
        first, second = lines_of(citizen, 2)[:2]
        assert "sẽ trả lời ngay khi" in first
        assert "1.004222" in second
        assert len(lines_of(citizen, 2)) == 2


class TestOneStopSystemAway:
    def test_a_look_up_is_answered_when_it_is_back_and_other_questions_meanwhile(
        self, demo, citizen, dossiers
    ):
        mode = f"{demo.sandbox_url}/sandbox/mode"
        httpx.post(mode, json={"mode": "down"}).raise_for_status()
        try:
            started = time.monotonic()
            told = citizen.says(f"hồ sơ {dossiers[0].code} đến đâu rồi")
            assert time.monotonic() - started < 15
            assert told.text.strip()
            assert "1.004222" in citizen.says("lệ phí đăng ký thường trú").text
        finally:
            httpx.post(mode, json={"mode": "normal"}).raise_for_status()
        assert dossiers[0].code in lines_of(citizen, 3)[-1]

    def test_a_slow_system_does_not_keep_the_citizen_waiting(self, demo, citizen, dossiers):
        mode = f"{demo.sandbox_url}/sandbox/mode"
        httpx.post(mode, json={"mode": "slow", "delay_s": 30}).raise_for_status()
        try:
            started = time.monotonic()
            assert citizen.says(f"tra cứu hồ sơ {dossiers[2].code}").text.strip()
            assert time.monotonic() - started < 15
        finally:
            httpx.post(mode, json={"mode": "normal"}).raise_for_status()


class TestCrash:
    def test_a_killed_worker_loses_no_message(self, demo, citizen):
        demo.kill("worker")
        for text in ("đăng ký kết hôn cần giấy tờ gì", "lệ phí đăng ký thường trú"):
            citizen.sends(text)
        first, second = lines_of(citizen, 2)[:2]
        assert "1.000894" in first
        assert "1.004222" in second

    def test_a_message_taken_by_a_worker_that_dies_is_answered_by_the_next(self, demo, citizen):
        citizen.sends("đăng ký kết hôn cần giấy tờ gì")
        demo.kill("worker")
        texts = lines_of(citizen, 1)
        assert "1.000894" in texts[0]
        assert len(texts) == 1
