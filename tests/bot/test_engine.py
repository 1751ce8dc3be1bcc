"""The model in Rasa's own hands: the graph it loads, and the server that serves it."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent

from bot.examples import intent_examples
from bot.paths import CONFIG, EXAMPLES, ROOT, model_file
from bot.pipeline import Pipeline, configured_components
from tests.support.servers import free_port, open_folder, redis_server

SECRET = "Lan 0912345678"
TEXTS = [
    "làm căn cước cần giấy tờ gì",
    "lam can cuoc can giay to gi",
    "e muốn hỏi gplx hết hạn đổi ở đâu ạ",
    "hồ sơ H22.15-230105-0001 nộp hôm qua ở phường Hòa Phú tới đâu rồi",
    "xin chào",
    "cháy nhà cứu với",
    "",
    "😀",
    "xin  chào\u200b",
]


@pytest.fixture(scope="session")
def model() -> Path:
    subprocess.run([sys.executable, "-m", "bot.train"], cwd=ROOT, check=True)
    return model_file()


@pytest.fixture(scope="session")
def agent(model: Path) -> Agent:
    return Agent.load(str(model))


@pytest.fixture(scope="session")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    folder = tmp_path_factory.mktemp("pipeline")
    return Pipeline.trained(configured_components(CONFIG), intent_examples(EXAMPLES), folder)


class TestGraph:
    @pytest.mark.parametrize("text", TEXTS)
    async def test_rasa_and_the_report_understand_alike(self, agent, pipeline, text):
        served, reported = await agent.parse_message(text), pipeline.parse(text)
        assert served["intent"]["name"] == reported["intent"]["name"]
        assert served["intent"]["confidence"] == pytest.approx(
            reported["intent"]["confidence"], abs=1e-4
        )
        assert served["entities"] == reported["entities"]

    async def test_payload_is_read_as_it_is(self, agent):
        result = await agent.parse_message(
            '/ask_aspect{"procedure_code": "1.004222", "aspect": "fee"}'
        )
        assert result["intent"] == {"name": "ask_aspect", "confidence": 1.0}
        assert {e["entity"]: e["value"] for e in result["entities"]} == {
            "procedure_code": "1.004222",
            "aspect": "fee",
        }

    async def test_text_after_a_slash_that_is_no_payload_is_text(self, agent):
        with pytest.warns(UserWarning, match="Expected the intent to be one of"):
            result = await agent.parse_message("/không biết")
        assert result["intent"]["confidence"] < 1


class Engine:
    """A running engine, what it has logged, and the actions it has asked for."""

    def __init__(self, port: int, log: Path, actions: "Actions") -> None:
        self._port, self._log, self.actions = port, log, actions

    def say(self, message: Any, **metadata: str) -> tuple[int, bytes]:
        body = {"sender": "someone", "message": message, "metadata": metadata}
        return self.call("/webhooks/rest/webhook", json.dumps(body).encode())

    def call(self, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=30)
        headers = {"Content-Type": "application/json"}
        try:
            connection.request("POST" if body else "GET", path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")


class Actions(ThreadingHTTPServer):
    """Answers every action with its name, or fails and tells all it knows, as rasa-sdk does."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), ActionsHandler)
        self.asked: list[dict[str, Any]] = []
        self.failing = False


class ActionsHandler(BaseHTTPRequestHandler):
    server: Actions

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(asked)
        answer = {"events": [], "responses": [{"text": asked["next_action"]}]}
        body = json.dumps(asked if self.server.failing else answer).encode()
        self.send_response(500 if self.server.failing else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: Any) -> None:
        """Nothing."""


@contextmanager
def served(folder: Path, actions: Actions, redis_url: str) -> Iterator[Engine]:
    port, log = free_port(), folder / "engine.log"
    environment = {
        **os.environ,
        "LOG_LEVEL": "DEBUG",
        "ENGINE_PORT": str(port),
        "ACTIONS_URL": f"http://127.0.0.1:{actions.server_port}/webhook",
        "REDIS_URL": redis_url,
    }
    with log.open("wb") as file:
        command = [sys.executable, "-m", "bot.serve"]
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=file, stderr=subprocess.STDOUT
        )
    engine = Engine(port, log, actions)
    try:
        wait_until_ready(engine, process)
        yield engine
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def wait_until_ready(engine: Engine, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        assert process.poll() is None, f"The engine ended:\n{engine.log()}"
        try:
            if engine.call("/status")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"The engine is not ready:\n{engine.log()}")


