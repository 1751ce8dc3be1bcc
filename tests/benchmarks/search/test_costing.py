"""What the process of a method starts from."""

import subprocess
import sys

PROGRAM = """
import sys, benchmarks.search.costing, benchmarks.search.trial
print(*{"torch", "onnxruntime", "bm25s"} & set(sys.modules))
"""


class TestImports:
    def test_the_memory_of_a_method_holds_nothing_of_another(self) -> None:
        command = [sys.executable, "-c", PROGRAM]
        told = subprocess.run(command, capture_output=True, text=True, check=True)
        assert told.stdout.split() == []
