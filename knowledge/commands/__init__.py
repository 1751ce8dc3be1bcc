"""Sub-commands of `python -m knowledge`, one module each."""

import argparse
from typing import Protocol

from knowledge.commands import check, import_, search


class Command(Protocol):
    """What a module of this folder offers."""

    def add_parser(self, subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
        """Register the sub-command and its options."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it; returns the exit code of the process."""


COMMANDS: dict[str, Command] = {
    "import": import_,
    "search": search,
    "check": check,
}
"""By the name that is typed. A new sub-command is its module and its line here."""
