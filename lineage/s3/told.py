"""What goes wrong with S3, as one sentence each: what was seen, and what to do."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    HTTPClientError,
    IncompleteReadError,
    NoCredentialsError,
    ParamValidationError,
    PartialCredentialsError,
)
from botocore.exceptions import ConnectionError as Unconnected

from lineage.errors import ArchiveUnavailable

_PATIENCE = 2.5  # seconds in which what failed is tried again; less than one connection is waited for
_PAUSE, _LONGEST_PAUSE = 0.1, 0.5
_PASSING = {"SlowDown", "ServiceUnavailable", "InternalError", "RequestTimeout", "OperationAborted", "Throttling"}
_PASSING |= {"ConditionalRequestConflict", "RequestLimitExceeded", "500", "502", "503", "504"}
_LOST = (Unconnected, HTTPClientError, IncompleteReadError)
_ADVICE = {
    "NoSuchBucket": "there is no such bucket; create it, or name another in LINEAGE_STORAGE_URL",
    "InvalidAccessKeyId": "the server does not know this access key; see to AWS_ACCESS_KEY_ID",
    "XAdminUserNotFound": "the server does not know this access key; see to AWS_ACCESS_KEY_ID",
    "SignatureDoesNotMatch": "the secret key does not belong to the access key; see to AWS_SECRET_ACCESS_KEY",
    "RequestTimeTooSkewed": "this machine's clock differs too much from the server's; set it right",
    "ExpiredToken": "the keys have expired; get new ones",
    "InvalidToken": "the session token is not valid; see to AWS_SESSION_TOKEN",
    "AccessDenied": (
        "these keys may not do that; allow them s3:ListBucket, s3:ListBucketVersions, s3:GetObject, s3:PutObject, "
        "s3:DeleteObject and s3:DeleteObjectVersion, for anchors also s3:GetObjectVersion, s3:PutObjectRetention and "
        "s3:GetBucketObjectLockConfiguration, and see that no object lock holds it"
    ),
    "PermanentRedirect": "the bucket lies in another region; see to LINEAGE_S3_REGION",
    "AuthorizationHeaderMalformed": "the bucket lies in another region; see to LINEAGE_S3_REGION",
    "NotImplemented": "the server lacks a request that archive and ledger need, such as conditional puts; use another",
    "NoSpaceLeftOnDevice": "the server's disk is full; free some space",
    "QuotaExceeded": "the server's quota is used up; free some space",
}

ANSWERS = {"NoSuchKey", "InvalidRange", "PreconditionFailed", "ObjectLockConfigurationNotFoundError"}
"""Codes that are no failure: `ask` leaves them to its caller."""
T = TypeVar("T")


def code(error: Exception) -> str:
    """S3's word for what went wrong; empty when S3 did not say any."""
    return str(error.response.get("Error", {}).get("Code", "")) if isinstance(error, ClientError) else ""


def ask(doing: str, call: Callable[[], T]) -> T:
    """The answer of a call, which is tried again for a while when it may pass. Raises ArchiveUnavailable.

    What is no failure (`ANSWERS`) is for the caller to judge: it comes as ClientError.
    """
    deadline, pause = time.monotonic() + _PATIENCE, _PAUSE
    while True:
        try:
            return call()
        except (BotoCoreError, ClientError) as error:
            if code(error) in ANSWERS:
                raise
            passing = code(error) in _PASSING or isinstance(error, _LOST)
            if not passing or time.monotonic() + pause > deadline:
                raise ArchiveUnavailable(
                    f"Cannot {doing}: {_reason(error)}, then run the same command again. Nothing that was stored "
                    "before is lost."
                ) from error
        time.sleep(pause)
        pause = min(pause * 2, _LONGEST_PAUSE)


def _reason(error: BotoCoreError | ClientError) -> str:
    if code(error) in _ADVICE:
        return f"{_ADVICE[code(error)]} ({code(error)})"
    if isinstance(error, NoCredentialsError | PartialCredentialsError):
        return "no keys were found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
    if isinstance(error, ParamValidationError):
        return "no bucket can have that name; see to LINEAGE_STORAGE_URL"
    if isinstance(error, _LOST):
        return f"the server does not answer ({_line(error)}); see that it runs and that LINEAGE_S3_ENDPOINT names it"
    return f"S3 says '{_line(error)}'; see to that"


def _line(error: BotoCoreError | ClientError) -> str:
    said = f"{code(error)}: {error.response['Error'].get('Message')}" if isinstance(error, ClientError) else str(error)
    return " ".join(said.split())[:300].rstrip(".")
