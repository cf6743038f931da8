"""The index that a team shares: sent to the bucket that settings name, after every change."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lineage.jobs.stores import Stores

if TYPE_CHECKING:
    from lineage.photos.store import PhotoStore


def share(stores: Stores, store: PhotoStore, tell: Callable[[str], None]) -> None:
    """Send what changed to `LINEAGE_PHOTOS_URL`, if it is set; the store's lock is held by the caller.

    Raises ArchiveUnavailable; the same command again goes on.
    """
    if stores.settings.photos_url is None:
        return
    from lineage.photos.serving.upload import upload
    from lineage.s3.connect import bucket_at

    bucket = bucket_at(stores.settings.servers, stores.settings.photos_url.get_secret_value())
    upload(store.folder, bucket, lambda step, done, of: tell(f"{step} {done:,} of {of:,} bytes" if of else step))
