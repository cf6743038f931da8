"""The form of a list is found by what its values are: one invented list for every form that is known."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lineage.errors import BadInput
from lineage.photos.lists.form import form
from lineage.photos.lists.guess import guess
from tests.photos.lists.lists import HASH, PAGE, STATIC, guessed, read_all

IDS = [1234567890, 9876543210, 4567890123, 2345678901]
NSIDS = ["12345678@N90", "87654321@N91", "12345678@N90", "456789@N99"]
HASHES = [HASH, HASH[::-1], HASH[5:] + HASH[:5], HASH[9:] + HASH[:9]]
BOTH = [(photo, nsid, None) for photo, nsid in zip(IDS, NSIDS, strict=True)]
PHOTOS = [(photo, None, None) for photo in IDS]
OWNERS = [(0, nsid, None) for nsid in NSIDS]
HASHED = [(0, None, one) for one in HASHES]
PHOTO_HASH = [(photo, None, one) for photo, one in zip(IDS, HASHES, strict=True)]


def row_25(at):
    return [
        str(at), str(IDS[at]), HASHES[at], NSIDS[at], "somebody", "2010-01-01 10:00:00.0", "1300000000", "", "A+title",
        "", "tag", "", "2.1", "41.3", "16", PAGE.format(NSIDS[at], IDS[at]), STATIC.format(IDS[at]), "by", "http://l/",
        "2932", "3", "0a1b2c3d4e", "0a1b2c3d4f", "jpg", "0",
    ]  # fmt: skip


def lines(pattern):
    return "".join(
        pattern.format(at=at, photo=IDS[at], nsid=NSIDS[at], hash=HASHES[at], url=STATIC.format(IDS[at])) + "\n"
        for at in range(4)
    )


TEXTS = {
    "YFCC100M": (
        "\n".join("\t".join(row_25(at)) for at in range(4)),
        "csv:photo=2,owner=4,hash=3,delimiter=tab",
        [(*one[:2], hash) for one, hash in zip(BOTH, HASHES, strict=True)],
    ),
    "YFCC100M, 23 columns": (
        "\n".join("\t".join([*row_25(at)[1:2], *row_25(at)[3:]]) for at in range(4)),
        "csv:photo=1,owner=2,delimiter=tab",
        BOTH,
    ),
    "MegaFace": (lines("{at}/{nsid}/{photo}_{at}.jpg"), "names", BOTH),
    "DiveFace": (lines("{nsid}_identity_{at}/{photo}_0.jpg"), "names", BOTH),
    "Diversity in Faces": (lines("{url}"), "names:url", PHOTOS),
    "YFCC15M": (lines("{at}\t{photo}\t{hash}"), "csv:photo=2,hash=3,delimiter=tab", PHOTO_HASH),
    "DiDeMo": (lines("{nsid}_{photo}_0a1b2c3d4e.mov"), "names", BOTH),
    "DiDeMo hashes": (lines("{photo}\t{hash}"), "csv:photo=1,hash=2,delimiter=tab", PHOTO_HASH),
    "PASS": ("unickname,datetaken,hash\n" + lines("somebody {at},2010-01-0{at},{hash}"), "csv:hash=hash", HASHED),
    "PASS, its files": (lines("PASS_dataset/{at}/{hash}.jpg"), "names:hash", HASHED),
    "Entity, AudioScope": (lines("{hash}"), "names:hash", HASHED),
    "COCO, addresses": (
        "file_name,flickr_url,coco_url\n" + lines("0000{at}.jpg,{url},http://images.cocodataset.org/{at}.jpg"),
        "csv:url=flickr_url",
        PHOTOS,
    ),
    "PIPA": (lines("7215760000000000{at} {photo} 10 20 30 40 {at} 1"), "csv:photo=2,delimiter=space", PHOTOS),
    "FDF": (lines("{at},{nsid},by"), "csv:owner=2", OWNERS),
    "Melbourne": (
        "photoID;userID;dateTaken;poiID\n" + lines("{photo};{nsid};1300000000;16"),
        "csv:photo=photoID,owner=userID,delimiter=;",
        BOTH,
    ),
    "a tour": (
        "userID,trajID,poiID,startTime,endTime,#photo\n" + lines("{nsid},{at},33,1300000000,130000060{at},4"),
        "csv:owner=userID",
        OWNERS,
    ),
    "Barcelona": (
        "latitude,longitude,id_user,pictures_user\n" + lines("41.1091,2.963{at},{nsid},{at}"),
        "csv:owner=id_user",
        OWNERS,
    ),
    "photo ids": (lines("{photo}"), "names:photo", PHOTOS),
    "user IDs": (lines("{nsid}"), "names:owner", OWNERS),
    "pairs": (lines("{photo};{nsid}"), "csv:photo=1,owner=2,delimiter=;", BOTH),
    "a header above one column": ("photo_id\n" + lines("{photo}"), "csv:photo=photo_id,delimiter=tab", PHOTOS),
    "quoted": (
        '"title","photo","uid"\n' + lines('"a, ""b""\nc","{photo}","{nsid}"'),
        "csv:photo=photo,owner=uid,quotes=yes",
        BOTH,
    ),
    "times and places": (
        "id,lat,lon,taken,views,uid\n" + lines("{photo},41.1,2.1,1300000000,123456789,{nsid}"),
        "csv:photo=id,owner=uid",
        BOTH,
    ),
    "a header that lies": ("photo_id,url\n" + lines("{at},{url}"), "csv:url=url", PHOTOS),
    "two that agree": ("photo_id,url\n" + lines("{photo},{url}"), "csv:photo=photo_id", PHOTOS),
    "a page that tells the owner": (
        "id,pageurl\n" + lines("{photo},http://www.flickr.com/photos/{nsid}/{photo}"),
        "csv:photo=id,url=pageurl",
        BOTH,
    ),
    "pandas": (",flickr_id\n" + lines("{at},{photo}.0"), "csv:photo=flickr_id", PHOTOS),
    "odd names": ("photo, id=|uid\n" + lines("{photo}|{nsid}"), "csv:photo=photo%2C id%3D,owner=uid,delimiter=|", BOTH),
    "no end, and CRLF": (lines("{photo},{nsid}").strip().replace("\n", "\r\n"), "csv:photo=1,owner=2", BOTH),
}


@pytest.mark.parametrize("name", TEXTS)
def test_text(tmp_path, name):
    content, form, members = TEXTS[name]
    assert guessed(tmp_path, content) == (form, members, [])


BY_KEY = [{"id": at, "author": "somebody", "photo_url": PAGE.format(NSIDS[at], IDS[at])} for at in range(4)]
DOCUMENTS = {
    "DiDeMo": (
        [{"video": f"{nsid}_{photo}_0a1b2c3d4e.mov", "num_segments": 6} for photo, nsid, _ in BOTH],
        "json:member=video",
        BOTH,
    ),
    "COCO": (
        {
            "info": {"url": "http://cocodataset.org"},
            "licenses": [{"id": 1, "url": "http://creativecommons.org/"}],
            "images": [{"id": at, "license": 1, "flickr_url": STATIC.format(photo)} for at, photo in enumerate(IDS)],
            "annotations": [{"id": at, "image_id": at, "area": 1234567890.5} for at in range(9)],
        },
        "json:url=flickr_url,in=images.*",
        PHOTOS,
    ),
    "Visual Genome": (
        [
            {"image_id": 7 * at, "url": f"https://example.org/{at}.jpg", "flickr_id": photo, "coco_id": None}
            for at, photo in enumerate(IDS)
        ],
        "json:photo=flickr_id",
        PHOTOS,
    ),
    "FFHQ": (
        {
            str(at): {"category": "training", "metadata": one, "image": {"file_path": f"{at}.png"}}
            for at, one in enumerate(BY_KEY)
        },
        "json:url=metadata.photo_url",
        BOTH,
    ),
    "FDF": (
        {str(at): {"owner_nsid": nsid, "photo_title": "1234"} for at, nsid in enumerate(NSIDS)},
        "json:owner=owner_nsid",
        OWNERS,
    ),
    "photos of owners": (
        {"12345678@N90": [1234567890, 1234567891], "87654321@N91": [1234567892]},
        "json:photo=.,owner=^",
        [(1234567890, "12345678@N90", None), (1234567891, "12345678@N90", None), (1234567892, "87654321@N91", None)],
    ),
    "parts": ({"train": BY_KEY[:2], "test": BY_KEY[2:]}, "json:url=photo_url,in=*.*", BOTH),
    "rows": ([[photo, nsid] for photo, nsid, _ in BOTH], "json:photo=1,owner=2", BOTH),
    "ids": (IDS, "json:photo=.", PHOTOS),
    "keys": ({one: {"caption": "a dog"} for one in HASHES}, "json:hash=^", HASHED),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document(tmp_path, name):
    content, form, members = DOCUMENTS[name]
    assert guessed(tmp_path, json.dumps(content)) == (form, members, [])


def test_json_lines(tmp_path):
    content = "".join(json.dumps({"photo": {"id": photo}, "owner": nsid}) + "\n" for photo, nsid, _ in BOTH)
    assert guessed(tmp_path, content) == ("jsonl:photo=photo.id,owner=owner", BOTH, [])


@pytest.mark.parametrize(
    "content",
    [
        "file,age,gender\n" + "".join(f"train/{at}.jpg,20-29,Male\n" for at in range(1, 9)),
        "".join(f"train/{at}.jpg\n" for at in range(1, 9)),
        "".join(f"{at}\n" for at in range(1234560, 1234599)),
        "".join(f"{at}\n" for at in range(1234567890, 1300000000, 123456)),
        "0\n1\n0\n1\n1\n",
        "id,views\n1,1234567890\n2,1234567891\n3,12345\n",
        "somebody\nsomebody else\n",
        "",
        "\n\n# 1234567890\n",
        json.dumps([{"file": f"train/{at}.jpg", "id": at} for at in range(9)]),
        json.dumps(None),
        '{"a": 1}\n{"a": 2}\n',
    ],
)
def test_a_list_that_names_nobody_is_refused(tmp_path, content):
    (tmp_path / "list").write_text(content)
    with pytest.raises(BadInput, match=r"names nobody in a way that is known.*`--format`"):
        guess(tmp_path / "list")


def test_a_refusal_quotes_no_number(tmp_path):
    (tmp_path / "list").write_text("a 1234567890 b\nc\n")
    with pytest.raises(BadInput, match="lines like 'a 9999999999 b'"):
        guess(tmp_path / "list")


def test_a_quotation_mark_in_a_text_takes_no_lines_along(tmp_path):
    rows = [
        f'{photo},"a dog,{nsid}\n' if at == 2 else f"{photo},a cat,{nsid}\n"
        for at, (photo, nsid, _) in enumerate(BOTH * 4)
    ]
    form, members, others = guessed(tmp_path, "photo_id,title,uid\n" + "".join(rows))
    assert (form, members, others) == ("csv:photo=photo_id,owner=uid", BOTH * 4, [])


def test_the_sample_does_not_end_within_a_line(tmp_path):
    many = "".join(f"{1234567890 + 7 * at},{quote('x' * (at % 50))},12345678@N90\n" for at in range(9000))
    form, members, others = guessed(tmp_path, "id,title,uid\n" + many)
    assert (form, len(members), others) == ("csv:photo=id,owner=uid", 9000, [])


PIECES = st.sampled_from(
    ["1234567890", "12345678@N90", HASH, STATIC.format(1234567890), ",", "\t", ";", " ", "\n", "\r\n", '"', "#",
     "a", "-1.5", "id", "photo_id", "\x00", "\ufeff", "{", "[", "]", "é", "/", "_0.jpg", "1"]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@example('" ,\n12345678@N90')  # a title in half a quotation, with a blank in it
@given(st.lists(PIECES, max_size=30).map("".join))
def test_no_text_breaks_it_and_what_is_found_reads_a_member(tmp_path, content):
    (tmp_path / "list").write_bytes(content.encode())
    try:
        found = guess(tmp_path / "list")
    except BadInput:
        return
    assert form(str(found)) == found
    members, _ = read_all(tmp_path / "list", found)
    assert members or found.quotes  # a quotation mark that is never closed takes comments along
