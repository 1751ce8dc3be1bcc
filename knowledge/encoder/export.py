"""The trained encoder as the files that ship: int8 for ONNX Runtime, with its tokenizer."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from onnx import TensorProto
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import optimize_model
from sentence_transformers import SentenceTransformer

MODEL_FILE = "onnx/model_int8.onnx"


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
        _shrink(Path(folder), model[0].auto_model.config)
        if target.exists():
            shutil.rmtree(target)
        target.mkdir(parents=True)
        shutil.copytree(folder, target, dirs_exist_ok=True)
        target.chmod(0o755)


def _shrink(folder: Path, config: object) -> None:
    """Replace the network in `folder` by one of fused operators and 8-bit weights.

    sentence-transformers' own export quantises the operators one by one, which takes 2.6 times as
    long to run. A scale for each channel keeps the vectors as near (cosine 0.997); weights use
    seven bits, because sums of eight overflow on processors without VNNI.
    """
    whole, fused = folder / "onnx" / "model.onnx", folder / "onnx" / "fused.onnx"
    optimize_model(
        str(whole),
        model_type="bert",
        num_heads=config.num_attention_heads,  # type: ignore[attr-defined]
        hidden_size=config.hidden_size,  # type: ignore[attr-defined]
        opt_level=1,
    ).save_model_to_file(str(fused))
    quantize_dynamic(
        fused,
        folder / MODEL_FILE,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        # Fused operators have no shape inference; all that is not quantised is float.
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )
    whole.unlink()
    fused.unlink()
