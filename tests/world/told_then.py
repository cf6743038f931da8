"""The second half of the story: what came back, what was looked at, and a second week of the web."""

from __future__ import annotations

from tests.world import cast
from tests.world.told_first import (
    DESK,
    FARNMOOR,
    GRIMSVIK,
    JORVANIA,
    OFFICER,
    QUENBY,
    REQUEST,
    TARNBROOK,
    ZELLMARK,
    R,
    Scene,
    attached,
    only,
)

FJORDLIGHT = "Fjordlight Analytics"
"""The recipient whom no crawl saw."""
VELVET, REUPLOAD = "VelvetPlaces", "umberposes-50k_full"
"""The derivative and the re-upload of the second week."""


def one_bounces(scene: Scene) -> None:
    stage = scene.stage
    scene.book.chapter(
        "7. One mail comes back (19 November 2026)",
        "The address of the University of Quenby is out of date. The mail that came back is taken in as it is.",
    )
    stage.now = "2026-11-19T11:00:00Z"
    (mail,) = [one.content for one in scene.mailbox.taken if "office@quenby.example" in one.recipients]
    scene.file("bounced.eml").write_bytes(cast.bounced(mail))
    stage.type("request", "inbox", str(scene.file("bounced.eml")))
    assert "known" in stage.run("request", "inbox", str(scene.file("bounced.eml")))  # the same mail again
    stage.type("request", "status", R, keep=["to do", QUENBY])
    scene.book.tell("Somebody finds the right address. A second letter needs a second approval:")
    folder = stage.folder / "home" / "contacts"
    cast.write_contacts(folder, "contacts-2026-11-20", (QUENBY, "email", "dataprotection@quenby.example"))
    numbers = scene.numbers(QUENBY)
    stage.now = "2026-11-20T08:00:00Z"
    stage.type("request", "approve", R, *only(numbers), "--as", OFFICER, keep=["may leave"])
    stage.type("request", "send", R, "--really")
    (second,) = scene.mails("dataprotection@quenby.example")
    assert second["Message-ID"] != scene.mails("office@quenby.example")[0]["Message-ID"]


def one_deletes(scene: Scene) -> None:
    stage = scene.stage
    scene.book.chapter(
        "8. One holder deletes (24 November 2026)",
        "The University of Jorvania answers through its interface, signed with its own key: first that it works on it, "
        "then that it is done.",
    )
    stage.now = "2026-11-20T09:00:00Z"
    scene.desk.status = {"status": "in_progress"}
    stage.run("request", "poll", R)
    stage.now = "2026-11-24T09:00:00Z"
    scene.desk.status = {"status": "fulfilled"}
    assert "said to be deleted" in stage.type("request", "poll", R)
    assert "No holder" in stage.run("request", "poll", R)  # nothing is open there any more


def one_refuses(scene: Scene) -> None:
    stage = scene.stage
    scene.book.chapter(
        "9. One refuses, and others answer by letter (25 November 2026)",
        "What comes as a letter is written down by a person, with the letter as evidence under seal; a refusal needs "
        "its legal basis.",
    )
    stage.now = "2026-11-25T09:00:00Z"
    letter = scene.file("grimsvik.txt")
    letter.write_text(f"We keep the photos of {cast.NAME} for our research.")
    basis = ["--basis", "Art. 17(3)(d) GDPR, research in the public interest", "--evidence", str(letter)]
    stage.type("request", "record", R, GRIMSVIK, "refused", *basis)
    stage.type("request", "record", R, QUENBY, "done", "--basis", "purged")
    stage.type("request", "record", R, FARNMOOR, "not_found", "--basis", "searched by checksum")
    for host in ("host:github.com", "host:huggingface.co"):
        stage.type("request", "record", R, host, "done", "--basis", "the account's owner says so")


