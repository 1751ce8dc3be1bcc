"""Pseudonyms: who wrote or rated is kept only as a keyed hash."""

import hashlib
import hmac


def keyed_hash(secret: str, purpose: str, value: str) -> str:
    """64 hex digits that stand for `value`: the same for the same purpose, unlinkable between two.

    secret: at least 32 characters, from the settings. purpose: e.g. `rater`, `webchat`.
    Raises ValueError if the secret is too short to protect a phone number from being guessed.
    """
    if len(secret) < 32:
        raise ValueError(
            "SECRET_KEY must have at least 32 characters; make one with `openssl rand -hex 32`."
        )
    return hmac.new(secret.encode(), f"{purpose}\x00{value}".encode(), hashlib.sha256).hexdigest()
