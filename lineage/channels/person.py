"""Where a person has to write: everything they need lies in a folder, and nothing leaves by itself.

This file imports nothing that could send: a test looks at its imports.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from lineage.channels import find
from lineage.channels.base import Card, Host
from lineage.channels.naming import names_somebody
from lineage.channels.outbox import attached, described, hand_over, safe_name
from lineage.clock import Clock
from lineage.errors import ChannelRefused
from lineage.model.addresses import host as host_of
from lineage.model.contact import Contact
from lineage.model.notice import Answer, Notice, Packet, Receipt
from lineage.settings import Settings

_ELSEWHERE = (
    "Nothing is known here of what this host asks for. Look for its page on privacy or on removing content, ask the "
    "owner of the copy first, and use the private letter only where nobody else can read it."
)


@dataclass(frozen=True)
class PersonChannel:
    """Writes `outbox/<request>/<holder>/<notice>/` with what to do, a public text for each place, and the letter."""

    card: Card
    home: Path

    def deliver(self, notice: Notice) -> Receipt:
        """See `Channel`: handed over. Raises ChannelRefused where the public text names a person."""
        self.card.check(notice)
        texts = {name: packet.public for name, packet in _packets(notice)}
        for text in texts.values():
            if what := names_somebody(text, notice.private):
                raise ChannelRefused(
                    f"The public text of notice {notice.id} holds {what}, and everybody could read it; "
                    "nothing was prepared. Write it without."
                )
        files = {
            "what-to-do.txt": what_to_do(notice, self.card.hosts).encode("utf-8", "replace"),
            **{name: text.encode("utf-8", "replace") for name, text in texts.items()},
            "private-letter.txt": notice.letter.encode("utf-8", "replace"),
            "places.txt": "".join(f"{_line(place)}\n" for place in notice.places).encode("utf-8", "replace"),
            "notice.json": described(notice),
        }
        return hand_over(self.home, notice, files | attached(notice.attachments, set(files)))

    def answers(self, contact: Contact, notice: str, reference: str, seen: Sequence[str]) -> Answer | None:
        """Nothing is ever heard: a person records what comes back."""
        return None


def what_to_do(notice: Notice, hosts: Iterable[Host]) -> str:
    """Instructions for each host that serves a copy, with every place there, in the order of the notice. Pure."""
    groups: dict[str, tuple[Host | None, list[str]]] = {}
    for file, packet in _packets(notice):
        name = host_of(packet.place) or ""
        host = _known(name, hosts)
        groups.setdefault(host.name if host else _line(name) or "Elsewhere", (host, []))[1].append(
            _place(notice, file, packet)
        )
    parts = [
        f"{_line(notice.subject)}\n\nNothing was sent. A public text may stand where everybody can read it, each at "
        "its own place only. private-letter.txt and the files beside it may name a person: they go into private forms "
        "and mail only.\n"
    ]
    parts += [_told(title, host, places) for title, (host, places) in groups.items()]
    return "\n".join(parts)


def _packets(notice: Notice) -> list[tuple[str, Packet]]:
    """What is asked of each place, with the name of the file that holds its text."""
    address = notice.contact.address if notice.contact else ""
    known = notice.packets or tuple(Packet(place, (), (), notice.public) for place in notice.places or (address,))
    named: dict[str, Packet] = {}
    for packet in known:
        label = safe_name(_label(packet.place), "place") if packet.place else ""
        base, number = f"public-{label}" if label else "public", 2
        name = f"{base}.txt"
        while name in named:
            name, number = f"{base}-{number}.txt", number + 1
        named[name] = replace(packet, place=packet.place or address)
    return list(named.items())


def _label(place: str) -> str:
    """A place as people call it: owner/name of a repository."""
    parts = [part for part in urlsplit(place).path.split("/") if part]
    return "/".join(parts[-2:]) or place


def _place(notice: Notice, file: str, packet: Packet) -> str:
    """One place: what lies there, what is asked, what to paste, and how to record that it was."""
    asks = [f"Dataset: {_line(name)}\n     Ask: {_line(ask)}" for name, ask in packet.asks]
    only = "".join(f" --only {number}" for number in packet.obligations)
    holder = notice.holder.replace("'", "")
    lines = [
        _line(_label(packet.place)), f"Address: {_line(packet.place)}", *asks, f"Text to paste: {file}",
        f"Then record it: lineage request record {notice.request[:8]} '{_line(holder)}' sent{only}",
    ]  # fmt: skip
    return "\n     ".join(lines)


def _told(title: str, host: Host | None, places: list[str]) -> str:
    lines = [f"## {title}", ""]
    if host:
        lines += [f"Write to: {host.address}", *(["Everybody can read that."] if host.published else []), ""]
        for number, step in enumerate(host.steps, start=1):
            lines += [f"{number}. {step.do.strip()}", f"   ({step.source}, read on {step.as_of})"]
    else:
        lines.append(_ELSEWHERE)
    lines += ["", f"Places ({len(places)}), each to be named:", *(f"\n  -  {place}" for place in places), ""]
    return "\n".join(lines)


def _known(name: str, hosts: Iterable[Host]) -> Host | None:
    return next((host for host in hosts if f".{name}".endswith(f".{host.host}")), None)


def _line(text: str) -> str:
    """Scraped text in one line of a plain file, without anything that controls how it is shown."""
    return "".join(char for char in text if unicodedata.category(char)[0] != "C").strip()


def open_channel(settings: Settings, clock: Clock) -> PersonChannel:
    """The channel in the home of the settings."""
    return PersonChannel(find.card("person"), settings.home)
