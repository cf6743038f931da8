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
    data: str
    """Where it says whose data these are."""
    grounds: tuple[str, ...]
    """On what the request for erasure relies, a sentence each; they claim no fact that the person did not give."""
    delete: str
    pass_on: str
    recipients: str
    """Where it says that the person may learn to whom their data was given; empty where it does not say so."""
    within: str
    """How long a holder has from receipt, in words; empty where no law says so."""
    confirm_within: str
    """How long they have to confirm the receipt."""
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
        data="personal data of the person (GDPR, Art. 4(1))",
        grounds=(
            "Where you rely on a task in the public interest or on legitimate interests: the person objects (GDPR, "
            "Art. 21(1); for research or statistics, Art. 21(6)), since the photographs come from their account and "
            "they do not want them used in this way. We know of no grounds that override this (GDPR, Art. 17(1)(c)).",
            "Where you rely on consent: this request withdraws it (GDPR, Art. 17(1)(b)).",
            "Where there is no legal basis: that alone is a ground (GDPR, Art. 17(1)(d)). If you rely on one, please "
            "name it.",
        ),
        delete="GDPR, Art. 17(1)",
        pass_on="GDPR, Art. 17(2) and Art. 19",  # noqa: S106  no password
        recipients="GDPR, Art. 19, second sentence",
        within="one month of receipt",
        confirm_within="",
        time="GDPR, Art. 12(3): without undue delay and within one month of receipt",
        longer="GDPR, Art. 12(3): two further months, where necessary; the person has to be told within the first "
        "month, with the reasons",
        refuse="GDPR, Art. 12(4) and Art. 17(3)",
        exempt="GDPR, Art. 17(3)(d) with Art. 89(1), for research",
        authority="GDPR, Art. 77(1)",
    ),
    Regulation.CCPA: Law(
        title="the California Consumer Privacy Act (CCPA)",
        data="personal information about the person (Cal. Civ. Code § 1798.140(v))",
        grounds=(
            "The person asks, as a consumer, that you delete what you collected of it (Cal. Civ. Code § 1798.105(a)), "
            "and tell your service providers, contractors, and those to whom you sold or shared it, to delete it too "
            "(Cal. Civ. Code § 1798.105(c)).",
        ),
        delete="Cal. Civ. Code § 1798.105(a)",
        pass_on="Cal. Civ. Code § 1798.105(c)",  # noqa: S106  no password
        recipients="",
        within="45 days of receipt",
        confirm_within="10 business days of receipt",
        time="Cal. Civ. Code § 1798.130(a)(2): 45 days from receipt",
        longer="Cal. Civ. Code § 1798.130(a)(2): once, by 45 days, with notice within the first 45",
        refuse="Cal. Civ. Code § 1798.105(d)",
        exempt="Cal. Civ. Code § 1798.105(d)(6), for research",
        authority="",
    ),
    Regulation.VOLUNTARY: Law("no law", "", (), "", "", "", "", "", "", "", "", "", ""),
}
"""The laws that a request can be made under, and the one word for none."""
