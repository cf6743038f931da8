"""How what people write becomes a reference, and when two references are one."""

from __future__ import annotations

import pytest

from lineage.model.references import (
    account,
    from_url,
    is_reference,
    name_key,
    normalise,
    parse,
    repository_name,
    scheme,
)


@pytest.mark.parametrize(
    ("written", "reference"),
    [
        ("dataset:yfcc100m", "dataset:yfcc100m"),
        ("10.1145/2812802", "doi:10.1145/2812802"),
        ("10.1145/ABC", "doi:10.1145/abc"),
        ("https://doi.org/10.1145/2812802", "doi:10.1145/2812802"),
        ("http://dx.doi.org/10.1145/2812802", "doi:10.1145/2812802"),
        ("10.48550/arXiv.1901.10436", "arxiv:1901.10436"),
        ("https://doi.org/10.48550/arXiv.cs/0112017", "arxiv:cs/0112017"),
        ("10.48550/arXiv.gull", "doi:10.48550/arxiv.gull"),
        ("1901.10436", "arxiv:1901.10436"),
        ("1901.10436v2", "arxiv:1901.10436"),
        ("arXiv:1901.10436", "arxiv:1901.10436"),
        ("arXiv:cs/0112017", "arxiv:cs/0112017"),
        ("https://arxiv.org/abs/1901.10436v1", "arxiv:1901.10436"),
        ("https://arxiv.org/pdf/1901.10436.pdf", "arxiv:1901.10436"),
        ("https://huggingface.co/datasets/owner/name", "hf:datasets/owner/name"),
        ("https://huggingface.co/datasets/owner/name/tree/main", "hf:datasets/owner/name"),
        ("https://huggingface.co/datasets/squad", "hf:datasets/squad"),
        ("https://hf.co/owner/model", "hf:models/owner/model"),
        ("https://huggingface.co/owner", "hf:owner"),
        ("https://github.com/owner/name.git", "github:owner/name"),
        ("https://www.github.com/owner/name/blob/main/README.md#data", "github:owner/name"),
        ("https://github.com/owner", "github:owner"),
        ("https://ror.org/00cvxb145", "ror:00cvxb145"),
        ("https://example.org/data/?v=2#top", "url:https://example.org/data?v=2"),
        (" Diversity in Faces\n", "name:Diversity in Faces"),
        ("cs/0112017", "name:cs/0112017"),
        ("ftp://example.org/data", "name:ftp://example.org/data"),
    ],
)
def test_what_is_written_becomes_a_reference(written, reference):
    assert parse(written) == reference


@pytest.mark.parametrize("page", ["datasets", "models", "docs/hub", "papers/1901.10436", "blog/some-post"])
def test_a_page_of_the_hub_itself_is_no_repository(page):
    assert from_url(f"https://huggingface.co/{page}") == f"url:https://huggingface.co/{page}"


@pytest.mark.parametrize("text", ["", "yfcc100m", "mailto:a@example.org", "https://", "//example.org"])
def test_what_is_no_web_address_stands_for_nothing(text):
    assert from_url(text) is None


@pytest.mark.parametrize("broken", ["http://[foo", "https://a℀b/data"])
def test_a_broken_address_is_a_name_like_any_other(broken):
    assert from_url(broken) is None
    assert parse(broken) == f"name:{broken}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("doi:10.1145/ABC", "doi:10.1145/abc"),
        ("hf:datasets/Owner/Name", "hf:datasets/owner/name/"),
        ("github:Owner/Name", "github:owner/name"),
        ("arxiv:1901.10436v3", "arxiv:1901.10436"),
        ("ror:00CVXB145", "ror:00cvxb145"),
        ("doi:10.48550/arXiv.1901.10436v2", "arxiv:1901.10436"),
    ],
)
def test_two_forms_of_one_identifier_compare_equal(one, other):
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize("reference", ["name:YFCC", "url:https://example.org/Data", "anonymous:Our data"])
def test_names_and_addresses_keep_their_case(reference):
    assert normalise(reference) == reference


def test_a_name_s_key_ignores_case_width_and_punctuation():
    assert name_key("YFCC-100M") == name_key("yfcc 100m") == name_key("ＹＦＣＣ_100M")
    assert name_key("YFCC-100M") != name_key("YFCC-10M")


def test_a_repository_s_own_name_is_without_its_owner():
    assert repository_name("hf:datasets/owner/name") == "name"
    assert account("hf:datasets/owner/name") == account("github:owner/name") == "owner"
    assert account("github:owner") == account("doi:10.1/x/y") == ""
    assert repository_name("github:owner/name") == "name"
    assert repository_name("github:owner") == ""
    assert repository_name("doi:10.1/x/y") == ""


def test_the_scheme_is_what_stands_before_the_first_colon():
    assert scheme("url:https://example.org") == "url"
    assert is_reference("anonymous:our data")
    assert not is_reference("https://example.org")
    assert not is_reference("name:")
