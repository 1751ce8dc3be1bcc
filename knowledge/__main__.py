"""`python -m knowledge <command>`."""

import argparse
import sys

from knowledge.commands import COMMANDS


def main(argv: list[str] | None = None) -> int:
    """Parse the command line and run the sub-command; returns its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m knowledge", description="Kho thủ tục hành chính: nhập và tìm kiếm."
    )
    subparsers = parser.add_subparsers(dest="command", required=True)
    for command in COMMANDS.values():
        command.add_parser(subparsers)
    args = parser.parse_args(argv)
    return COMMANDS[args.command].run(args)


if __name__ == "__main__":
    sys.exit(main())
