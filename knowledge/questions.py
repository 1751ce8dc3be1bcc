"""Questions as people put them, by procedure: what the encoder learns and search compares with.

A file in knowledge/data/questions holds blocks: a line `# <code>`, then one question a line. They
name a whole family: the procedure, whoever handles it.
"""

from collections.abc import Iterator
from pathlib import Path

from knowledge.errors import UnreadableFile
from knowledge.lexicon import DATA

QUESTIONS = DATA / "questions"


def read_questions(folder: Path = QUESTIONS) -> dict[str, tuple[str, ...]]:
    """Questions by procedure code, each once. Raises UnreadableFile."""
    found: dict[str, dict[str, None]] = {}
    for file in sorted(folder.glob("*.txt")):
        for code, text in _lines(file):
            found.setdefault(code, {})[text] = None
    return {code: tuple(texts) for code, texts in found.items()}


def _lines(file: Path) -> Iterator[tuple[str, str]]:
    code = ""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"Không đọc được tệp câu hỏi {file.name}.") from error
    for number, line in enumerate(map(str.strip, lines), start=1):
        if line.startswith("#"):
            code = line[1:].strip()
        elif line and not code:
            raise UnreadableFile(
                f"{file.name}, dòng {number}: câu hỏi đứng trước mã thủ tục (dòng `# mã`)."
            )
        elif line:
            yield code, line
