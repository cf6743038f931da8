"""Signed messages as libsodium writes them ("combined mode"): 64 bytes of Ed25519 signature, then the message.

They travel in base64 (Data Rights Protocol 1.0, sections 2.01 and 3.07.1). Pure.
"""

from __future__ import annotations

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SIGNATURE = 64


def sign(message: bytes, seed: str) -> bytes:
    """The signed message in base64; `seed` is 32 bytes in base64."""
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(seed))
    return base64.b64encode(key.sign(message) + message)


def opened(text: bytes, public_key: str) -> bytes | None:
    """The signed message, signature first, of what came in base64; None where it was not signed with that key.

    Two spellings of one message in base64 give the same bytes here, so that their digest tells whether it came before.
    """
    try:
        whole = base64.b64decode(text.strip(), validate=True)
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
        key.verify(whole[:SIGNATURE], whole[SIGNATURE:])
    except (binascii.Error, InvalidSignature, ValueError):
        return None
    return whole
