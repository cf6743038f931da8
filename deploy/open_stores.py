"""Make the bucket if there is none, bring the database's schema up to date, and see that the graph can be reached."""

import os
import sys
from urllib.parse import urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from lineage.clock import system_clock
from lineage.errors import LineageError
from lineage.jobs.stores import Stores
from lineage.settings import Servers, from_environment


def make_bucket(servers: Servers) -> str:
    """Make the bucket of LINEAGE_STORAGE_URL unless there is one; what was found, as a sentence."""
    if not servers.storage_url:
        return "no bucket is needed: archive and ledger are a folder"
    name = urlsplit(servers.storage_url.get_secret_value()).netloc
    style = Config(s3={"addressing_style": "path" if servers.s3_path_style else "virtual"})
    client = boto3.client("s3", endpoint_url=servers.s3_endpoint, region_name=servers.s3_region, config=style)
    try:
        client.head_bucket(Bucket=name)
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
            raise
        elsewhere = {"CreateBucketConfiguration": {"LocationConstraint": servers.s3_region}}
        client.create_bucket(Bucket=name, **({} if servers.s3_region == "us-east-1" else elsewhere))  # type: ignore[arg-type]
        return f"bucket {name} made"
    return f"bucket {name} is there"


def main() -> None:
    """All of it; one sentence and exit code 1 when something is wrong."""
    try:
        settings = from_environment(os.environ)
        bucket = make_bucket(settings.servers)
        stores = Stores(settings, system_clock(os.environ))
        _ = stores.judgements  # opening the database brings it up to date
        lacking = stores.graph.schema()
    except (LineageError, BotoCoreError, ClientError) as error:
        sys.exit(f"lineage: {error}")
    graph = f"lacks {', '.join(lacking)}, which the next load applies" if lacking else "is up to date"
    sys.stdout.write(f"{bucket}; the database is up to date; the graph's schema {graph}\n")


if __name__ == "__main__":
    main()
