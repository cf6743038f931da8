"""The picture of overlaps: every pair's number, hostile names as text, and nothing that runs."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from lineage.exports.overlap import Overlap, page, svg

OVERLAP = Overlap("Datasets", "Some photos.", ["didemo", "<script>dif"], [[5_135, 0], [0, 1_000_000]])


def texts(picture):
    return [node.text for node in ET.fromstring(picture).iter("{http://www.w3.org/2000/svg}text")]


def test_every_pair_has_its_number():
    assert texts(svg(OVERLAP))[4:] == ["5.13k", "–", "–", "1M"]


def test_names_are_text():
    assert texts(svg(OVERLAP))[:4] == ["didemo", "didemo", "<script>dif", "<script>dif"]
    assert "<script" not in page(OVERLAP)


def test_a_dataset_without_photos_has_an_empty_row():
    empty = Overlap("Datasets", "", ["didemo", "dif"], [[3, 0], [0, 0]])
    assert texts(svg(empty))[4:] == ["3", "–"]
