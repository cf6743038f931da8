"""A real S3 in a folder: versitygw, built once by Go. It has versions, object lock and conditional puts."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cluster.install import built, program, run
from cluster.servers.process import HOST, Server, answers, free_port, prepared

VERSION = "v1.8.0"
GO = Path("/usr/local/go/bin")  # where Go's own archive puts it, often outside of PATH


def s3(
    folder: Path,
    *,
    port: int | None = None,
    key: str = "lineage",
    secret: str | None = None,
    region: str = "eu-central-1",
    outlives: bool = False,
) -> Server:
    """Start an S3 server on the data of a folder, with one account. Buckets are its clients' business."""
    port = port or free_port()
    secret = secret or secrets.token_urlsafe(24)
    url = f"http://{HOST}:{port}"
    gateway = built(f"versitygw-{VERSION}", _build) / "versitygw"
    folder = prepared(folder)
    buckets, versions = prepared(folder / "buckets"), prepared(folder / "versions")
    options = ["--port", f"{HOST}:{port}", "--region", region, "--health", "/health", "--keep-alive", "--quiet"]
    return Server(
        name="s3",
        command=[
            *(str(gateway), *options, "posix", "--versioning-dir", str(versions)),
            *(*_metadata(folder), str(buckets)),
        ],
        folder=folder,
        healthy=lambda _: answers(f"{url}/health"),
        env={"ROOT_ACCESS_KEY": key, "ROOT_SECRET_KEY": secret},
        urls={"s3": url},
        client={
            "AWS_ENDPOINT_URL_S3": url,
            "AWS_ACCESS_KEY_ID": key,
            "AWS_SECRET_ACCESS_KEY": secret,
            "AWS_DEFAULT_REGION": region,
        },
        outlives=outlives,
    ).start()


def _metadata(folder: Path) -> list[str]:
    """Metadata lie in the files' extended attributes; where the file system has none, in a folder beside."""
    try:
        os.setxattr(folder, "user.lineage", b"asked")
    except OSError:
        return ["--sidecar", str(prepared(folder / "metadata"))]
    return []


def _build(folder: Path) -> None:
    go = program("go", "golang", [GO])
    source = f"github.com/versity/versitygw/cmd/versitygw@{VERSION}"
    # Debian's Go does not by itself fetch the newer one that a program may ask for.
    env = {"GOBIN": str(folder), "CGO_ENABLED": "0", "GOTOOLCHAIN": "auto"}
    run([go, "install", "-trimpath", "-ldflags=-s -w", source], env)
