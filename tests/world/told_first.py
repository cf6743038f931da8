"""The first half of the story: from a week of the world to letters that arrived."""

from __future__ import annotations

import base64
import re
import uuid
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.channels.holder import Desk, public_key
from tests.channels.making import SEED
from tests.channels.smtp import Mailbox
from tests.world import cast
from tests.world.book import Book, Stage, fixed
from tests.world.conftest import World

REQUEST = "5d0c41e7-8a1f-4c0b-9b52-7e2f6f0a9d13"
R = REQUEST[:8]
MARBLE = "name:dataset/marblepairs"
OFFICER, DESK = "data protection officer", "privacy desk"
JORVANIA, GRIMSVIK, QUENBY = "University of Jorvania", "Grimsvik State University", "University of Quenby"
TARNBROOK, ZELLMARK = "Tarnbrook Institute of Technology", "University of Zellmark"
FARNMOOR = "FarnmoorTechnologies"


@dataclass
class Scene:
    """Everything that the story happens in."""

    stage: Stage
    world: World
    mailbox: Mailbox
    desk: Desk
    """Of the holder who has an interface."""
    api: str
    account: cast.Account
    letters: Book
    """A page of its own, for letters in full."""

    @property
    def book(self) -> Book:
        return self.stage.book

    def mails(self, to: str) -> list[EmailMessage]:
        """What the mail server took for an address, in order."""
        taken = [one for one in self.mailbox.taken if one.recipients == (to,)]
        return [message_from_bytes(one.content, policy=policy.default) for one in taken]

    def write(self, mail: EmailMessage) -> None:
        """Put a mail among the letters, in full."""
        body = mail.get_body()
        assert body is not None
        self.letters.show(body.get_content())

    def file(self, name: str) -> Path:
        return self.stage.folder / name

    def numbers(self, *texts: str) -> list[str]:
        """The numbers of the obligations whose line in `status` has these texts."""
        lines = [line for line in self.stage.run("request", "status", R).splitlines() if all(t in line for t in texts)]
        return re.findall(r"(?:^|\t|, )(\d+) ", "\n".join(lines))


def crawl_the_first_week(scene: Scene) -> None:
    stage = scene.stage
    scene.book.chapter(
        "1. A week of the web (16 November 2026)",
        "Every Monday the office looks at four sources: what they say of datasets, of copies, of models and of papers "
        "becomes claims with evidence, and the claims become a graph.",
    )
    stage.now = "2026-11-16"
    printed = stage.type("weekly", code=3, keep=["claims", "graph has", "new"])
    for source in ("datacite", "github", "huggingface", "openalex"):
        assert f"{source}." in printed


def index_the_photos(scene: Scene) -> None:
    stage = scene.stage
    scene.book.chapter(
        "2. Whose photos are where",
        "Diversity in Faces lists the photos that it was made of. Of two more datasets the office has lists of "
        "members: of UmberPoses-50K a part, of MarblePairs all.",
    )
    stage.now = "2026-11-17T08:00:00Z"
    metadata = cast.write_metadata(stage.folder)
    umber = cast.write_list(stage.folder, "umberposes.txt", *cast.PHOTOS[:2])
    marble = cast.write_list(stage.folder, "marblepairs-1.txt", cast.PHOTOS[0])
    stage.type("photos", "build", str(metadata), "--dataset", "dif")
    stage.type("photos", "add", "name:dataset/umberposes50k", str(umber), "--yes", keep=["release"])
    stage.type("photos", "add", "name:dataset/marblepairs", str(marble), "--complete", "--yes", keep=["release"])


