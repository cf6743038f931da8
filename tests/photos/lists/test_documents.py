"""Documents of JSON: items wherever they are, and no document breaks what reads it."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("numpy", reason="the extra [photos] is not installed")

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineage.errors import BadInput
from lineage.photos.lists import documents
from lineage.photos.lists.guess import guess
from tests.photos.lists.lists import read_all

NSID = "12345678@N90"
JSON = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=9), st.sampled_from([1234567890, NSID])
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(["id", "owner", "a.b", "2"]), inner)
    ),
)


def written(tmp_path, value):
    path = tmp_path / "list"
    path.write_text(value if isinstance(value, str) else json.dumps(value))
    return path


def test_an_item_without_a_member_is_put_aside_with_its_number(tmp_path):
    path = written(
        tmp_path, [{"id": 1234567890}, {"id": None}, {"id": True}, 7, {"id": {"a": 1}}, {"id": "1234567891"}]
    )
    members, others = read_all(path, "json:photo=id")
    assert members == [(1234567890, None, None), (1234567891, None, None)]
    assert [(one.number, one.text) for one in others] == [
        (2, '{"id": null}'), (3, '{"id": true}'), (4, "7"), (5, '{"id": {"a": 1}}'),
    ]  # fmt: skip


def test_a_list_in_an_item_names_a_member_each(tmp_path):
    path = written(
        tmp_path, [{"user": NSID, "photos": [1234567890, 1234567891]}, {"user": "87654321@N91", "photos": []}]
    )
    members, others = read_all(path, "json:photo=photos,owner=user")
    assert (members, others) == (
        [(1234567890, NSID, None), (1234567891, NSID, None), (0, "87654321@N91", None)], [],
    )  # fmt: skip


def test_lists_that_do_not_belong_together_are_put_aside(tmp_path):
    path = written(tmp_path, [{"a": [1234567890, 1234567891], "b": [NSID, NSID, NSID]}])
    assert read_all(path, "json:photo=a,owner=b")[0] == []


def test_keys_above_keys(tmp_path):
    path = written(tmp_path, {NSID: {"1234567890": {"tags": []}}})
    assert read_all(path, "json:photo=^,owner=^^,in=*.*") == ([(1234567890, NSID, None)], [])


def test_a_key_with_a_dot_or_a_digit(tmp_path):
    path = written(tmp_path, [{"a.b": {"2": 1234567890}}])
    assert read_all(path, "json:photo=a%2Eb.2") == ([(1234567890, None, None)], [])


def test_one_object_is_an_item_too(tmp_path):
    assert read_all(written(tmp_path, {"id": 1234567890}), "json:photo=id,in=.") == ([(1234567890, None, None)], [])


def test_lines_that_are_no_json_are_put_aside(tmp_path):
    deep = "[" * 100_000
    path = written(tmp_path, '{"id": 1234567890}\n\nnothing\n' + deep + "\n" + "9" * 5000 + '\n[]\n{"id": 1234567891}')
    members, others = read_all(path, "jsonl:photo=id")
    assert members == [(1234567890, None, None), (1234567891, None, None)]
    assert sorted(one.number for one in others) == [3, 4, 5, 6]


@pytest.mark.parametrize(
    "content", ["[" * 100_000, '{"a":' * 100_000, "[" + "9" * 5000 + "]", '[{"id": ', '["\ud800', "{} {}"]
)
def test_a_hostile_document_is_refused(tmp_path, content):
    (tmp_path / "list").write_bytes(content.encode(errors="surrogatepass"))
    with pytest.raises(BadInput, match="no JSON document"):
        read_all(tmp_path / "list", "json:photo=id")
    with pytest.raises(BadInput):
        guess(tmp_path / "list")


def test_a_document_that_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "LARGEST", 100)
    with pytest.raises(BadInput, match="JSON lines instead"):
        read_all(written(tmp_path, [1234567890] * 20), "json:photo=.")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    JSON, st.sampled_from(["*", "*.*", ".", "id.*", "2"]), st.sampled_from([".", "id", "a%2Eb.owner", "^", "1", "id.2"])
)
def test_no_document_breaks_it(tmp_path, value, within, place):
    path = written(tmp_path, json.dumps(value))
    try:
        read_all(path, guess(path))
    except BadInput as refused:
        assert "names nobody" in str(refused)
    read_all(path, f"json:member={place},owner={place},in={within}")
