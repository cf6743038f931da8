"""How letters cite a regulation: one table, so that every letter cites alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lineage.model.request import Regulation


@dataclass(frozen=True)
class Law:
    """The places of one law that letters cite; empty where the request rests on no law."""

    title: str
    delete: str
    pass_on: str
    recipients: str
    """Where it says that the person may learn to whom their data was given; empty where it does not say so."""
    time: str
    longer: str
    refuse: str
    exempt: str
    authority: str

    @property
    def binds(self) -> bool:
        """Whether there is a law to cite."""
        return bool(self.delete)


LAWS: Final[Mapping[Regulation, Law]] = {
    Regulation.GDPR: Law(
        title="the General Data Protection Regulation (GDPR)",
        delete="GDPR, Art. 17(1)",
        pass_on="GDPR, Art. 17(2) and Art. 19",  # noqa: S106  no password
        recipients="GDPR, Art. 19, second sentence",
        time="GDPR, Art. 12(3): without undue delay and within one month of receipt",
        longer="GDPR, Art. 12(3): two further months, where necessary; the person has to be told within the first "
        "month, with the reasons",
        refuse="GDPR, Art. 12(4) and Art. 17(3)",
        exempt="GDPR, Art. 17(3)(d) with Art. 89(1), for research",
        authority="GDPR, Art. 77(1)",
    ),
    Regulation.CCPA: Law(
        title="the California Consumer Privacy Act (CCPA)",
        delete="Cal. Civ. Code § 1798.105(a)",
        pass_on="Cal. Civ. Code § 1798.105(c)",  # noqa: S106  no password
        recipients="",
        time="Cal. Civ. Code § 1798.130(a)(2): 45 days from receipt",
        longer="Cal. Civ. Code § 1798.130(a)(2): once, by 45 days, with notice within the first 45",
        refuse="Cal. Civ. Code § 1798.105(d)",
        exempt="Cal. Civ. Code § 1798.105(d)(6), for research",
        authority="",
    ),
    Regulation.VOLUNTARY: Law("no law", "", "", "", "", "", "", "", ""),
}
