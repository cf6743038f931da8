"""Write .env from .env.example, with a fresh secret in place of each example. It needs nothing but Python itself."""

import argparse
import base64
import os
import re
import secrets
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLE = re.compile(r"^(?P<name>\w+)=(?P<value>.*change-me.*)$", re.MULTILINE)


def filled(example: str, given: dict[str, str]) -> str:
    """The example's text with what was given, and fresh secrets where it says change-me."""
    for name, value in given.items():
        example, found = re.subn(rf"^{re.escape(name)}=.*$", lambda _: f"{name}={value}", example, flags=re.MULTILINE)  # noqa: B023
        if not found:
            sys.exit(f"{name} is no variable of .env.example; see there which there are.")
    return EXAMPLE.sub(lambda line: f"{line['name']}={_secret(line['name'])}", example)


def _secret(name: str) -> str:
    if name.endswith(("FERNET_KEY", "SIGNING_KEY")):
        return base64.urlsafe_b64encode(os.urandom(32)).decode()
    return secrets.token_hex(32)


def _given(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name, value


def main() -> None:
    """Write the file, unless there is one: the servers' volumes remember the secrets they were made with."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("given", nargs="*", type=_given, metavar="NAME=VALUE", help="what is not to be the example's")
    parser.add_argument("--to", type=Path, default=ROOT / ".env")
    wanted = parser.parse_args()
    given = dict(wanted.given)
    if "change-me" in given.get("LINEAGE_CONTACT", "change-me"):
        sys.exit("Say how a source's operator can reach you: LINEAGE_CONTACT=you@example.org")
    text = filled((ROOT / ".env.example").read_text(encoding="utf-8"), given)
    try:
        with open(wanted.to, "x", opener=lambda path, flags: os.open(path, flags, 0o600), encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        sys.exit(
            f"{wanted.to} is there already and stays as it is: the volumes of the servers remember the secrets they "
            "were made with. docs/run-the-servers.md says how to change one."
        )
    sys.stdout.write(f"{wanted.to} written, for you alone to read. Keep a copy where you keep secrets.\n")


if __name__ == "__main__":
    main()
