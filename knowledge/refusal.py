"""A record that was not imported, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """file: name without folder. record: `dòng 12` or the code. reason: Vietnamese sentence.

    code: the procedure code where one could be read, else empty.
    """

    file: str
    record: str
    reason: str
    code: str = ""

    def __str__(self) -> str:
        record = self.record
        if self.code and self.code != record:
            record += f" ({self.code})"
        return f"{self.file}, {record}: {self.reason}"
