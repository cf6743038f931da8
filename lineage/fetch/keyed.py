"""A token that a source wants in the address: added as a request leaves, taken out of whatever comes back.

So everything on this side of the transport – journal, recordings, errors, redirects – only ever sees the plain address.
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import quote_plus, urlencode, urlsplit

from lineage.errors import AnswerUnusable, SourceUnreachable
from lineage.fetch.exchange import Answer, Request, Transport

_HIDDEN = "***"


class KeyedTransport:
    """Sends a token as a query parameter, to its own origin alone."""

    def __init__(self, inner: Transport, base_url: str, parameter: str, token: str) -> None:
        """`base_url` is the only place that ever gets the token."""
        self._inner, self._origin = inner, urlsplit(base_url)[:2]
        self._parameter, self._token = parameter, token
        self._written = re.compile(rf"([?&]){re.escape(parameter)}=[^&#\s]*(&?)")

    def send(self, request: Request) -> Answer:
        """See `Transport`."""
        if urlsplit(request.url)[:2] != self._origin:
            return self._inner.send(request)
        joint = "&" if "?" in request.url else "?"
        keyed = replace(request, url=request.url + joint + urlencode({self._parameter: self._token}))
        try:
            answer = self._inner.send(keyed)
        except (SourceUnreachable, AnswerUnusable) as error:
            raise type(error)(self._without(str(error))) from None  # the cause could show the whole address
        headers = {name: self._without(value) for name, value in answer.headers.items()}
        body = answer.body.replace(self._token.encode(), _HIDDEN.encode())  # some say which key they refuse
        return replace(answer, url=request.url, headers=headers, body=body)

    def _without(self, text: str) -> str:
        """A text without the parameter, and without the token wherever else it stands."""
        text = self._written.sub(lambda match: match[1] if match[2] else "", text)
        for written in (self._token, quote_plus(self._token)):
            text = text.replace(written, _HIDDEN)
        return text
