"""The words by which a page says that it holds another's data as they are."""

import pytest

from lineage.reading.copying import copy_cues
from lineage.reading.slots import slotted


@pytest.mark.parametrize(
    ("sentence", "cues"),
    [
        ("O, byte for byte.", {"unchanged"}),
        ("The files of O are unmodified.", {"unchanged"}),
        ("O, uploaded here a second time.", {"rehosted"}),
        ("An alternative download of O.", {"rehosted"}),
        ("Not our work: all credit goes to the authors of O.", {"foreign"}),
        ("O as Parquet, nothing was changed.", {"unchanged", "wrapped"}),
        ("We cropped 4,000 faces out of O.", set()),
        ("Our network was trained on O.", set()),
    ],
)
def test_tells_by_which_kinds_of_words_a_sentence_speaks_of_a_copy(sentence, cues):
    assert copy_cues(slotted(sentence)) == cues
