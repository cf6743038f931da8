"""Commands on people's photos: `lineage lookup` and `lineage photos …`. Thin, as all of the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from lineage import console
from lineage.console import INCOMPLETE, told
from lineage.options import Json, stores

photos = typer.Typer(no_args_is_help=True, help="The index of photos: build it, add lists of members, look at it.")

Files = Annotated[list[Path], typer.Argument(metavar="FILE…", help="Files, or folders whose file names are the list.")]
Source = Annotated[str, typer.Option(help="Where the files are from: an address, or who gave them.")]


@told
def lookup(
    who: Annotated[
        str | None, typer.Argument(metavar="WHO", help="User ID, profile or photo URL, photo id, hash.")
    ] = None,
    batch: Annotated[
        Path | None, typer.Option(help="A file with one a line, or Flickr's export of an account.")
    ] = None,
    csv: Annotated[
        bool, typer.Option("--csv", help="Every photo with its addresses, as holders ask for them.")
    ] = False,
    counts: Annotated[bool, typer.Option("--counts", help="With --json: how many photos instead of which.")] = False,
    output: Annotated[Path | None, typer.Option(help="A file; standard output when left out.")] = None,
    json: Json = False,
) -> int:
    """Every photo of a person, and every dataset's answer. Example: lineage lookup 12345678@N90"""
    from lineage.shown_photos import looked_up

    return looked_up(
        stores(), who, batch, form="csv" if csv else "json" if json else "table", counts=counts, output=output
    )


@photos.command()
@told
def build(
    files: Files,
    dataset: Annotated[str, typer.Option(help="The collection that the files describe.")] = "yfcc100m",
    complete: Annotated[bool, typer.Option("--complete", help="The files are all of it.")] = False,
    hashed: Annotated[
        bool | None, typer.Option("--hashed/--in-clear", help="Seal owners with LINEAGE_PHOTOS_KEY; default if shared.")
    ] = None,
    source: Source = "",
    json: Json = False,
) -> int:
    """An index from metadata: TSV, SQLite or Parquet. Example: lineage photos build yfcc100m_dataset.bz2 --complete"""
    from lineage.jobs.photos.build import BuildOptions
    from lineage.jobs.photos.build import build as job
    from lineage.shown_photos import built

    options = BuildOptions(dataset, complete, hashed, source, console.bar())
    result = job(stores(), files, options)
    options.tell("", 0, None)
    console.dump(result) if json else built(result)
    return INCOMPLETE if result.bad else 0


@photos.command()
@told
def add(
    dataset: Annotated[str, typer.Argument(metavar="DATASET", help="Whose members the files list.")],
    files: Files,
    complete: Annotated[bool, typer.Option("--complete", help="The files name every member of the release.")] = False,
    release: Annotated[str | None, typer.Option(help="Which release; the newest when left out.")] = None,
    format: Annotated[str | None, typer.Option(help="How they name members; guessed and shown when left out.")] = None,
    withdrawn: Annotated[bool, typer.Option("--withdrawn", help="The files name what was taken out of it.")] = False,
    source: Source = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Take the guessed format without asking.")] = False,
    json: Json = False,
) -> int:
    """Lists of a dataset's members. Example: lineage photos add megaface megaface.txt --yes"""
    from lineage.jobs.photos.add import AddOptions
    from lineage.jobs.photos.add import add as job
    from lineage.shown_photos import added

    def confirm(name: str, form: str) -> bool:
        console.say(f"{name} is read as `{form}`")
        return yes or (sys.stdin.isatty() and typer.confirm("Is that right?", err=True))

    tell = console.progress()
    options = AddOptions(complete, release, format, source, withdrawn, confirm, tell)
    result = job(stores(), dataset, files, options)
    tell("")
    console.dump(result) if json else added(result)
    return INCOMPLETE if any(one.others for one in result.lists) else 0


@photos.command()
@told
def publish(
    to: Annotated[str, typer.Argument(metavar="TO", help="A folder, or s3://bucket/prefix.")],
    hashes: Annotated[bool, typer.Option("--hashes", help="Also a table to find rows by hash.")] = False,
    in_clear: Annotated[bool, typer.Option("--in-clear", help="Owners in clear may go into a bucket.")] = False,
    json: Json = False,
) -> None:
    """The index as open Parquet, for DuckDB, Spark or pandas. Example: lineage photos publish photos-parquet"""
    from lineage.jobs.photos.publish import publish as job

    tell = console.bar()
    result = job(stores(), to, hashes=hashes, in_clear=in_clear, tell=tell)
    tell("", 0, None)
    if json:
        console.dump(result)
        return
    console.out(
        f"{result.rows:,} photos and {result.releases} releases of datasets in {result.bytes:,} bytes: {result.to}"
    )


@photos.command()
@told
def stats(
    dataset: Annotated[
        str | None, typer.Argument(metavar="[DATASET]", help="Its releases, and what changed between.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="Also draw the overlaps: a page, or a picture if it ends in .svg.")
    ] = None,
    json: Json = False,
) -> None:
    """Rows, owners, members, and how datasets overlap. Example: lineage photos stats --output overlaps.html"""
    from lineage.jobs.photos.stats import picture
    from lineage.jobs.photos.stats import stats as job
    from lineage.shown_photos import counted

    result = job(stores(), dataset)
    if output:
        picture(result, output)
    console.dump(result) if json else counted(result)
