"""`python -m knowledge import FILE`."""

import argparse


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `import` and its options."""
    parser = subparsers.add_parser(
        "import", help="nhập thủ tục từ bản xuất quốc gia (.jsonl, .jsonl.gz) hoặc YAML của tỉnh"
    )
    parser.add_argument("file", help="tệp .jsonl, .jsonl.gz, .yaml hoặc thư mục chứa các tệp .yaml")


def run(args: argparse.Namespace) -> int:
    """Read, store, report. Exit code 0 with refusals reported, 2 when nothing could be read."""
    raise SystemExit(f"{args.file}: chưa nhập được.")
