"""Both stages of training, resumable: learn the teacher's sense, then tell procedures apart."""

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from datasets import Dataset
from sentence_transformers import (
    SentenceTransformer,
    SentenceTransformerTrainer,
    SentenceTransformerTrainingArguments,
)
from sentence_transformers.losses import MSELoss, MultipleNegativesRankingLoss
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


def spread(triples: Iterable[tuple[str, Triple]], batch: int, seed: int) -> Iterator[Triple]:
    """Triples with the key of their family, ordered so that no batch holds a family twice.

    Two of one family in a batch would be pushed apart. Batches are of texts of like length, which
    spares padding, and come in a random order. What fits in no batch is left out.
    """
    by_length = sorted(triples, key=lambda keyed: _length(keyed[1]))
    batches: list[list[Triple]] = []
    open_batches: list[tuple[set[str], list[Triple]]] = []
    for key, triple in by_length:
        keys, taken = next(
            (made for made in open_batches if key not in made[0]), (set[str](), list[Triple]())
        )
        if not taken:
            open_batches.append((keys, taken))
        keys.add(key)
        taken.append(triple)
        if len(taken) == batch:
            batches.append(taken)
            open_batches = [made for made in open_batches if made[1] is not taken]
    random.Random(seed).shuffle(batches)  # noqa: S311 (nothing secret)
    for made in batches:
        yield from made


def _length(triple: Triple) -> int:
    return max(len(text.split()) for text in (triple.anchor, triple.positive, triple.negative))


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
