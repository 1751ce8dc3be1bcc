"""Both stages of training, resumable: learn the teacher's sense, then tell procedures apart."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from datasets import Dataset
from sentence_transformers import (
    SentenceTransformer,
    SentenceTransformerTrainer,
    SentenceTransformerTrainingArguments,
)
from sentence_transformers.sentence_transformer.losses import MSELoss, MultipleNegativesRankingLoss
from torch.utils.data import BatchSampler, SequentialSampler
from transformers.trainer_utils import get_last_checkpoint

from knowledge.encoder.pairs import Triple
from knowledge.vectors import Vectors

SEED = 20_261_121
SCALE = 20.0
"""Inverse temperature of the contrastive loss over cosines, as sentence-transformers has it."""
SAVE_STEPS = 100
"""Steps that an interruption costs at most."""


def distil(
    student: SentenceTransformer,
    texts: Sequence[str],
    targets: Vectors,
    folder: Path,
    *,
    epochs: float,
    batch: int,
    rate: float,
) -> None:
    """Draw the student's vectors of `texts` to `targets` (n, width), both of length 1."""
    dataset = Dataset.from_dict({"sentence": list(texts), "label": targets.tolist()})
    arguments = _arguments(folder, epochs=epochs, batch=batch, rate=rate)
    _run(student, dataset, MSELoss(student), arguments)


def contrast(
    student: SentenceTransformer,
    triples: Sequence[Triple],
    folder: Path,
    *,
    batch: int,
    rate: float,
) -> None:
    """Draw anchors to their positives and away from every other text of the batch."""
    dataset = Dataset.from_dict(
        {
            "anchor": [t.anchor for t in triples],
            "positive": [t.positive for t in triples],
            "negative": [t.negative for t in triples],
        }
    )
    arguments = _arguments(folder, epochs=1, batch=batch, rate=rate, batch_sampler=_in_given_order)
    _run(student, dataset, MultipleNegativesRankingLoss(student, scale=SCALE), arguments)


def _in_given_order(
    dataset: Dataset, batch_size: int, drop_last: bool, **_unused: Any
) -> BatchSampler:
    return BatchSampler(SequentialSampler(dataset), batch_size=batch_size, drop_last=drop_last)


def _arguments(
    folder: Path, *, epochs: float, batch: int, rate: float, **more: Any
) -> SentenceTransformerTrainingArguments:
    return SentenceTransformerTrainingArguments(
        output_dir=str(folder),
        num_train_epochs=epochs,
        per_device_train_batch_size=batch,
        learning_rate=rate,
        warmup_ratio=0.05,
        lr_scheduler_type="cosine",
        weight_decay=0.01,
        seed=SEED,
        data_seed=SEED,
        save_steps=SAVE_STEPS,
        save_total_limit=2,
        logging_steps=20,
        dataloader_drop_last=True,
        dataloader_pin_memory=False,
        report_to=[],
        # Halves the time where the processor multiplies bfloat16 (AMX), changes nothing elsewhere.
        bf16=True,
        use_cpu=not torch.cuda.is_available(),
        **more,
    )


def _run(
    model: SentenceTransformer,
    dataset: Dataset,
    loss: torch.nn.Module,
    arguments: SentenceTransformerTrainingArguments,
) -> None:
    folder = Path(arguments.output_dir)
    checkpoint = get_last_checkpoint(str(folder)) if folder.exists() else None
    trainer = SentenceTransformerTrainer(
        model=model, args=arguments, train_dataset=dataset, loss=loss
    )
    trainer.train(resume_from_checkpoint=checkpoint)
