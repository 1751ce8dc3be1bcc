"""Runs work in a process of its own on one core, so that times and memory are its alone."""

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import ParamSpec, TypeVar

import psutil

P = ParamSpec("P")
T = TypeVar("T")

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
_QUIET = {"TOKENIZERS_PARALLELISM": "false", "TRANSFORMERS_VERBOSITY": "error"}


def on_one_core(work: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    """What `work` returns. Its processes stay on its core too."""
    # Libraries read these when they are imported, which the new process does before anything else.
    os.environ.update(dict.fromkeys(_THREADS, "1") | _QUIET)
    with ProcessPoolExecutor(1, get_context("spawn"), _stay_on_one_core) as pool:
        return pool.submit(work, *args, **named).result()


def _stay_on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):  # not on macOS
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def rss_mb() -> float:
    """Resident memory of this process with its children, in MiB."""
    this = psutil.Process()
    family = [this, *this.children(recursive=True)]
    return float(sum(member.memory_info().rss for member in family) / 2**20)
