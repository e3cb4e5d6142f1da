"""A new work from what a drafter states of it: its permanent id, and nothing left to guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from regulations.days import When
from regulations.errors import ConflictError
from regulations.folding import fold
from regulations.sentences import say
from regulations.work import Relation, Work

MAX_SLUG = 60  # paths stay short enough for Windows


class KnownWorkError(ConflictError):
    """The same symbol, type, issuer and signing day stand in the corpus already."""

    code = "known"

    def __init__(self, work_id: str) -> None:
        super().__init__(
            say("The corpus has this instrument already: {work_id}.", work_id=work_id),
            hint=say("Look at it with: vanthu reg show {work_id}.", work_id=work_id),
        )


def new_work(
    *, symbol: str, doc_type: str, issuer: str, signed: When | None, effective: When | None,
    title: str, replaces: Sequence[Work], taken: Iterable[str],
) -> Work:  # fmt: skip
    """Return a work whose id is the permanent path under ``regulations/``.

    *taken* are the ids already given.

    Raises:
        KnownWorkError: its id is given to another work.
    """
    year = str(signed.year) if signed and signed.year else "undated"
    work_id = "/".join((issuer, doc_type.replace("_", "-"), year, slug(symbol or title)))
    if work_id in set(taken):
        raise KnownWorkError(work_id)
    return Work(
        id=work_id,
        type=doc_type,
        issuers=(issuer,),
        symbol=symbol,
        signed=signed,
        effective=effective,
        title_vi=title,
        relations=tuple(Relation("replaces", work.id) for work in replaces),
    )


def slug(text: str) -> str:
    """Return *text* as a short ASCII name of a folder: ``366-QĐ/TW`` is ``366-qd-tw``."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:MAX_SLUG].rstrip("-")
