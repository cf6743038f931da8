"""Sealing what names a person: who has the key reads it, and once the key is destroyed nobody does. Pure."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lineage.errors import SealBroken

Chance = Callable[[int], bytes]
"""So many bytes that nobody can guess: `secrets.token_bytes`."""

KEY_BYTES = 32
_NONCE_BYTES, _TAG_BYTES = 12, 16
_VERSION = b"\x01"


def seal(key: bytes, plain: bytes, about: str, chance: Chance) -> bytes:
    """Bytes that only the key opens, and only where they are asked for as being about the same.

    AES-256-GCM (NIST SP 800-38D) with a nonce of 96 bits out of `chance`, over the compressed bytes. `about` says what
    it is, such as `<request id>/<kind>`: it is not in the result, but must be said again to open it. So nobody can put
    one sealed thing in the place of another. In front stands one byte for the version of this form.
    """
    nonce = chance(_NONCE_BYTES)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, zlib.compress(plain), _VERSION + about.encode())


def unseal(key: bytes, sealed: bytes, about: str) -> bytes:
    """The bytes that were sealed. Raises SealBroken, which says what was seen, and nothing of what is inside."""
    if len(sealed) < len(_VERSION) + _NONCE_BYTES + _TAG_BYTES:
        raise SealBroken(
            f"What is sealed as {about} has {len(sealed)} bytes, fewer than any seal; restore it from a backup."
        )
    if not sealed.startswith(_VERSION):
        raise SealBroken(
            f"What is sealed as {about} begins with the byte {sealed[0]}, expected was {_VERSION[0]}: it was damaged, "
            "or sealed by a newer version; restore it from a backup, or upgrade lineage."
        )
    nonce, inside = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        return zlib.decompress(AESGCM(key).decrypt(nonce, inside, _VERSION + about.encode()))
    except InvalidTag:
        raise SealBroken(
            f"What is sealed as {about} ({len(sealed)} bytes) does not open with its key: it was damaged, is something "
            "else that was put in its place, or was sealed with another key; restore it from a backup."
        ) from None