@pytest.fixture(scope="module", params=["memory", pytest.param("redis", marks=pytest.mark.redis)])
def running(
    request: pytest.FixtureRequest, model: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("engine")
    with ExitStack() as stack:
        actions = stack.enter_context(Actions())
        threading.Thread(target=actions.serve_forever, daemon=True).start()
        stack.callback(actions.shutdown)
        redis_url = ""
        if request.param == "redis":
            redis_folder = stack.enter_context(open_folder("engine-live"))
            redis_url = stack.enter_context(redis_server(redis_folder))
        yield stack.enter_context(served(folder, actions, redis_url))


@pytest.fixture
def engine(running: Engine) -> Engine:
    running.actions.asked.clear()
    running.actions.failing = False
    return running


class TestServer:
    def test_status_names_the_model(self, engine, model):
        status, body = engine.call("/status")
        assert (status, json.loads(body)) == (200, {"model_file": model.name})

    def test_question_is_answered_by_its_action(self, engine):
        _, body = engine.say("làm căn cước cần giấy tờ gì")
        assert [reply["text"] for reply in json.loads(body)] == ["action_answer_procedure"]

    def test_action_gets_the_text_as_typed_and_the_ids_of_the_message(self, engine):
        engine.say("lm cccd  cần  gì z", message_id="m1", user_key="u1")
        latest = engine.actions.asked[0]["tracker"]["latest_message"]
        assert latest["text"] == "lm cccd  cần  gì z"
        assert latest["intent"]["name"] == "ask_procedure"
        assert latest["metadata"] == {"message_id": "m1", "user_key": "u1"}

    def test_action_gets_what_a_button_says(self, engine):
        engine.say('/choose_procedure{"procedure_code": "1.004222"}')
        latest = engine.actions.asked[0]["tracker"]["latest_message"]
        assert latest["intent"]["name"] == "choose_procedure"
        assert [(e["entity"], e["value"]) for e in latest["entities"]] == [
            ("procedure_code", "1.004222")
        ]

    def test_turn_whose_action_failed_is_empty(self, engine):
        engine.actions.failing = True
        assert engine.say("làm căn cước cần giấy tờ gì") == (200, b"[]")

    @pytest.mark.parametrize(
        "path", ["/model/parse", "/model", "/conversations/someone/tracker", "/domain", "/version"]
    )
    def test_api_of_rasa_is_closed(self, engine, path):
        assert engine.call(path)[0] == 404
        assert engine.call(path, b"{}")[0] in {404, 405}

    @pytest.mark.parametrize(
        "message",
        [
            f"gọi cho {SECRET}",
            f"/nothing {SECRET}",
            f"/greet{{{SECRET}",
            f'/greet{{"nothing": "{SECRET}"}}',
            f"/ {SECRET}",
            {"a": SECRET},
            [SECRET],
            f"làm căn cước cho {SECRET}",
        ],
        ids=range(8),
    )
    @pytest.mark.parametrize("failing", [False, True])
    def test_nothing_said_is_in_the_log(self, engine, message, failing):
        engine.actions.failing = failing
        engine.say(message, user_key=SECRET)
        engine.call("/webhooks/rest/webhook", SECRET.encode())
        assert SECRET not in engine.log()
        assert "0912345678" not in engine.log()

    def test_log_is_json_lines(self, engine):
        engine.actions.failing = True
        engine.say("làm căn cước cần giấy tờ gì")
        lines = [json.loads(line) for line in engine.log().splitlines()]
        assert lines
        assert all(line["process"] == "engine" for line in lines)
        assert {line["level"] for line in lines} <= {"warning", "error"}


class TestMain:
    def test_without_its_model_it_says_what_to_do(self, tmp_path):
        script = (
            "import sys, pathlib, bot.serve as s\n"
            "s.served_model = lambda: pathlib.Path('never.tar.gz')\n"
            "sys.exit(s.main())\n"
        )
        run = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert run.returncode == 1
        assert run.stderr == "There is no model never.tar.gz. Make it: python -m bot.train\n"
