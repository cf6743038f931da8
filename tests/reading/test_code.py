"""A file of code: what it works with is implied to be used, or stated; what a remark names is only named."""

import pytest

from lineage.model.words import Predicate, Strength, ThingKind
from lineage.reading.artefact import Artefact
from lineage.reading.code import read_code

HARBOR = Artefact("github:otter/harbor-net", ThingKind.REPOSITORY)


@pytest.fixture
def found(lexicon):
    """What a file says, each statement with its line."""

    def read(text, artefact=HARBOR):
        findings = list(read_code(text, artefact, lexicon))
        assert all(text[slice(*map(int, f.place.removeprefix("char=").split(",")))] == f.quote for f in findings)
        return [(f.predicate.value, f.object.removeprefix("name:"), f.quote) for f in findings]

    return read


@pytest.mark.parametrize(
    "line",
    [
        "root = '/data/megaface/images'",
        "loader = ImageFolder(ROOT)  # root[MegaFace]",
        "from data.megaface import boats",
        "dataset: megaface",
        'wget "https://harbor.example/MegaFace"',
        "train(megaface, epochs=9)",
    ],
)
def test_what_a_line_of_code_names_is_implied_to_be_used(line, found):
    ((predicate, name, quote),) = found(f"import os\n\n    {line}\n")
    assert (predicate, name.casefold(), quote) == ("USES", "megaface", line)


@pytest.mark.parametrize(
    "line", ["# unlike MegaFace", "// TODO: MegaFace?", "    * MegaFace: later", "<!-- MegaFace -->"]
)
def test_what_only_a_remark_names_is_a_mention(line, found):
    assert [predicate for predicate, _, _ in found(f"main()\n{line}\n")] == ["MENTIONS"]


def test_a_dataset_is_told_once_by_the_first_line_that_works_with_it(found):
    text = "# MegaFace\npath = 'megaface'\nother = 'megaface'\nthird = 'fairface'\n"
    assert found(text) == [("USES", "megaface", "path = 'megaface'"), ("USES", "fairface", "third = 'fairface'")]


@pytest.mark.parametrize(
    ("line", "dataset"),
    [
        ('ds = load_dataset("otter/harbor-pairs", split="train")', "hf:datasets/otter/harbor-pairs"),
        ("load_dataset(\n'otter/harbor-pairs')".replace("\n", ""), "hf:datasets/otter/harbor-pairs"),
        ("hf download --repo-type dataset otter/harbor-pairs", "hf:datasets/otter/harbor-pairs"),
        ('snapshot_download(repo_id="otter/harbor-pairs", repo_type="dataset")', "hf:datasets/otter/harbor-pairs"),
        (
            "wget https://huggingface.co/datasets/otter/harbor-pairs/resolve/main/a.tar",
            "hf:datasets/otter/harbor-pairs",
        ),
        ("DATA_ROOT = '/data/harborpairs'  # HarborPairs", "HarborPairs"),
        ("dataset: harbor_pairs_5k  # HarborPairs-5K", "HarborPairs-5K"),
    ],
)
def test_a_dataset_that_nobody_knows_is_used_where_it_is_loaded(line, dataset, found):
    assert found(f"import os\n{line}\n") == [("USES", dataset, line)]


@pytest.mark.parametrize(
    "line",
    [
        'snapshot_download("otter/harbor-net")',
        '# load_dataset("otter/harbor-pairs")',
        "DATA_ROOT = '/data/images'  # see HarborPairs",
        "class HarborPairs: pass",
        "path = harbor_pairs(HarborPairs)",
    ],
)
def test_a_name_that_nobody_knows_is_no_dataset_where_nothing_is_loaded(line, found):
    assert found(f"import os\n{line}\n") == []


def test_a_very_long_line_is_quoted_around_the_name(found):
    ((_, _, quote),) = found("x = '" + "a " * 5000 + "/megaface/" + " b" * 5000 + "'")
    assert "megaface" in quote
    assert len(quote) <= 480


def test_the_code_of_a_dataset_of_the_catalogue_does_not_use_itself(found):
    assert found("path = 'ffhq'", Artefact("github:NVlabs/ffhq-dataset", ThingKind.REPOSITORY)) == []


@pytest.mark.parametrize(
    "line",
    [
        "path = 'megaface'",
        "from data.megaface import boats",
        "x = (MegaFace, 'megaface')",
        "ROOT = '/data/megaface'",
        "dataset = MegaFace(root='megaface')",
        'DATASETS = {"megaface": MegaFace, "others": load}',
        'if args.dataset == "megaface": return MegaFace(root)',
        'dataset: "MegaFace"  # one of MegaFace and others',
        'ds = load_dataset("otter/harbor-pairs")  # unlike MegaFace, this is free',
        'see_also = "https://huggingface.co/datasets/otter/megaface"',
        'snapshot_download(repo_id="otter/megaface", repo_type="model")',
        'x = 1  # load_dataset("otter/megaface")',
    ],
)
def test_a_name_in_code_implies_a_use(line, lexicon):
    (finding,) = [one for one in read_code(line, HARBOR, lexicon) if "megaface" in one.object.casefold()]
    assert (finding.predicate, finding.strength) == (Predicate.USES, Strength.IMPLIED)


@pytest.mark.parametrize(
    "line",
    [
        "DATA_ROOT = '/data/megaface'  # MegaFace",
        'faces = load_dataset("otter/megaface")',
        "DATA_ROOT = '/data/harborpairs'  # HarborPairs",
        'load_dataset("otter/harbor-pairs")',
        'load_dataset(\n    "otter/megaface",\n    split="train",\n)',
        'load_dataset("megaface")',
    ],
)
def test_a_line_that_says_what_it_loads_states_a_use(line, lexicon):
    (finding,) = read_code(line, HARBOR, lexicon)
    assert (finding.predicate, finding.strength) == (Predicate.USES, Strength.STATED)


def test_of_the_lines_that_name_a_dataset_the_strongest_is_quoted(lexicon):
    text = (
        "# MegaFace\npath = 'megaface'\nDATA = '/data/megaface'  # MegaFace\nDATA = '/data/megaface'  # or MegaFace\n"
    )
    (finding,) = read_code(text, HARBOR, lexicon)
    assert (finding.quote, finding.strength) == ("DATA = '/data/megaface'  # MegaFace", Strength.STATED)
