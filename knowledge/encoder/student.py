"""The encoder before training: layers of the teacher over our own vocabulary."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
from transformers import BertConfig, BertModel

from knowledge.encoder.teacher import BertParts
from knowledge.encoder.vocabulary import (
    CONTINUED,
    END,
    LONGEST_INPUT,
    PAD,
    START,
    UNKNOWN,
    Vocabulary,
    tokenizer,
)

_AS_BASE = {PAD: "<pad>", UNKNOWN: "<unk>", START: "<s>", END: "</s>"}


def student_of(
    base: BertParts, vocabulary: Vocabulary, layers: Sequence[int], folder: Path
) -> SentenceTransformer:
    """A model of the `layers` of `base` (numbers from 0) that reads `vocabulary`.

    folder: where its files are written first, as sentence-transformers reads them.
    """
    config = BertConfig(**base.network.config.to_diff_dict())
    config.vocab_size = len(vocabulary.tokens)
    config.num_hidden_layers = len(layers)
    config.pad_token_id = 0
    config.max_position_embeddings = 2 * LONGEST_INPUT
    network = BertModel(config, add_pooling_layer=False)
    _copy(base.network, network, layers)
    with torch.no_grad():
        network.embeddings.word_embeddings.weight.copy_(_embeddings(base, vocabulary))
    network.save_pretrained(folder)
    tokenizer(vocabulary).save_pretrained(folder)
    transformer = Transformer(str(folder), max_seq_length=LONGEST_INPUT)
    pooling = Pooling(config.hidden_size, pooling_mode="mean")
    return SentenceTransformer(modules=[transformer, pooling, Normalize()], device="cpu")


def _copy(source: BertModel, target: BertModel, layers: Sequence[int]) -> None:
    positions = target.config.max_position_embeddings
    state = {
        name: value[:positions] if "position_embeddings" in name else value
        for name, value in source.embeddings.state_dict().items()
        if "word_embeddings" not in name and "_ids" not in name
    }
    target.embeddings.load_state_dict(state, strict=False)
    for place, layer in enumerate(layers):
        target.encoder.layer[place].load_state_dict(source.encoder.layer[layer].state_dict())


def _embeddings(base: BertParts, vocabulary: Vocabulary) -> torch.Tensor:
    """(tokens, hidden): the mean of the base's embeddings of what each token stands for."""
    weights = base.network.embeddings.word_embeddings.weight.detach()
    rows = []
    for token in vocabulary.tokens:
        if token in _AS_BASE:
            rows.append(weights[base.tokenizer.convert_tokens_to_ids(_AS_BASE[token])])
            continue
        key = token.removeprefix(CONTINUED)
        surfaces = vocabulary.surfaces.get(key) or Counter({key: 1})
        rows.append(_mean(base, weights, surfaces))
    return torch.stack(rows)


def _mean(base: BertParts, weights: torch.Tensor, surfaces: Counter[str]) -> torch.Tensor:
    total = torch.zeros(weights.shape[1])
    for word, count in surfaces.items():
        pieces = base.tokenizer(word, add_special_tokens=False)["input_ids"]
        total += count * weights[pieces].mean(dim=0)
    return total / surfaces.total()
