"""The photo store that settings name, and the index in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lineage.errors import BadInput
from lineage.jobs.stores import Stores

if TYPE_CHECKING:
    from lineage.photos.index import Index
    from lineage.photos.owners import Clear, Sealed
    from lineage.photos.serving.manifest import Manifest
    from lineage.photos.store import PhotoStore


def photo_store(stores: Stores, *, hashed: bool | None = None) -> PhotoStore:
    """The store at home, with owners as its index has them; `hashed` says how a new index shall have them.

    Raises BadInput where a key is needed and none is set, or the extra is not installed.
    """
    try:
        from lineage.photos.owners import Clear
        from lineage.photos.store import PhotoStore
    except ModuleNotFoundError as missing:
        raise BadInput(
            f"{missing.name} is not installed; an index of photos needs the extra: "
            "pip install 'dataset-lineage[photos]'."
        ) from None
    store = PhotoStore(stores.home / "photos", Clear())
    if hashed is None:
        return PhotoStore(store.folder, _seal(stores, store.manifest()))
    return PhotoStore(store.folder, _sealed(stores, "") if hashed else Clear())


def index(stores: Stores) -> Index:
    """The index for look-ups: the shared one where settings name it, else the one at home. Raises BadInput."""
    store = photo_store(stores)
    if not stores.settings.photos_url:
        return store.open()
    from lineage.photos.index import Index
    from lineage.photos.serving.bucket import BucketPlace
    from lineage.photos.serving.manifest import LARGEST, NAME, read
    from lineage.s3.connect import bucket_at

    place = BucketPlace(bucket_at(stores.settings.servers, stores.settings.photos_url.get_secret_value()))
    manifest = read(place.whole(NAME, LARGEST))
    return Index(place, _seal(stores, manifest), manifest)


def _seal(stores: Stores, manifest: Manifest | None) -> Sealed | Clear:
    from lineage.photos.owners import Clear

    return _sealed(stores, manifest.key_id) if manifest and manifest.key_id else Clear()


def _sealed(stores: Stores, key_id: str) -> Sealed:
    from lineage.photos.owners import Sealed

    if stores.settings.photos_key is None:
        which = f" (its id is {key_id})" if key_id else "; make one with `openssl rand -hex 32` and keep it"
        raise BadInput(f"Owners are sealed here, so LINEAGE_PHOTOS_KEY has to be set to their key{which}.")
    return Sealed(stores.settings.photos_key.get_secret_value().encode())
