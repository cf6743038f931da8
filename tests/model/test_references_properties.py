"""What holds for every text that is taken for a reference."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from lineage.model.references import from_url, is_reference, name_key, normalise, parse

HOSTS = st.sampled_from(
    ["huggingface.co", "hf.co", "github.com", "doi.org", "arxiv.org", "ror.org", "www.github.com", "example.org"]
)
STEPS = st.lists(
    st.sampled_from(
        ["datasets", "abs", "pdf", "Owner", "name", "10.1145", "1901.10436v2", ".git", "%20", "x%20", "%2F"]
    )
    | st.text("abcXYZ019.-_~%é ", max_size=8),
    max_size=4,
)
ADDRESSES = st.builds(
    lambda scheme, host, steps, end: f"{scheme}://{host}/{'/'.join(steps)}{end}",
    st.sampled_from(["http", "https"]),
    HOSTS,
    STEPS,
    st.sampled_from(["", "/", "?a=1", "#part", "/?"]),
)
SCHEMES = st.sampled_from(["dataset", "doi", "arxiv", "hf", "github", "ror", "domain", "url", "name", "anonymous"])
REFERENCES = st.builds(lambda scheme, rest: f"{scheme}:{rest}", SCHEMES, st.text(max_size=20))
WRITTEN = st.text(max_size=30) | ADDRESSES | REFERENCES


@settings(deadline=None, max_examples=300)
@given(WRITTEN.filter(str.strip))
@example("https://huggingface.co/foo%20")
@example("https://huggingface.co/%20")
@example("https://github.com/.git")
@example("https://doi.org/10.1234/abc%0a")
@example("http://[")
@example("http:// /")
def test_parsing_what_was_parsed_changes_nothing(text):
    once = parse(text)

    assert parse(once) == once


@settings(deadline=None, max_examples=300)
@given(WRITTEN.filter(str.strip))
@example("https://huggingface.co/%20")
@example("https://github.com/.git")
def test_whatever_is_written_becomes_a_reference(text):
    assert is_reference(parse(text))


@settings(deadline=None, max_examples=300)
@given(REFERENCES | WRITTEN.filter(str.strip).map(parse))
def test_normalising_what_was_normalised_changes_nothing(reference):
    once = normalise(reference)

    assert normalise(once) == once


@settings(deadline=None)
@given(ADDRESSES)
def test_a_fragment_makes_no_difference(address):
    bare = address.partition("#")[0].strip()

    assert from_url(bare + "#section-2") == from_url(bare)


@settings(deadline=None)
@given(st.text(max_size=30))
def test_a_key_is_its_own_key(name):
    assert name_key(name_key(name)) == name_key(name)
