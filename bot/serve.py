"""The engine's process: `python -m bot.serve` in the engine's environment, from the root.

Listens on loopback only. Environment: ENGINE_PORT (5005), ACTIONS_URL
(http://127.0.0.1:5055/webhook), REDIS_URL (empty: memory of the process).
Answers `GET /status` with 200 once it can talk. Serves the model of its inputs, or the last one
trained where the inputs were changed since; does not start without any.
"""

import os
import sys

from bot.logs import configure_logging
from bot.paths import ROOT, served_model

HOST = "127.0.0.1"
_ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    # Rasa's debug and info lines hold what citizens write; bot/logs.py sees to the rest.
    "LOG_LEVEL": "WARNING",
    "LOG_LEVEL_LIBRARIES": "WARNING",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    # Rasa imports TensorFlow, our pipeline does not use it.
    "CUDA_VISIBLE_DEVICES": "",
}


def main() -> int:
    """Serve until stopped. Returns 1 where it cannot start, and says why."""
    os.chdir(ROOT)
    model = served_model()
    if not model.exists():
        sys.stderr.write(f"There is no model {model.name}. Make it: python -m bot.train\n")
        return 1
    os.environ.update(_ENVIRONMENT)
    configure_logging()
    os.environ.setdefault("ACTIONS_URL", "http://127.0.0.1:5055/webhook")

    from bot.server import application  # noqa: PLC0415 - Rasa reads the environment when imported

    app = application(model, os.environ.get("REDIS_URL", ""))
    app.run(host=HOST, port=int(os.environ.get("ENGINE_PORT", "5005")), workers=1, access_log=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