def one_passed_it_on(scene: Scene) -> None:
    stage = scene.stage
    scene.book.chapter(
        "10. One names a recipient whom no crawl ever saw (30 November 2026)",
        "The University of Zellmark deletes, and says to whom it gave the dataset. That is evidence like any other: it "
        "goes into the ledger, the graph is computed again, and the next plan reaches the recipient.",
    )
    stage.now = "2026-11-30T09:00:00Z"
    stage.type("request", "record", R, ZELLMARK, "recipients", "--recipient", FJORDLIGHT)
    stage.type("request", "record", R, ZELLMARK, "done", "--basis", "removed from version 2")
    assert FJORDLIGHT in stage.run("holders", "doi:10.66666/set.000024")
    planned = stage.type("request", "plan", R, keep=["Plan 2", FJORDLIGHT, "new since"])
    assert FJORDLIGHT in planned
    contact = (FJORDLIGHT, "email", "hello@fjordlight.example")
    cast.write_contacts(stage.folder / "home" / "contacts", "contacts-2026-11-30", contact)
    stage.type("request", "approve", R, "--as", OFFICER, keep=["may leave"])
    stage.type("request", "send", R, "--really")
    assert len(scene.mails("hello@fjordlight.example")) == 1
    stage.now = "2026-12-01T09:00:00Z"
    stage.type("request", "record", R, FJORDLIGHT, "done", "--basis", "purged")


def one_is_silent(scene: Scene) -> None:
    stage, to = scene.stage, "privacy@tarnbrook.example"
    scene.book.chapter(
        "11. One is silent (until 21 December 2026)",
        "The Tarnbrook Institute has one calendar month. It is reminded at half time and a week before the end; a "
        "reminder names nobody, since the first letter did.",
    )
    for day, mails in (("2026-12-02", 1), ("2026-12-04", 2), ("2026-12-05", 2), ("2026-12-12", 3)):
        stage.now = f"{day}T09:00:00Z"
        before = len(scene.mails(to))
        (stage.type if mails > before else stage.run)("request", "send", R, "--really")
        assert len(scene.mails(to)) == mails, day
    reminder = scene.mails(to)[-1]
    body = reminder.get_body()
    assert body is not None and reminder["Auto-Submitted"] == "auto-generated"
    text = body.get_content()
    assert [word for word in cast.PERSONAL if word in text] == []
    assert "by 2026-12-18" in text  # it gives no new time
    scene.letters.chapter("A reminder", "It names nobody and has no list: the first letter had both.")
    scene.write(reminder)
    scene.book.tell("When the month is over, the complaint to the authority lies ready, for a person to send:")
    stage.now = "2026-12-21T09:00:00Z"
    stage.type("request", "send", R, "--really")
    assert len(scene.mails(to)) == 3
    (complaint,) = (stage.folder / "home" / "outbox" / REQUEST / "authority").glob("*/letter.txt")
    assert TARNBROOK in complaint.read_text()
    assert "no answer" in stage.type("request", "status", R, keep=["to do", TARNBROOK])
    scene.book.tell("Somebody reads it, sends it, and says so:")
    stage.type("request", "record", R, TARNBROOK, "complained")


def looked_at(scene: Scene) -> None:
    stage = scene.stage
    scene.book.chapter(
        "12. Said is not seen (4 January 2027)",
        "Until now *deleted* is the word of those who say so. In the new year MarblePairs is published again, with a "
        "complete list of its members, and the copy at GitHub is no more. So the office looks:",
    )
    scene.world.control("week/2")
    stage.now = "2027-01-04T09:00:00Z"
    second = cast.write_list(stage.folder, "marblepairs-2.txt")
    words = ["name:dataset/marblepairs", str(second), "--release", "2", "--complete", "--yes"]
    stage.type("photos", "add", *words, keep=["release"])
    looked = stage.type("request", "verify", R, "--all")
    assert "gone" in looked and "cannot_tell" in looked
    status = stage.run("request", "status", R)
    assert "deleted, and checked" in next(line for line in status.splitlines() if "github.com" in line)
    assert "deleted, and checked" in next(line for line in status.splitlines() if JORVANIA in line)
    scene.book.tell("Where nobody can look, it stays at their word, for a month; then nothing is left to be done:")
    stage.now = "2027-01-20T09:00:00Z"
    assert ": fulfilled" in stage.type("request", "status", R, keep=["Request"])


