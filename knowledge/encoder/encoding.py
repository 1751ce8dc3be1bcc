"""Texts as vectors at run time, by the encoder that ships or any other that is set."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime
import torch
from sentence_transformers import SentenceTransformer

from knowledge.vectors import Vectors

SHIPPED = Path(__file__).parent / "model"
"""The encoder of this repository (docs/encoder.md)."""

_BATCH = 32


class Encoder(Protocol):
    """Turns texts into vectors of length 1, near to each other where the texts mean the same."""

    @property
    def identity(self) -> str:
        """Changes whenever the vectors change; vectors on disk are kept under it."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """(n, width) float32 of what is searched."""

    def encode_question(self, text: str) -> Vectors:
        """(width,) float32 of what is searched for."""


class SentenceEncoder:
    """An encoder loaded by sentence-transformers. An `Encoder`."""

    def __init__(self, model: SentenceTransformer, identity: str) -> None:
        """Use `load_encoder`."""
        self._model = model
        self._identity = identity
        self._prompt = model.prompts.get("query") or ""
        self._last: tuple[str, Vectors] | None = None

    @property
    def identity(self) -> str:
        """See `Encoder`."""
        return self._identity

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder`."""
        found = self._model.encode_document(
            list(texts), batch_size=_BATCH, show_progress_bar=False, normalize_embeddings=True
        )
        return np.asarray(found, dtype=np.float32)

    def encode_question(self, text: str) -> Vectors:
        """See `Encoder`. What is asked for twice in a row is encoded once."""
        last = self._last
        if last is not None and last[0] == text:
            return last[1]
        # `encode_query` without its batching, which takes as long as a layer.
        features = self._model.preprocess([self._prompt + text])
        with torch.inference_mode():
            found = self._model(features)["sentence_embedding"][0]
        vector: Vectors = np.asarray(found / torch.linalg.vector_norm(found), dtype=np.float32)
        self._last = (text, vector)
        return vector


def load_encoder(name: str | None = None) -> SentenceEncoder:
    """The encoder called `name`: a folder or the id of a model; None: the one that ships.

    A folder that holds ONNX files is run by ONNX Runtime on one core, so that a question costs the
    same whatever else the machine does; anything else by PyTorch. Raises OSError if there is none.
    """
    folder = SHIPPED if name is None else Path(name)
    if not folder.is_dir():
        return SentenceEncoder(SentenceTransformer(str(name), device="cpu"), str(name))
    identity = _digest(folder)
    files = sorted(folder.glob("onnx/*.onnx"))
    if not files:
        return SentenceEncoder(SentenceTransformer(str(folder), device="cpu"), identity)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    model = SentenceTransformer(
        str(folder),
        device="cpu",
        backend="onnx",
        model_kwargs={
            "file_name": str(files[0].relative_to(folder)),
            "provider": "CPUExecutionProvider",
            "session_options": options,
        },
    )
    return SentenceEncoder(model, identity)


def _digest(folder: Path) -> str:
    content = sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            content.update(file.relative_to(folder).as_posix().encode())
            content.update(file.read_bytes())
    return content.hexdigest()[:16]
