"""What holds a list is known by its first bytes, and whatever is damaged is refused in plain words."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

import pyarrow as pa

from lineage.errors import BadInput
from lineage.photos.lists.guess import guess
from tests.photos.lists.lists import guessed, read_all

NAMES = [
    "276/12345678@N90/1234567890_0.jpg",
    "276/12345678@N90/1234567891_0.jpg",
    "87654321@N91_identity_3/1234567892_1.jpg",
]
MEMBERS = [(1234567890, "12345678@N90", None), (1234567891, "12345678@N90", None), (1234567892, "87654321@N91", None)]


def zst(content):
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as pressed:
        pressed.write(content)
    return sink.getvalue().to_pybytes()


PRESSED = {"plain": bytes, "gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": zst}


def tar(names, **options):
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w", **options) as packed:
        packed.addfile(directory("folder"))
        for name in names:
            one = tarfile.TarInfo(name)
            one.size = 700
            packed.addfile(one, io.BytesIO(b"x" * 700))
    return sink.getvalue()


def directory(name):
    one = tarfile.TarInfo(name)
    one.type = tarfile.DIRTYPE
    return one


def zipped(names):
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as packed:
        packed.mkdir("folder")
        for name in names:
            packed.writestr(name, b"PK\x05\x06" * 9)
        packed.comment = b"a comment"
    return sink.getvalue()


@pytest.mark.parametrize("how", PRESSED)
def test_text_and_tar_are_read_compressed_or_not(tmp_path, how):
    press = PRESSED[how]
    assert guessed(tmp_path, press("\n".join(NAMES).encode())) == ("names", MEMBERS, [])
    assert guessed(tmp_path, press(tar(NAMES))) == ("names", MEMBERS, [])


def test_parts_of_gz_are_read_one_after_the_other(tmp_path):
    content = b"".join(gzip.compress(name.encode() + b"\n") for name in NAMES)
    assert guessed(tmp_path, content) == ("names", MEMBERS, [])


@pytest.mark.parametrize("format", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_long_names_in_a_tar(tmp_path, format):
    long = ["x/" * 150 + name for name in NAMES]
    assert guessed(tmp_path, tar(long, format=format)) == ("names", MEMBERS, [])


def test_a_zip(tmp_path):
    form, members, others = guessed(tmp_path, zipped([*NAMES, "README.txt"]))
    assert (form, members) == ("names", MEMBERS)
    assert [(one.number, one.text) for one in others] == [(4, "README.txt")]


def test_a_zip_of_more_files_than_sixteen_bits_count(tmp_path):
    many = [f"1/12345678@N90/{1234567890 + at}.jpg" for at in range(66_000)]
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as packed:
        for name in many:
            packed.writestr(name, b"")
    form, members, others = guessed(tmp_path, sink.getvalue())
    assert (form, len(members), len(set(members)), others) == ("names", 66_000, 66_000, [])


def test_a_folder(tmp_path):
    for name in [*NAMES, ".DS_Store"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "again").symlink_to(tmp_path)
    members, others = read_all(tmp_path, guess(tmp_path))
    assert sorted(members) == MEMBERS
    assert {one.text for one in others} == {".DS_Store", "again"}


@pytest.mark.parametrize("how", [one for one in PRESSED if one != "plain"])
def test_what_breaks_off_is_refused(tmp_path, how):
    content = PRESSED[how]("".join(f"{at * 7919 % 99991}/{NAMES[at % 3]}\n" for at in range(40_000)).encode())
    checked = [content[:50] + b"\x00" * 40 + content[90:]] if how != "zst" else []  # which has no sum to check
    for damaged in (content[: len(content) // 2], content[:-1], *checked):
        (tmp_path / "list").write_bytes(damaged)
        with pytest.raises(BadInput, match=r"damaged|breaks off"):
            read_all(tmp_path / "list", "names")


def test_an_archive_that_breaks_off_is_refused(tmp_path):
    for content in (tar(NAMES)[:900], zipped(NAMES)[:200], zipped(NAMES).replace(b"PK\x01\x02", b"PK\x01\x03")):
        (tmp_path / "list").write_bytes(content)
        with pytest.raises(BadInput, match="damaged, or breaks off"):
            read_all(tmp_path / "list", "names")


def test_a_header_that_is_an_attack_is_refused(tmp_path):
    bomb = tarfile.TarInfo("x")
    bomb.type, bomb.size = tarfile.GNUTYPE_LONGNAME, 8 << 30
    chain = tarfile.TarInfo("x")
    chain.type, chain.size = tarfile.XHDTYPE, 0
    for content in (bomb.tobuf(tarfile.GNU_FORMAT) + b"x" * 5000, chain.tobuf(tarfile.GNU_FORMAT) * 5000):
        (tmp_path / "list").write_bytes(content)
        with pytest.raises(BadInput, match=r"more than a megabyte|damaged"):
            read_all(tmp_path / "list", "names")


def test_a_zip_that_claims_more_than_it_has_is_refused(tmp_path):
    content = bytearray(zipped(NAMES))
    end = content.rfind(b"PK\x05\x06")
    for at, form, value in ((10, "<H", 60_000), (12, "<I", 1 << 31)):
        damaged = bytearray(content)
        struct.pack_into(form, damaged, end + at, value)
        (tmp_path / "list").write_bytes(damaged)
        with pytest.raises(BadInput, match="damaged"):
            read_all(tmp_path / "list", "names")


def test_what_is_not_there_or_of_another_kind_is_refused(tmp_path):
    with pytest.raises(BadInput, match="There is no"):
        guess(tmp_path / "nothing")
    (tmp_path / "wide").write_bytes("1234567890\n".encode("utf-16"))
    with pytest.raises(BadInput, match="UTF-8"):
        guess(tmp_path / "wide")
    (tmp_path / "tar").write_bytes(tar(NAMES))
    with pytest.raises(BadInput, match="is not read as `csv:photo=1`"):
        read_all(tmp_path / "tar", "csv:photo=1")


def test_a_line_without_end_is_refused(tmp_path):
    (tmp_path / "list").write_bytes(gzip.compress(b"x" * (80 << 20), 1))
    with pytest.raises(BadInput, match="line of more than"):
        read_all(tmp_path / "list", "names")
