"""Whether letters say who writes them, and where answers go: without that nothing is sent."""

from __future__ import annotations

from lineage.errors import NotApproved
from lineage.settings import Settings


def unsigned(settings: Settings) -> str:
    """What is missing for letters that can be answered, as a sentence; empty where nothing is."""
    back = settings.sending.mail_reply_to or settings.sending.mail_from or settings.contact
    needed = {
        "LINEAGE_OFFICE (who writes, by name)": settings.office,
        "LINEAGE_MAIL_REPLY_TO (where answers go)": back,
    }
    missing = [name for name, value in needed.items() if not value]
    return f"Letters would not say who writes or where answers go; set {' and '.join(missing)}." if missing else ""


def check(settings: Settings) -> None:
    """Return where letters say both; raises NotApproved."""
    if sentence := unsigned(settings):
        raise NotApproved(sentence)
