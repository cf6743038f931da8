"""Master keys: every other key is stored wrapped with one, so that the store of keys alone opens nothing. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from lineage.deletion.sealing import KEY_BYTES, Chance, seal, unseal
from lineage.errors import KeyUnusable, SealBroken

_ID_BYTES = 4


@dataclass(frozen=True)
class Master:
    """One master key."""

    id: str
    """Eight hexadecimal characters that tell which one it is, and nothing else about it."""
    key: bytes = field(repr=False)

    @classmethod
    def of(cls, secret: str) -> Master:
        """The master key that a secret makes: key and id by HKDF-SHA256 (RFC 5869), each for its own purpose.

        HKDF is quick. It makes a key out of a secret that nobody can guess, not out of a word that somebody chose.
        """
        return cls(_derived(secret, "id", _ID_BYTES).hex(), _derived(secret, "key", KEY_BYTES))


@dataclass(frozen=True)
class Masters:
    """The master key in use, and the former ones, until everything is wrapped with the one in use."""

    current: Master
    former: tuple[Master, ...] = ()

    @classmethod
    def of(cls, secret: str, before: Iterable[str] = ()) -> Masters:
        """Those that these secrets make."""
        return cls(Master.of(secret), tuple(Master.of(each) for each in before))

    def wrap(self, key: bytes, name: str, chance: Chance) -> bytes:
        """A key sealed with the master key in use; it opens under its own name only."""
        return seal(self.current.key, key, name, chance)

    def unwrap(self, wrapped: bytes, name: str, master_id: str) -> bytes:
        """A key as it was made. Raises KeyUnusable when its master key is not among these, or it was damaged."""
        known = {master.id: master for master in (*self.former, self.current)}
        if master_id not in known:
            raise KeyUnusable(
                f"The key {name!r} is wrapped with the master key {master_id}, and known are {', '.join(known)}; put "
                f"the secret of {master_id} into LINEAGE_MASTER_KEY_BEFORE, or into LINEAGE_MASTER_KEY if it is in use."
            )
        try:
            return unseal(known[master_id].key, wrapped, name)
        except SealBroken:
            raise KeyUnusable(
                f"The key {name!r} ({len(wrapped)} bytes, wrapped) does not open with its master key {master_id}: its "
                "row was damaged or exchanged; restore the store of keys from its newest backup."
            ) from None


def _derived(secret: str, purpose: str, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=None, info=f"lineage master {purpose}".encode()).derive(secret.encode())