def open_the_request(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = scene.stage
    scene.book.chapter(
        "3. Somebody asks (17 November 2026)",
        "Ada Heron writes to the office: she wants her pictures gone. All that she gives is the number of her Flickr "
        "account, an address for the answer, and her consent that holders are told which photos are meant.",
    )
    stage.now = "2026-11-17T09:00:00Z"
    with monkeypatch.context() as patch:
        patch.setattr(uuid, "uuid4", fixed(UUID(REQUEST)))
        said = ["--contact", cast.CONTACT, "--name", cast.NAME, "--consent"]
        stage.type("request", "open", cast.NSID, *said, keep=["Request"])
    scene.book.tell(
        "Nothing leaves for somebody whom nobody checked. She puts a code on her account, and the office looks for it "
        "there:"
    )
    printed = stage.type("request", "identify", R, "--code", keep=["code"])
    code = re.search(r"lineage-[0-9a-f]{10}", printed)
    assert code
    scene.book.masks[code[0]] = "lineage-0a1b2c3d4e"
    assert "could not show" in stage.run("request", "identify", R, "--check", code=1)
    scene.account.description += f" {code[0]}"
    stage.type("request", "identify", R, "--check")
    scene.book.tell("A second pair of eyes, since deleting is for good:")
    stage.type("request", "identify", R, "--as", DESK, "--note", "she showed the account in a video call")


def plan_the_request(scene: Scene) -> None:
    stage = scene.stage
    scene.book.chapter(
        "4. Who has to be told, and why",
        "The plan goes from the photos to the lists that name them, from there to all that was made from these "
        "datasets, and to everybody who holds it. It is frozen; with `--why` it says the words behind every line.",
    )
    stage.now = "2026-11-17T10:00:00Z"
    planned = stage.type("request", "plan", R, "--full")
    for holder in (JORVANIA, GRIMSVIK, TARNBROOK, QUENBY, ZELLMARK, FARNMOOR):
        assert holder in planned
    scene.book.tell("For instance, behind the copy at the University of Quenby stand these sentences:")
    why = stage.run("request", "plan", R, "--why")
    scene.book.typed(f"lineage request plan {R} --why", f"…\n{_block(why, QUENBY)}\n…")


def _block(text: str, holder: str) -> str:
    """The lines of a plan about one holder, with their dataset's."""
    lines = text.splitlines()
    at = next(
        number for number, line in enumerate(lines) if line.startswith(("├─ #", "└─ #")) and f" {holder}:" in line
    )
    end = next(n for n in range(at + 1, len(lines)) if not lines[n].startswith(("  ", "│ ")))
    return "\n".join(lines[at - 1 : end])


def approve(scene: Scene) -> None:
    stage = scene.stage
    first = [
        (JORVANIA, "holder_api", scene.api),
        (GRIMSVIK, "email", "dpo@grimsvik.example"),
        (TARNBROOK, "email", "privacy@tarnbrook.example"),
        (QUENBY, "email", "office@quenby.example"),
        (ZELLMARK, "email", "legal@zellmark.example"),
    ]
    text = cast.write_contacts(stage.folder / "home" / "contacts", "contacts-2026-11-17", *first, api=scene.api)
    scene.book.chapter(
        "5. How they are reached, and the approval (18 November 2026)",
        "Contacts are a file, each with where it was found and when. One holder has an interface, four are written to; "
        "the copies at GitHub and Hugging Face are for a person to write about; of FarnmoorTechnologies no way is "
        "known.",
    )
    scene.book.show(_shown(text, scene.api), "yaml")
    stage.now = "2026-11-18T09:00:00Z"
    scene.book.tell(
        "The officer settles what is not to be written: Ada's photos in the office's own index stay under seal as long "
        "as her request goes on, the *Universität* is the University once more, and a rehearsal writes to no real "
        "company."
    )
    own, twice = scene.numbers("our own archive"), scene.numbers("Universität Jorvania")
    real = [*scene.numbers("IBM"), *scene.numbers("Amazon")]
    for numbers, reason in (
        (own, "kept under seal for this request, forgotten with it"),
        (real, "this rehearsal writes to no real company"),
    ):
        stage.type("request", "settle", R, *only(numbers), "--as", OFFICER, "--reason", reason)
    same = ["--state", "superseded", "--as", OFFICER, "--reason", "the same university"]
    stage.type("request", "settle", R, *only(twice), *same)
    stage.type("request", "approve", R, "--as", OFFICER)


def _shown(text: str, api: str) -> str:
    """The first two contacts; a server of a test is at no address that a reader could use."""
    rows = re.split(r"^(?=- )", text, flags=re.MULTILINE)[1:3]
    return f"{''.join(rows)}…".replace(api, "https://privacy.jorvania.example")


def only(numbers: list[str]) -> list[str]:
    assert numbers
    return [word for number in numbers for word in ("--only", number)]


def send(scene: Scene) -> None:
    stage = scene.stage
    scene.book.chapter("6. Letters leave", "First a look at what would leave; then it leaves.")
    stage.type("request", "send", R, keep=["holder", "Nothing"])
    stage.type("request", "send", R, "--really", code=3)  # something is left for people to do
    told = ("dpo@grimsvik.example", "privacy@tarnbrook.example", "office@quenby.example", "legal@zellmark.example")
    assert sorted(to for one in scene.mailbox.taken for to in one.recipients) == sorted(told)  # one mail a holder
    (mail,) = scene.mails("dpo@grimsvik.example")
    assert mail["X-Lineage-Request"] == REQUEST
    files = attached(mail)
    assert set(files) == {"photos.csv", "photos.jsonld"}
    assert [photo for photo in cast.PHOTOS if str(photo) not in files["photos.csv"]] == []
    scene.letters.chapter(
        "To a holder",
        "By mail, with a list as CSV and JSON-LD. Each reason is a quote with its address, date and how firm it is.",
    )
    scene.write(mail)
    scene.letters.show(files["photos.csv"], "csv")
    scene.book.tell(
        "What Grimsvik State University received, with the list beside it, stands "
        "[in full](the-letters-of-a-request.md) on a page of its own."
    )
    _interface(scene)
    _carried(scene)


def attached(mail: EmailMessage) -> dict[str, str]:
    """The files of a mail, by name."""
    return {part.get_filename() or "": part.get_content() for part in mail.iter_attachments()}


def _interface(scene: Scene) -> None:
    """What the holder's interface took: signed with our key, and read with the public half of it alone."""
    (taken,) = scene.desk.seen
    whole = base64.b64decode(taken.body)
    Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key(SEED))).verify(whole[:64], whole[64:])
    said = taken.said
    ours = said["extensions"]["dataset-lineage"]
    assert (said["exercise"], said["drp.version"], said["agent-id"]) == ("deletion", "1.0", "TERN_DESK")
    assert (ours["request-id"], ours["kind"], ours["flickr-nsid"]) == (REQUEST, "notice", cast.NSID)
    assert taken.headers["Idempotency-Key"].strip('"') == ours["notice-id"]
    assert {item["photo"] for item in ours["items"] if item["dataset"] == MARBLE} == {str(cast.PHOTOS[0])}
    scene.book.tell(
        "The University of Jorvania got the same as a signed request of the Data Rights Protocol: its datasets are "
        f"{' and '.join(sorted({one['name'] for one in ours['datasets']}))}, {len(ours['items'])} items are named, and "
        "the notice's id keeps it from being taken twice."
    )


def _carried(scene: Scene) -> None:
    """What lies in the outbox for people to carry; what everybody can read names nobody."""
    outbox = scene.stage.folder / "home" / "outbox" / REQUEST
    public = sorted(outbox.glob("*/*/public*.txt"))
    assert {path.parents[1].name for path in public} == {"github-com", "huggingface-co"}
    for path in public:
        assert [word for word in cast.PERSONAL if word in path.read_text()] == []
    scene.letters.chapter("To a host, where everybody can read it", "It names nobody, and asks for a private way.")
    scene.letters.show(public[0].read_text())
    scene.stage.now = "2026-11-19T09:00:00Z"
    scene.book.tell(
        "Three letters are carried by people of the office, who found a form for FarnmoorTechnologies too. At GitHub "
        "everybody can read what is written, so what stands there names nobody."
    )
    for holder in ("host:github.com", "host:huggingface.co", FARNMOOR):
        scene.stage.type("request", "record", R, holder, "sent")
