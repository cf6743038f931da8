"""What can go wrong while servers are started, in one sentence: what was seen, and what to do."""


class ClusterError(Exception):
    """A server of this machine could not be had; its text is fit for the person at the terminal."""


class ToolMissing(ClusterError):
    """A program that a server needs is not installed here."""


class ServerFailed(ClusterError):
    """A server ended by itself, was not healthy in time, or would not end."""