def a_second_week(scene: Scene) -> None:
    stage = scene.stage
    scene.book.chapter(
        "13. It comes back (25 January 2027)",
        "Requests go on by themselves. The next crawl finds a copy of UmberPoses-50K that somebody uploaded again, a "
        "model trained on it, and VelvetPlaces, newly made from Diversity in Faces. Each is planned for, and waits for "
        "approval; the request is in progress again.",
    )
    stage.now = "2027-01-25"
    printed = stage.type("weekly", code=3, keep=["claims", "graph has", "no longer seen", "obligations"])
    assert "unchanged" in printed
    stage.now = "2027-01-25T09:00:00Z"
    status = stage.type("request", "status", R, keep=["Request", "to do", "planned"])
    assert ": in_progress" in status
    planned = [line for line in status.splitlines() if "\tplanned\t" in line]
    assert any(REUPLOAD in line for line in planned) and any(VELVET in line for line in planned)
    contacts = [
        ("Lorvane Tech", "email", "privacy@lorvane.example"),
        ("Osterlund Systems Europe", "email", "privacy@osterlund.example"),
        ("Farnmoor State University", "email", "ethics@farnmoor.example"),
    ]
    cast.write_contacts(stage.folder / "home" / "contacts", "contacts-2027-01-25", *contacts)
    stage.now = "2027-01-26T09:00:00Z"
    stage.type("request", "approve", R, "--as", OFFICER, keep=["may leave"])
    stage.type("request", "send", R, "--really")
    for to in ("privacy@lorvane.example", "privacy@osterlund.example"):
        (mail,) = scene.mails(to)
        assert str(cast.PHOTOS[0]) in attached(mail)["photos.csv"]
    (inquiry,) = scene.mails("ethics@farnmoor.example")
    body = inquiry.get_body()
    assert body is not None and list(inquiry.iter_attachments()) == []
    assert [word for word in cast.PERSONAL if word in body.get_content()] == []
    scene.book.tell(
        "Of Farnmoor State University a paper says only that it *used* Diversity in Faces. So it is asked, and the "
        "question names nobody."
    )
    scene.letters.chapter("An inquiry", "Who is only said to have used a dataset is asked, and told of nobody.")
    scene.write(inquiry)


def the_person_is_answered(scene: Scene) -> None:
    stage = scene.stage
    scene.book.chapter(
        "14. What Ada is told (29 January 2027)",
        "At any time she can be told who holds what, who was told, and what came of it; also what nobody knows.",
    )
    stage.now = "2027-01-29T09:00:00Z"
    stage.type("request", "report", R)
    letter = (stage.folder / "home" / "outbox" / REQUEST / "person" / "2027-01-29.txt").read_text()
    told = (JORVANIA, GRIMSVIK, TARNBROOK, QUENBY, ZELLMARK, FARNMOOR, FJORDLIGHT, "Lorvane Tech", "Osterlund Systems")
    assert [name for name in told if name not in letter] == []
    scene.letters.chapter("To the person", "Every holder, with what came of it; and what could not be checked.")
    scene.letters.show(letter)
    scene.book.tell("It stands [in full](the-letters-of-a-request.md#to-the-person), too. These are its figures:")
    scene.book.show(_figures(letter))
    scene.book.tell(
        f"The {DESK} has its own page of all requests (`lineage request report`). It names nobody; nor does anything "
        "else but these letters: the test that wrote this page looked through the graph, the ledger, the archive, the "
        "docket, the keys and the logs for Ada's name, address, account and photos."
    )
    scene.book.chapter("15. Nobody rewrote it")
    assert "as they were written" in stage.type("audit", "verify")


def _figures(letter: str) -> str:
    """How many obligations are in which state."""
    return letter.partition("stand:\n")[2].partition("\n   3.1 ")[0]
