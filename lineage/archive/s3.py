"""The archive in S3."""

from __future__ import annotations

from lineage.archive.shelved import ShelvedArchive
from lineage.s3.bucket import Bucket


class S3Archive(ShelvedArchive):
    """The archive of a team. In a bucket that keeps versions, forgetting removes all of them."""

    def __init__(self, bucket: Bucket) -> None:
        """Use a bucket, or a part of one."""
        super().__init__(bucket, "LINEAGE_STORAGE_URL")
