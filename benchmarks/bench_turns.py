"""Web chat turns, end to end, beside stock Rasa in the same run.

Ours: browser contract → gateway → queue → worker → engine → actions → search → back, every message
stored. Stock: `rasa init`'s example bot behind its REST channel, nothing stored, no action called.
Last line: one JSON object; ratios are ours over stock with 16 at once (rss: whole system).
"""

import asyncio
import json
import tempfile
from collections.abc import Callable, Coroutine
from dataclasses import asdict
from pathlib import Path
from typing import Any

import httpx

from benchmarks import stock_rasa
from benchmarks.load import Figures, measure
from deploy.plan import ROOT, free_port_from
from deploy.running import RunningDemo, running_demo

ONE, MANY = 1, 16
TURNS = {ONE: 150, MANY: 480}
WARM_UP = 40

QUESTIONS = (
    "đăng ký kết hôn cần giấy tờ gì",
    "lam khai sinh mat bao lau",
    "lệ phí đăng ký tạm trú",
    "nộp hồ sơ chứng thực bản sao ở đâu",
    "mở tiệm tạp hóa thì đăng ký thế nào",
    "xin giấy xác nhận độc thân",
    "xin chào",
    "làm căn cước online được không",
    "đổi bằng lái xe máy",
    "hồ sơ của tôi đến đâu rồi",
)


def main() -> None:
    """Measure both and print."""
    cache = ROOT / "var" / "bench"
    ours, our_memory = with_ours()
    stock, stock_memory = with_stock(cache / "stock-rasa")
    result = {
        "ours": {str(n): asdict(figures) for n, figures in ours.items()},
        "stock": {str(n): asdict(figures) for n, figures in stock.items()},
        "rss_mb": {**our_memory, "stock_rasa": stock_memory},
        "throughput_ratio": ratio(ours[MANY].per_second, stock[MANY].per_second),
        "p50_ratio": ratio(ours[MANY].p50_ms, stock[MANY].p50_ms),
        "p50_ratio_one_at_a_time": ratio(ours[ONE].p50_ms, stock[ONE].p50_ms),
        "rss_ratio": ratio(sum(our_memory.values()), stock_memory),
    }
    print(json.dumps(result))


def ratio(ours: float, stock: float) -> float:
    """Ours over stock."""
    return round(ours / stock, 2)


def with_ours() -> tuple[dict[int, Figures], dict[str, float]]:
    """Figures of our demo and the memory of each of its processes."""
    with tempfile.TemporaryDirectory(prefix="mot-cua-bench-") as folder:
        # The embedded server runs as a user of its own where we are root.
        Path(folder).chmod(0o755)
        print("… starting our demo", flush=True)
        with running_demo(Path(folder), free_port_from(8100)) as demo:
            figures = asyncio.run(our_turns(demo))
            memory = {name: round(mb, 1) for name, mb in sorted(demo.rss_mb().items())}
    return figures, memory


async def our_turns(demo: RunningDemo) -> dict[int, Figures]:
    """One at a time, then sixteen at once, each in a conversation of its own."""
    limits = httpx.Limits(max_connections=MANY)
    async with httpx.AsyncClient(base_url=demo.chat_url, timeout=60, limits=limits) as client:
        made = [(await client.post("/webchat/conversations")).json() for _ in range(MANY)]

        async def turn(conversation: int, question: str) -> None:
            chat = made[conversation]
            answer = await client.post(
                f"/webchat/conversations/{chat['id']}/messages?wait=30",
                json={"text": question},
                headers={"Authorization": f"Bearer {chat['token']}"},
            )
            if answer.status_code != 200 or not answer.json()["replies"]:
                raise RuntimeError(f"No answer: {answer.status_code}")

        return await both("ours", lambda n, turns: measure(turn, QUESTIONS, n, turns))


def with_stock(folder: Path) -> tuple[dict[int, Figures], float]:
    """Figures and memory of stock Rasa."""
    print("… training and starting stock Rasa", flush=True)
    with stock_rasa.stock_rasa(folder) as (url, process):
        return asyncio.run(stock_turns(url)), round(stock_rasa.rss_mb(process))


async def stock_turns(url: str) -> dict[int, Figures]:
    """The same load on the example bot."""
    async with httpx.AsyncClient(base_url=url, timeout=60) as client:

        async def turn(conversation: int, question: str) -> None:
            answer = await client.post(
                "/webhooks/rest/webhook",
                json={"sender": f"citizen-{conversation}", "message": question},
            )
            answer.raise_for_status()

        return await both("stock", lambda n, turns: measure(turn, stock_rasa.QUESTIONS, n, turns))


async def both(
    name: str, run: Callable[[int, int], Coroutine[Any, Any, Figures]]
) -> dict[int, Figures]:
    """Warm up, then measure at each concurrency."""
    await run(MANY, WARM_UP)
    figures = {}
    for at_once, turns in TURNS.items():
        figures[at_once] = await run(at_once, turns)
        print(f"{name}, {at_once} at once: {figures[at_once]}", flush=True)
    return figures


if __name__ == "__main__":
    main()
