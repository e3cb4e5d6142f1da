"""``vanthu reg amend``: what an amending text orders, proposed as entries, accepted one by one."""

from __future__ import annotations

import click

from cli import show, show_amend
from cli.office import Office, open_office
from cli.request import Request
from cli.speech import _
from cli.verbs import Verb
from regulations.errors import NotFoundError, VanthuError
from regulations.library import path_of
from regulations.modification import is_complete, mods_path, write_mods
from regulations.proposals import Proposals, accepted, proposals_from
from regulations.sentences import listed, say
from regulations.work import Work
from regulations.workfile import write_work


class NothingToReadError(VanthuError):
    """The instrument has no text that could order anything."""

    code = "no_text"
    exit_code = 4

    def __init__(self, work: Work) -> None:
        super().__init__(
            say("The text of {symbol} is not recorded.", symbol=work.cited),
            hint=say("Import it with: vanthu reg import FILE."),
        )


class NoProposalError(NotFoundError):
    """A number was accepted that stands before no proposal, or before one without a target."""

    code = "no_proposal"

    def __init__(self, numbers: list[int], proposals: Proposals) -> None:
        known = [one.number for one in proposals.entries]
        known += [one.number for one in proposals.starts]
        super().__init__(
            say("These numbers can't be accepted: {numbers}.", numbers=_listed(numbers)),
            hint=say("There are: {known}. One without an instrument must be written by hand.",
                     known=_listed(known) or "—"),
        )  # fmt: skip


class Numbers(click.ParamType[tuple[int, ...]]):
    """Numbers of proposals: 1,2,5."""

    name = "numbers"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, ...]:
        """Return the numbers, or fail with a sentence."""
        if isinstance(value, tuple):
            return value
        parts = [part.strip() for part in str(value).split(",")]
        if not all(part.isdecimal() for part in parts):
            self.fail(_("{value} is no list of numbers such as 1,2,5.").format(value=repr(value)),
                      param, ctx)  # fmt: skip
        return tuple(int(part) for part in parts)


@click.command(cls=Verb)
@click.argument("reference", metavar="ID", nargs=-1, required=True)
@click.option("--accept", type=Numbers(), default=(), metavar="N,…", help="Record these proposals.")
@click.option("--dry-run", is_flag=True, help="Show what would be recorded, and stop.")
@click.pass_obj
def amend(
    request: Request, reference: tuple[str, ...], accept: tuple[int, ...], dry_run: bool
) -> None:
    """Propose what an amending text changes in others; record what is accepted."""
    office = open_office(request)
    work = office.library.resolve(" ".join(reference))
    if not work.texts:
        raise NothingToReadError(work)
    proposals = proposals_from(work, office.library)
    changes = _accept(office, work, proposals, accept) if accept else {}
    if dry_run:
        show.changes(request, changes)
        return
    if changes:
        office.record(changes, f"reg amend {work.name}", base=office.files.commit)
        work = office.library.work(work.id)
        proposals = proposals_from(work, office.library)
    show_amend.proposals(request, office, work, proposals)


def _accept(
    office: Office, work: Work, proposals: Proposals, numbers: tuple[int, ...]
) -> dict[str, bytes]:
    """Return the files that differ once *numbers* are accepted.

    Raises:
        NoProposalError: some number stands before nothing that can be recorded.
    """
    able = {one.number for one in proposals.entries if one.target}
    able |= {one.number for one in proposals.starts}
    if wrong := [number for number in numbers if number not in able]:
        raise NoProposalError(wrong, proposals)
    mods, changed = accepted(work, proposals, numbers, office.library)
    checked = is_complete(office.files.get(mods_path(work.id)))
    changes = {mods_path(work.id): write_mods(mods, complete=checked)} if mods else {}
    if changed != work:
        changes[path_of(work.id)] = write_work(path_of(work.id), changed)
    held = office.store.head()
    return {path: content for path, content in changes.items()
            if office.store.at_path(held, path) != content}  # fmt: skip


def _listed(numbers: list[int]) -> str:
    return listed([str(number) for number in numbers])
