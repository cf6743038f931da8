"""Reaching a Neo4j server, and saying in one sentence why it cannot be reached."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import neo4j
from neo4j.exceptions import ClientError, ConfigurationError, DriverError, Neo4jError, TransientError

from lineage.errors import BadInput, GraphUnavailable

# In seconds. The driver tries once more, about a second after it failed. So a question to a server that is away, or
# that accepts and says nothing, has its answer in less than five: twice the first and what lies between.
_CONNECT = 1.5
_RETRY = 0.5
# What the driver tries again is told by what comes of it; who wants its log sets a handler.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


def connect(url: str, user: str, password: str) -> neo4j.Driver:
    """A driver for one server or cluster; nothing is sent yet. Raises BadInput for an address that is none."""
    try:
        return neo4j.GraphDatabase.driver(
            url,
            auth=(user, password),
            connection_timeout=_CONNECT,
            connection_acquisition_timeout=_CONNECT,
            max_transaction_retry_time=_RETRY,
            keep_alive=True,
            notifications_min_severity="OFF",  # hints on plans; the plans are kept by a test
        )
    except (ConfigurationError, ValueError):  # its text quotes the address, which may hold a password
        raise BadInput(
            f"LINEAGE_GRAPH_URL cannot be used: {shown(url)}; expected bolt://host:port or neo4j+s://host and "
            "nothing more, and user and password in LINEAGE_GRAPH_USER and LINEAGE_GRAPH_PASSWORD."
        ) from None


@contextmanager
def explained(address: str) -> Iterator[None]:
    """Turn what driver and server say into one sentence. Raises BadInput, GraphUnavailable."""
    try:
        yield
    except ClientError as error:
        if (error.code or "").startswith("Neo.ClientError.Security."):
            raise BadInput(
                f"Neo4j at {address} refused the user or password: {_first_line(error)}; see LINEAGE_GRAPH_USER and "
                "LINEAGE_GRAPH_PASSWORD, or the connection that the scheduler uses."
            ) from None
        raise GraphUnavailable(
            f"Neo4j at {address} refused a statement: {_first_line(error)}. `lineage doctor` tells whether its schema "
            "is the right one; `lineage project --rebuild` computes the graph again from the ledger."
        ) from error
    except TransientError as error:
        raise GraphUnavailable(
            f"Neo4j at {address} could not finish in time: {_first_line(error)}. Run the same command again."
        ) from error
    except (DriverError, Neo4jError, OSError) as error:
        raise GraphUnavailable(
            f"Neo4j at {address} does not answer: {_first_line(error)}. See that the server is up and that "
            "LINEAGE_GRAPH_URL names it; then run the same command again."
        ) from error


def shown(url: str) -> str:
    """An address without the user and password that it may hold."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2].partition('/')[0]}"


def _first_line(error: BaseException) -> str:
    message = getattr(error, "message", None) or str(error) or type(error).__name__
    return str(message).splitlines()[0][:300].rstrip(".: ")
