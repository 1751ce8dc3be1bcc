"""The dialogue as Rasa 3.6.21 runs it: rules, forms and both servers as processes of their own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import httpx
import psycopg
import pytest

from common.embedded import embedded_database_url
from deploy.migrate import migrate
from dossiers.sandbox.modes import Mode
from tests.actions.conftest import SECRET
from tests.dossiers.support import API_KEY, RunningSandbox, running_sandbox
from tests.support.servers import free_port, open_folder

pytestmark = [pytest.mark.engine, pytest.mark.db, pytest.mark.timeout(400)]

ROOT = Path(__file__).parents[2]
ENGINE_PYTHON = str(ROOT / ".venv-engine" / "bin" / "python")


@dataclass
class Assistant:
    """Engine and actions that answer."""

    engine: str
    database: str
    sandbox: RunningSandbox


@dataclass
class Chat:
    """One person's conversation over the engine's REST channel."""

    assistant: Assistant
    sender: str = field(default_factory=lambda: str(uuid4()))
    buttons: list[dict] = field(default_factory=list)
    custom: dict = field(default_factory=dict)

    def say(self, message: str) -> str:
        """All texts of the answer; its buttons and notes are kept for the next line."""
        response = httpx.post(
            f"{self.assistant.engine}/webhooks/rest/webhook",
            json={
                "sender": self.sender,
                "message": message,
                "metadata": {
                    "message_id": str(uuid4()),
                    "request_id": str(uuid4()),
                    "channel": "webchat",
                    "user_key": self.sender.replace("-", "") * 2,
                },
            },
            timeout=20,
        )
        said = response.raise_for_status().json()
        self.buttons = [button for each in said for button in each.get("buttons", [])]
        self.custom = {k: v for each in said for k, v in each.get("custom", {}).items()}
        text = "\n".join(each["text"] for each in said if each.get("text"))
        assert text, f"nothing was said to {message!r}"
        return text

    def tap(self, title: str) -> str:
        """Send the button with this title."""
        [payload] = [each["payload"] for each in self.buttons if each["title"] == title]
        return self.say(payload)


@pytest.fixture(scope="module")
def assistant(records: Path) -> Iterator[Assistant]:
    with ExitStack() as stack:
        folder = stack.enter_context(open_folder("engine"))
        (folder / "sandbox").mkdir()
        sandbox = stack.enter_context(running_sandbox(folder / "sandbox"))
        database = embedded_database_url(str(folder))
        migrate(database)
        engine, actions = free_port(), free_port()
        environment = {
            **os.environ,
            "DATABASE_URL": database,
            "REDIS_URL": "",
            "SECRET_KEY": SECRET,
            "ONE_STOP_URL": sandbox.url,
            "ONE_STOP_API_KEY": API_KEY,
            "ONE_STOP_CACHE_FOUND": "0.001",
            "ACTIONS_PORT": str(actions),
            "ACTIONS_URL": f"http://127.0.0.1:{actions}/webhook",
            "ENGINE_PORT": str(engine),
        }
        finished([sys.executable, "-m", "knowledge", "import", str(records)], environment)
        finished([ENGINE_PYTHON, "-m", "bot.train"], environment)
        actions_ready = f"http://127.0.0.1:{actions}/health"
        stack.enter_context(process([sys.executable, "-m", "actions"], environment, actions_ready))
        engine_url = f"http://127.0.0.1:{engine}"
        serve = [ENGINE_PYTHON, "-m", "bot.serve"]
        stack.enter_context(process(serve, environment, f"{engine_url}/status"))
        yield Assistant(engine_url, database, sandbox)


def finished(command: list[str], environment: dict[str, str]) -> None:
    """Run a command to its end; its output shows why it failed."""
    done = subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def process(command: list[str], environment: dict[str, str], ready_url: str) -> Iterator[None]:
    """A server process, from the moment it is ready; ended by SIGTERM."""
    started = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 120
        while not answers(ready_url):
            assert started.poll() is None, f"{command} ended"
            assert time.monotonic() < end, f"{command} is not ready"
            time.sleep(0.2)
        yield
    finally:
        started.terminate()
        assert started.wait(20) is not None


def answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2).is_success
    except httpx.HTTPError:
        return False


@pytest.fixture
def chat(assistant: Assistant) -> Chat:
    assistant.sandbox.be(Mode.NORMAL)
    return Chat(assistant)


class TestProcedures:
    def test_question_follow_up_correction_and_choice(self, chat: Chat):
        assert "Lệ phí" in chat.say("đăng ký thường trú hết bao nhiêu tiền")
        assert chat.say("còn thời hạn thì sao").startswith("Đăng ký thường trú\n\nThời hạn")
        assert chat.say("không phải, ý tôi là khai tử").startswith("Đăng ký khai tử\n\nThời hạn")
        assert "thủ tục nào" in chat.say("khai sinh và khai tử nộp ở đâu")
        assert "Nơi nộp" in chat.say("số 2")

    def test_small_talk_and_emergency(self, chat: Chat):
        assert "Xin chào" in chat.say("xin chào")
        assert "114" in chat.say("cháy nhà rồi cứu với")
        chat.say("cho tôi gặp cán bộ")
        assert chat.custom == {"handover": {"reason": "asked"}}


class TestVerifyForm:
    def test_wrong_digits_small_talk_and_then_the_right_ones(self, chat: Chat):
        demo = chat.assistant.sandbox.demo("finished")
        chat.say(f"hồ sơ {demo.code} đến đâu rồi")
        assert "4 số cuối" in chat.tap("Xem chi tiết")
        assert "còn 4 lần" in chat.say("0000")
        assert "4 số cuối" in chat.say("cảm ơn")
        assert demo.procedure_name in chat.say(demo.last_digits)
        assert "Không có" not in chat.say("vâng")

    def test_another_question_ends_it(self, chat: Chat):
        chat.say(f"hồ sơ {chat.assistant.sandbox.demo('finished').code} đến đâu rồi")
        chat.tap("Xem chi tiết")
        said = chat.say("đăng ký thường trú hết bao nhiêu tiền")
        assert "Lệ phí" in said
        assert "4 số cuối" not in said
        assert "4 số cuối" not in chat.say("cảm ơn")

    def test_declining_ends_it(self, chat: Chat):
        chat.say(f"hồ sơ {chat.assistant.sandbox.demo('finished').code} đến đâu rồi")
        chat.tap("Xem chi tiết")
        assert "không hỏi nữa" in chat.say("thôi")
        assert "4 số cuối" not in chat.say("cảm ơn")

    def test_while_the_system_is_down_nothing_is_left_open(self, chat: Chat):
        demo = chat.assistant.sandbox.demo("finished")
        chat.say(f"hồ sơ {demo.code} đến đâu rồi")
        chat.tap("Xem chi tiết")
        chat.assistant.sandbox.be(Mode.DOWN)
        said = chat.say(demo.last_digits)
        assert "không bị tính" in said
        assert "4 số cuối" not in said


class TestRating:
    def test_from_the_code_to_the_comment(self, chat: Chat):
        demo = chat.assistant.sandbox.demo("returned")
        assert "mã hồ sơ" in chat.say("tôi muốn đánh giá")
        assert "4 số cuối" in chat.say(demo.code)
        assert "Câu 1/4" in chat.say(demo.last_digits)
        assert "Câu 2/4" in chat.say("số 1")
        assert "Lệ phí" in chat.say("đăng ký thường trú hết bao nhiêu tiền")
        assert "Câu 2/4" in chat.say("tôi muốn đánh giá tiếp")
        assert "Câu 3/4" in chat.say("một lần")
        assert "Câu 4/4" in chat.tap("Hai nơi")
        assert "hài lòng đến mức nào" in chat.tap("Bình thường")
        assert "góp ý" in chat.tap("Rất hài lòng")
        assert "Cảm ơn" in chat.say("nên có thêm ghế ngồi chờ")
        assert self.stored(chat, demo.code) == [(2, 1, 1, 1), "nên có thêm ghế ngồi chờ"]

    def stored(self, chat: Chat, code: str) -> list:
        with psycopg.connect(chat.assistant.database) as connection:
            scores = connection.execute(
                "SELECT a.score FROM feedback.answer a JOIN feedback.rating r ON r.id = a.rating_id"
                " WHERE r.dossier_code = %s AND a.scheme = 'regulated' ORDER BY a.question",
                (code,),
            ).fetchall()
            [(comment,)] = connection.execute(
                "SELECT comment FROM feedback.rating WHERE dossier_code = %s", (code,)
            ).fetchall()
        return [tuple(score for (score,) in scores), comment]


class TestOneStopSystemDown:
    def test_the_worker_is_asked_to_try_again(self, chat: Chat):
        code = chat.assistant.sandbox.demo("in_progress").code
        chat.assistant.sandbox.be(Mode.DOWN)
        assert "đang gián đoạn" in chat.say(f"hồ sơ {code} đến đâu rồi")
        chat.assistant.sandbox.be(Mode.NORMAL)
        assert code in chat.say(chat.custom["defer"]["payload"])
