"""Count the words people and records use, for reading glued words; writes the counts.

    python -m benchmarks.search.count_words

Words (folded) of the official names, of what the dialogue engine learns from and of what people
ask (knowledge/data/questions) go to knowledge/data/word_counts.tsv: every syllable, and what is no
Vietnamese syllable where it stands at least twice.
"""

from collections import Counter

from benchmarks.search.data import national_entries, nlu_messages
from common.keyboards import is_syllable
from knowledge.phrases import tokens
from knowledge.questions import read_questions
from knowledge.spelling import WORD_COUNTS

OFTEN = 2
"""Times a word that is no syllable must stand somewhere, lest slips be learnt as words."""


def main() -> None:
    """Count, write, report."""
    texts = [entry.name for entry in national_entries()]
    texts += nlu_messages()
    texts += [text for asked in read_questions().values() for text in asked]
    counts = Counter(word.key for text in texts for word in tokens(text))
    kept = sorted(
        (word, count)
        for word, count in counts.items()
        if is_syllable(word) or (count >= OFTEN and word.isalpha())
    )
    WORD_COUNTS.write_text("".join(f"{word}\t{count}\n" for word, count in kept), encoding="utf-8")
    print(f"{len(kept)} words")


if __name__ == "__main__":
    main()
