"""Word segmentation by underthesea, with offsets into the text as it is."""

import logging
import re
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from underthesea import word_tokenize

logger = logging.getLogger(__name__)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class VietnameseTokenizer(Tokenizer):
    """Tokens are words (`giấy tờ` is one), found by the CRF that ships inside underthesea."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What the base class reads; `max_chars`: longer texts are split at blanks only."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
            "max_chars": 1000,
        }

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Words of `attribute`; at least one token unless there is nothing but blanks."""
        text = message.get(attribute)
        if len(text) > self._config["max_chars"]:
            return _by_blanks(text)
        try:
            return self._apply_token_pattern(
                _aligned(word_tokenize(text, use_token_normalize=False), text)
            )
        except Exception as error:  # noqa: BLE001 - odd text must not cost the citizen an answer
            logger.warning("Word segmentation failed (%s); split at blanks.", type(error).__name__)
            return _by_blanks(text)


def _aligned(words: list[str], text: str) -> list[Token]:
    """Tokens whose `text` is exactly their stretch of `text`.

    underthesea joins the syllables of a word by one blank, whatever stood there.
    Raises ValueError if a word is not in `text` where it should be.
    """
    tokens, position = [], 0
    for word in words:
        start = end = -1
        for syllable in word.split():
            found = text.index(syllable, position)
            start = found if start < 0 else start
            position = end = found + len(syllable)
        if start >= 0:
            tokens.append(Token(text[start:end], start, end, lemma="_".join(word.split())))
    return tokens


def _by_blanks(text: str) -> list[Token]:
    return [Token(match[0], match.start(), match.end()) for match in re.finditer(r"\S+", text)]
