"""The trained encoder as the files that ship: int8 for ONNX Runtime, with its tokenizer."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from sentence_transformers import SentenceTransformer, export_dynamic_quantized_onnx_model

MODEL_FILE = "onnx/model_quint8_avx2.onnx"
"""Weights in 8 bits, activations quantised as they come; runs on every processor."""


def export(trained: Path, target: Path) -> None:
    """Write the files that `SentenceTransformer(target, backend="onnx")` loads.

    Raises OSError if `trained` cannot be read or `target` not be written.
    """
    with TemporaryDirectory() as folder:
        model = SentenceTransformer(
            str(trained),
            device="cpu",
            backend="onnx",
            model_kwargs={"export": True, "provider": "CPUExecutionProvider"},
        )
        model.save_pretrained(folder, create_model_card=False)
        export_dynamic_quantized_onnx_model(model, "avx2", folder)
        (Path(folder) / "onnx" / "model.onnx").unlink()
        if target.exists():
            shutil.rmtree(target)
        shutil.copytree(folder, target)
