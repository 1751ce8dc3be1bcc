"""Rasa's server with the one door we need: its REST channel, and a status page of our own.

Rasa's HTTP API stays off: whoever reaches it can replace the model and read conversations.
"""

from functools import partial
from pathlib import Path
from typing import Any

import rasa.core.run
import rasa.utils.endpoints
from rasa.core.utils import AvailableEndpoints
from rasa.utils.common import configure_logging_and_warnings
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.logs import configure_logging
from bot.paths import CREDENTIALS, ENDPOINTS
from bot.speed import make_faster
from bot.stores import DEFAULT_RECORD_EXPIRY, memory_store, redis_stores

SECONDS_FOR_AN_ACTION = 10
"""Rasa's own 300 s would hold the conversation long after the citizen was told to wait."""


def application(model: Path, redis_url: str) -> Sanic:
    """The server for `model`. Raises ValueError if `redis_url` is neither empty nor of Redis."""
    configure_logging_and_warnings(filter_repeated_logs=False)
    formatter = configure_logging()
    make_faster()
    rasa.utils.endpoints.DEFAULT_REQUEST_TIMEOUT = SECONDS_FOR_AN_ACTION
    endpoints = configured_endpoints(redis_url)
    channels = rasa.core.run.create_http_input_channels(None, str(CREDENTIALS))
    app: Sanic = rasa.core.run.configure_app(channels, enable_api=False, endpoints=endpoints)

    async def ready(app: Sanic, _loop: Any) -> None:
        if not app.ctx.agent.is_ready():
            raise RuntimeError("Rasa could not load the model; the lines above say why.")
        # Word segmentation loads its model with the first sentence.
        await app.ctx.agent.parse_message("xin chào")
        formatter.discreet = True

    @app.get("/status")
    async def status(_request: Request) -> HTTPResponse:
        return json({"model_file": model.name})

    load = partial(rasa.core.run.load_agent_on_start, str(model), endpoints, None)
    app.register_listener(load, "before_server_start")
    app.register_listener(ready, "before_server_start")
    app.register_listener(rasa.core.run.close_resources, "after_server_stop")
    return app


def configured_endpoints(redis_url: str) -> AvailableEndpoints:
    """Actions as in endpoints.yml; stores in the Redis at `redis_url`, or in memory if empty."""
    endpoints = AvailableEndpoints.read_endpoints(str(ENDPOINTS))
    if redis_url:
        endpoints.tracker_store, endpoints.lock_store = redis_stores(
            redis_url, DEFAULT_RECORD_EXPIRY
        )
    else:
        endpoints.tracker_store = memory_store(DEFAULT_RECORD_EXPIRY)
    return endpoints
