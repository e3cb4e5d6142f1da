"""A certified text into the office: which instrument it is of, and the files that come of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from regulations.days import When
from regulations.errors import ConflictError, VanthuError
from regulations.folding import fold
from regulations.intake.certificate import Certificate, certificate_to_json
from regulations.intake.header import find_symbol
from regulations.intake.identity import Check, ContradictionError, Identity, contradicts
from regulations.intake.sniff import KINDS
from regulations.intake.taking import Taken
from regulations.library import KIND, AmbiguousError, Library, id_of, path_of
from regulations.newwork import new_work
from regulations.records import write_record
from regulations.sentences import listed, say
from regulations.symbol import SymbolError, parse_symbol, symbol_key
from regulations.work import Work
from regulations.workfile import write_work


class IncompleteIdentityError(VanthuError):
    """Neither the text nor the request says enough to file it."""

    code = "incomplete"

    def __init__(self, file: str, options: Sequence[str]) -> None:
        super().__init__(
            say("{file} does not print all that names it.", file=file),
            hint=say("Give what is missing: {options}.", options=listed(list(options))),
        )


class TextExistsError(ConflictError):
    """Another text of that day is in the office already."""

    code = "text_exists"

    def __init__(self, path: str, verified: bool) -> None:
        super().__init__(
            say("The office holds another text of that day: {path}.", path=path),
            hint=say("It was verified by a person, so it stays as it is.") if verified
            else say("Compare the two. To put the new one in its place, give --force a reason."),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filing:
    """What an import makes of the office: *changes* by path, and the instrument they belong to."""

    work: Work
    is_new: bool
    path: str
    certificate: Certificate
    changes: Mapping[str, bytes]


def file_text(taken: Taken, given: Identity, library: Library, force: str = "") -> Filing:
    """Find or make the instrument that *taken* is the text of.

    *given* is what the request says of it, *force* the reason to import it in spite of a
    contradiction.

    Raises:
        ContradictionError: the print says otherwise than the request, the record or the page.
        IncompleteIdentityError: type, issuer, day or title stay unknown.
        AmbiguousError: it fits several instruments of the office.
        TextExistsError: another text of that day is there.
    """
    known = _known(given, taken, library)
    checks = [*taken.checks(given), *_page_checks(taken)]
    if known is not None:
        checks += _record_checks(taken, known)
    if contradicts(checks) and not force:
        raise ContradictionError(taken.name, checks)
    full = _filled(given, taken.printed)
    work = _completed(known, full) if known else _made(taken.name, full, library)
    day = _day_of(work, full, taken.name)
    path, sources = (f"regulations/{work.id}/{name}" for name in (f"text@{day}.md", "sources.yaml"))
    old = library.files.get(sources)
    replaced = _replaces(library.files.get(path), taken, path, _resting(old, day), force)
    reason = force if replaced or contradicts(checks) else ""
    certificate = taken.certificate(path, tuple(checks), reason)
    changes = {path: taken.recognised.markdown.encode()}
    if known is None or work != known:
        changes[path_of(work.id)] = write_work(path_of(work.id), work)
    changes[sources] = _sources(old, taken, day, certificate)
    return Filing(work, known is None, path, certificate, changes)


def _known(given: Identity, taken: Taken, library: Library) -> Work | None:
    """Return the one instrument of the office that it can be; what was given goes before print."""
    symbol = given.symbol or taken.printed.symbol
    signed = given.signed or taken.printed.signed
    if symbol:
        keys = library.files.keyed(KIND, f"symbol:{symbol_key(symbol)}")
    else:
        keys = library.files.keyed(KIND, f"name:{fold(given.title or taken.printed.title).strip()}")
    kind, issuer = given.type or taken.printed.type, given.issuer or taken.printed.issuer
    works = [work for path in keys if (work := library.work(id_of(path))).stub or work.type == kind
             or not kind]  # fmt: skip
    exact = [work for work in works if _same_day(work.signed, signed)]
    near = [
        work for work in works if _same_year(work.signed, signed) and issuer in ("", *work.issuers)
    ]
    fitting = exact or near
    if len(fitting) > 1:
        raise AmbiguousError(symbol or taken.printed.title, fitting, library.bodies)
    return fitting[0] if fitting else None


def _same_day(one: When | None, other: When | None) -> bool:
    if one is None or other is None:
        return True
    return one.earliest <= other.latest and other.earliest <= one.latest


def _same_year(one: When | None, other: When | None) -> bool:
    """Tell whether the days may lie in one year, in which no body gives a number twice."""
    if one is None or other is None:
        return True
    return one.earliest.year <= other.latest.year and other.earliest.year <= one.latest.year


def _record_checks(taken: Taken, work: Work) -> list[Check]:
    """Name where the print differs from the record; what the record is unsure of is a doubt."""
    record = Identity(
        work.symbol, work.type, work.signed, work.title_vi, next(iter(work.issuers), "")
    )
    return [
        replace(check, source="record" if _is_sure(work, check.field) else "doubt")
        for check in taken.checks(record)
        if check.verdict == "differs"
    ]


def _is_sure(work: Work, field: str) -> bool:
    return work.mark(field) in ("V", "V-OCR")


def _page_checks(taken: Taken) -> list[Check]:
    """Compare the number in the title of a web page with the one in its text."""
    claimed = find_symbol(taken.extract.claimed)
    if claimed is None or not taken.printed.symbol:
        return []
    page = Identity(symbol=str(claimed))
    return [check for check in taken.checks(page, "page") if check.verdict == "differs"]


def _filled(given: Identity, printed: Identity) -> Identity:
    """Return what was given, and what is printed where nothing was."""
    return Identity(
        _plain_symbol(given.symbol or printed.symbol), given.type or printed.type,
        given.signed or printed.signed, given.title or printed.title,
        given.issuer or printed.issuer,
    )  # fmt: skip


def _plain_symbol(text: str) -> str:
    try:
        return str(parse_symbol(text)) if text else ""
    except SymbolError:
        return text


def _completed(work: Work, full: Identity) -> Work:
    """Return a work with what its record lacked; what it says is never changed."""
    return replace(work, stub=False, symbol=work.symbol or full.symbol,
                   signed=work.signed or full.signed,
                   title_vi=work.title_vi or full.title)  # fmt: skip


def _made(file: str, full: Identity, library: Library) -> Work:
    options = {"type": "--type", "issuer": "--issuer", "signed": "--signed", "title": "--title"}
    missing = [option for field, option in options.items() if not full.value(field)]
    if missing:
        raise IncompleteIdentityError(file, missing)
    return new_work(
        symbol=full.symbol, doc_type=full.type, issuer=full.issuer, signed=full.signed,
        effective=None, title=full.title, replaces=(), taken=frozenset(library.ids),
    )  # fmt: skip


def _day_of(work: Work, full: Identity, file: str) -> str:
    own = work.signed if _is_sure(work, "signed") else None
    for signed in (own, full.signed, work.signed):
        if signed and signed.exact:
            return signed.exact.isoformat()
    raise IncompleteIdentityError(file, ["--signed"])


def _replaces(
    there: object, taken: Taken, path: str, sources: Sequence[Mapping[str, Any]], force: str
) -> bool:
    """Tell whether another text of that day lies *there*; raise where it may not be replaced."""
    if there is None or there == taken.recognised.markdown:
        return False
    verified = any(entry.get("verified") for entry in sources)
    if verified or not force:
        raise TextExistsError(path, verified)
    return True


def _resting(sources: object, day: str) -> list[dict[str, Any]]:
    return [entry for entry in _entries(sources) if entry.get("text") == day]


def _sources(old: object, taken: Taken, day: str, certificate: Certificate) -> bytes:
    entry: dict[str, Any] = {
        "file": " ".join(taken.name.split()),
        "sha256": taken.sha256,
        "bytes": str(taken.size),
        "pages": str(taken.extract.pages) if taken.extract.pages else "",
        "media_type": KINDS[taken.kind],
        "how": taken.extract.how,
        "text": day,
        "certificate": certificate_to_json(certificate),
    }
    kept = [one for one in _entries(old)
            if (one.get("sha256"), one.get("text")) != (taken.sha256, day)]  # fmt: skip
    entries = [*kept, {name: value for name, value in entry.items() if value}]
    return write_record({"sources": entries}).encode()


def _entries(sources: object) -> list[dict[str, Any]]:
    return list(sources.get("sources", ())) if isinstance(sources, dict) else []
