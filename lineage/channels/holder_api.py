"""A holder's own API: a signed request of the Data Rights Protocol 1.0 by HTTPS, and signed answers to it.

The notice's id, in quotes as a structured field has it, is the `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-
header-07): a holder who honours it takes the same notice once only, so that it can be sent again whenever its fate is
uncertain: the very same, for a new notice has a new key. Each try is signed anew, since a request holds for ten
minutes; a holder who compares bodies has to leave `issued-at` and `expires-at` out. What follows the protocol and what
is ours is said in `rights`.
"""

from __future__ import annotations

import base64
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

import httpx
from pydantic import SecretStr

from lineage.channels import find, rights
from lineage.channels.base import Card
from lineage.channels.deadline import Deadline
from lineage.channels.reach import base
from lineage.channels.signed import opened, sign
from lineage.clock import Clock
from lineage.errors import AnswerForged, BadInput, ChannelRefused, ChannelUnavailable
from lineage.model.base import canonical, sha256
from lineage.model.contact import Contact
from lineage.model.notice import Answer, Notice, Receipt
from lineage.settings import Settings

_LARGEST_ANSWER = 262_144
_NOT_NOW = (408, 425, 429, 503)
"""Codes by which a server says that it did not take the request, and may later."""
_BEFORE = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)


@dataclass(frozen=True)
class _Reply:
    code: int
    body: bytes


@dataclass(frozen=True)
class HolderApiChannel:
    """Posts notices, signed with `seed`, and asks for their status."""

    card: Card
    clock: Clock
    agent: str
    seed: SecretStr
    origins: tuple[str, ...] = ()
    patience: float = 30.0
    """Seconds to wait for each step; a whole exchange takes no more than twice that, however slowly bytes come."""

    def deliver(self, notice: Notice) -> Receipt:
        """See `Channel`. The evidence is the exchange as JSON, with both bodies as they were."""
        self.card.check(notice)
        if notice.contact is None:
            raise ChannelRefused(f"No API of {notice.holder} is known; add a contact for it.")
        url = base(notice.contact.address, self.origins) + rights.PATH
        business = notice.contact.business_id or notice.holder
        said = rights.request(notice, agent=self.agent, business=business, at=self.clock())
        body = sign(said, self.seed.get_secret_value())
        headers = {"Content-Type": "text/plain", "Accept": "application/json", "Idempotency-Key": f'"{notice.id}"'}
        reply = self._exchange("POST", url, headers, body)
        evidence = _exchange_as_json(url, headers, body, reply)
        if reply is None:
            return Receipt(
                "uncertain", "The connection was lost after the request was sent; it may have arrived.", evidence
            )
        return _receipt(reply, evidence)

    def answers(self, contact: Contact, notice: str, reference: str, seen: Sequence[str]) -> Answer | None:
        """See `Channel`. A holder whose key is not known is not asked: nothing that they say could be believed."""
        if contact.public_key is None or not reference:
            return None
        url = f"{base(contact.address, self.origins)}{rights.PATH}/{quote(reference, safe='')}"
        reply = self._exchange("GET", url, {"Accept": "text/plain"}, b"")
        if reply is None or reply.code != 200:
            code = reply.code if reply else "nothing"
            raise ChannelUnavailable(
                f"The holder's API answered {code} when asked for a status; it is asked again later."
            )
        whole = opened(reply.body, contact.public_key)
        if whole is None:
            raise AnswerForged(
                "A status was not signed with the holder's key; ask them by another way, then correct it."
            )
        if sha256(whole) in seen:
            raise AnswerForged("A signed status came before; a holder signs each anew. It is not taken a second time.")
        return self._believed(whole, notice, reference)

    def _believed(self, whole: bytes, notice: str, reference: str) -> Answer | None:
        status = rights.plain(whole[64:])
        if status is None or rights.status(status) is None:
            raise ChannelUnavailable("A signed status is no JSON that the Data Rights Protocol knows; ask the holder.")
        if clause := rights.wrong(status, notice=notice, known_as=reference, at=self.clock()):
            raise AnswerForged(f"A signed status {clause}; it is not taken.")
        told = rights.told(status)
        return Answer(told.state, told.basis, rights.recipients(status), whole) if told else None

    def _exchange(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> _Reply | None:
        """One request; None where the connection was lost, or took too long, after it may have left whole.

        Redirects are not followed and nothing is decompressed: what somebody signs for one address goes nowhere else.
        """
        logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs whole addresses
        headers = {**headers, "Accept-Encoding": "identity", "User-Agent": "dataset-lineage"}
        try:
            with (
                Deadline(2 * self.patience) as deadline,
                httpx.Client(timeout=self.patience, follow_redirects=False) as client,
                client.stream(
                    method, url, headers=headers, content=body or None, extensions={"trace": deadline.watch}
                ) as response,
            ):
                read = bytearray()
                for piece in response.iter_raw():
                    read += piece
                    if len(read) > _LARGEST_ANSWER:
                        break
                return None if deadline.over else _Reply(response.status_code, bytes(read[:_LARGEST_ANSWER]))
        except _BEFORE as error:
            raise ChannelUnavailable(
                f"The holder's API cannot be reached ({type(error).__name__}); nothing was sent; try again later."
            ) from None
        except httpx.InvalidURL:
            raise ChannelRefused("The address of the holder's API is no web address; correct the contact.") from None
        except httpx.HTTPError:
            return None


def _receipt(reply: _Reply, evidence: bytes) -> Receipt:
    answer = rights.plain(reply.body) or {}
    known_as, status = rights.reference(answer), rights.status(answer)
    if reply.code // 100 == 2 or reply.code == 409:
        if known_as and status:
            said = f"The holder's API answered {reply.code} with the status {status}."
            return Receipt("delivered", said, evidence, known_as)
        if reply.code == 409:  # the draft, section 2.6: the first try with this key is still being worked on
            return Receipt("uncertain", "The holder's API answered 409: it is still busy with this notice.", evidence)
        said = f"Something answered {reply.code}, but not as the Data Rights Protocol has it; it may have been taken."
        return Receipt("uncertain", said, evidence)
    if reply.code == 422:  # the draft, section 2.7: also where an earlier try was taken, and this one looks different
        return Receipt("uncertain", "The holder's API answered 422: an earlier try may have been taken.", evidence)
    if reply.code in _NOT_NOW:
        raise ChannelUnavailable(f"The holder's API answered {reply.code} and took nothing; it is asked again later.")
    if reply.code >= 500:
        return Receipt("uncertain", f"The holder's API answered {reply.code}: it may have been taken.", evidence)
    raise ChannelRefused(f"The holder's API answered {reply.code} to the notice; look at its contact.")


def _exchange_as_json(url: str, headers: Mapping[str, str], body: bytes, reply: _Reply | None) -> bytes:
    answer = {"code": reply.code, "body": base64.b64encode(reply.body).decode()} if reply else None
    request = {"method": "POST", "url": url, "headers": dict(headers), "body": body.decode()}
    return canonical({"request": request, "answer": answer})


def open_channel(settings: Settings, clock: Clock) -> HolderApiChannel:
    """The channel with the key of the settings; raises BadInput."""
    sending = settings.sending
    if sending.signing_key is None or sending.agent_id is None:
        raise BadInput("No holder's API can be asked without LINEAGE_SIGNING_KEY and LINEAGE_AGENT_ID; set both.")
    return HolderApiChannel(
        find.card("holder_api"), clock, sending.agent_id, sending.signing_key, sending.holder_origins
    )
