"""What a published folder says of itself, for people: what is in it, and how it is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

_TEXT: Final = """\
# The photos of {dataset}, by owner

{rows:,} photos and videos of {owners:,} owners{complete}, and which datasets list them. `dataset.json` has the SHA-256,
size and columns of every file. **This names people**: keep it where only those who need it can read it, and put no
part of it into a repository, a ticket or a prompt.

| file | what a row is |
|---|---|
| `photos.parquet` | a photo; sorted by owner (as a number, not as text), then by photo |
| `by_photo.parquet` | a photo's id, and the number of its row in `photos.parquet`, counted from 0; sorted by id |
{hashes}| `members/DATASET/RELEASE.parquet` | a photo that the release lists; sorted by id |
| `members-outside/…` | a member that is no row of `photos.parquet`: photo, owner and hash, as far as its list says |
| `members-owners/…` | an owner whom the list names without a photo |
| `withdrawn/…` | the same three of what was taken out of a release |

`photos.parquet` has:

- `photo_id`: Flickr's id.
- `{owner}`: {who}.
- `server`, `farm`, `secret`, `extension`: where the photo lay, `http://farmF.staticflickr.com/SERVER/ID_SECRET.EXT`;
  all of them are null where that is not known. `secret` is ten hexadecimal digits as five bytes, the first digit first.
- `is_video`: whether it is a video; the address is then that of its still.
- `hash`: null, unless it is another than the MD5 of that address, as nearly none is.

Rows lie in groups of 1,048,576, each with its lowest and highest owner, so a question for one owner reads one group.

## DuckDB

```sql
{queries}
```

## pandas

```python
import pandas

photos = pandas.read_parquet("photos.parquet", filters=[("{owner}", "==", "{example}")])
photos["secret"] = photos["secret"].map(bytes.hex)
```

The file can be given to `lineage photos build`, which makes the index again.
"""
_BY_HASH: Final = """\
| `by_hash.parquet` | the first 37 bits of a photo's MD5, and the number of its row; sorted by the bits |
"""
_OWNER: Final = """\
-- one owner's photos, and whether a dataset lists them
SELECT photo_id, listed.photo_id IS NOT NULL AS is_listed
FROM 'photos.parquet' AS photos LEFT JOIN '{listed}' AS listed USING (photo_id)
WHERE {owner} = '{example}' ORDER BY photo_id;"""
_PHOTO: Final = """\
-- whose photo it is
SELECT {owner} FROM read_parquet('photos.parquet', file_row_number = true)
WHERE file_row_number IN (SELECT row FROM 'by_photo.parquet' WHERE photo_id = 1234567890);"""
_HASH: Final = """\
-- which photo has a hash
WITH asked AS (SELECT '3a08e8440a6f6e267487c1e6df22887a' AS md5)
SELECT photo_id, {owner} FROM read_parquet('photos.parquet', file_row_number = true), asked
WHERE file_row_number IN (
    SELECT row FROM 'by_hash.parquet', asked WHERE hash_37_bits = CAST('0x' || left(md5, 10) AS BIGINT) >> 3
) AND asked.md5 = coalesce(hash, md5(
    'http://farm' || farm || '.staticflickr.com/' || server || '/' || photo_id
    || '_' || lower(hex(secret)) || '.' || extension
));"""
_CLEAR: Final = "the owner's Flickr user ID"
_SEALED: Final = (
    "the first 16 hexadecimal digits of HMAC-SHA-256 over the owner's Flickr user ID, with the key whose id is `{}`; "
    "without that key nobody can tell who it is"
)


def queries(said: Mapping[str, Any]) -> list[str]:
    """Questions in DuckDB's SQL: an owner's photos with a membership, a photo's row, and a hash's."""
    listed = next((release["files"]["members"] for release in said["releases"]), "members/DATASET/RELEASE.parquet")
    asked = [_OWNER, _PHOTO, *([_HASH] if "by_hash.parquet" in said["files"] else [])]
    told = {"owner": said["owner_column"], "example": example(said), "listed": listed.replace("'", "''")}
    return [question.format(**told) for question in asked]


def example(said: Mapping[str, Any]) -> str:
    """An owner that nobody is."""
    return "0123456789abcdef" if said["key_id"] else "12345678@N90"


def readme(said: Mapping[str, Any]) -> str:
    """The text, of what the description says."""
    return _TEXT.format(
        dataset=said["dataset"],
        rows=said["rows"],
        owners=said["owners"],
        complete=" (all of it)" if said["complete"] else " (a part of it)",
        hashes=_BY_HASH if "by_hash.parquet" in said["files"] else "",
        owner=said["owner_column"],
        who=_SEALED.format(said["key_id"]) if said["key_id"] else _CLEAR,
        example=example(said),
        queries="\n\n".join(queries(said)),
    )
