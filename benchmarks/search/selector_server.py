"""Serves a trained ResponseSelector over standard input and output, in the engine's environment.

    .venv-engine/bin/python benchmarks/search/selector_server.py MODEL

Says one line once it is ready; then each line in is a JSON string, a question, and each line out a
JSON list of retrieval intents, best first. Imports nothing of this repository (Python 3.10).
"""

import asyncio
import json
import os
import sys
import warnings


def main() -> None:
    """Load and serve until standard input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # Whatever a library prints must not stand among the answers.
    os.dup2(2, 1)
    warnings.simplefilter("ignore")

    # Prints when it is imported, and is there only in the engine's environment.
    from rasa.core.agent import Agent  # type: ignore[import-not-found]  # noqa: PLC0415

    agent = Agent.load(sys.argv[1])
    print(json.dumps("ready"), file=answers, flush=True)
    loop = asyncio.new_event_loop()
    for line in sys.stdin:
        parsed = loop.run_until_complete(agent.parse_message(json.loads(line)))
        selected = parsed["response_selector"]
        ranking = selected[selected["all_retrieval_intents"][0]]["ranking"]
        intents = [item["intent_response_key"] for item in ranking]
        print(json.dumps(intents), file=answers, flush=True)


if __name__ == "__main__":
    main()
