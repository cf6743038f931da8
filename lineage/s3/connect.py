"""Opening the bucket that settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import boto3.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError

from lineage.errors import BadInput
from lineage.s3.bucket import AT_ONCE, Bucket
from lineage.settings import Servers

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

_CONNECT, _READ = 3, 15  # seconds; so a dead server is told in less than five


def open_bucket(servers: Servers, client: S3Client | None = None) -> Bucket:
    """The bucket and prefix of `LINEAGE_STORAGE_URL`; nothing is asked yet. Raises BadInput."""
    address = servers.storage_url.get_secret_value() if servers.storage_url else ""
    return bucket_at(servers, address, client)


def bucket_at(servers: Servers, address: str, client: S3Client | None = None) -> Bucket:
    """The bucket and prefix of an address, `s3://bucket/prefix`. Raises BadInput."""
    name, _, prefix = address.removeprefix("s3://").partition("/")
    return Bucket(client or _client(servers), name, prefix)


def _client(servers: Servers) -> S3Client:
    config = Config(
        region_name=servers.s3_region,
        connect_timeout=_CONNECT,
        read_timeout=_READ,
        retries={"total_max_attempts": 1},  # told.py tries again, and knows when to stop
        max_pool_connections=AT_ONCE,
        s3={"addressing_style": "path" if servers.s3_path_style else "virtual"},
        user_agent_extra="dataset-lineage",
    )
    try:
        return boto3.session.Session().client("s3", endpoint_url=servers.s3_endpoint, config=config)
    except (BotoCoreError, ValueError) as error:  # an unknown profile; an endpoint that is no address
        raise BadInput(
            f"S3 cannot be asked: {error}; see to LINEAGE_S3_ENDPOINT, LINEAGE_S3_REGION and AWS_…."
        ) from None
