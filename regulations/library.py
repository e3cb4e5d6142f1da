"""All works of an office: look one up by whatever a drafter calls it, and see who changed it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from regulations.bodies import Bodies
from regulations.doctypes import doc_type
from regulations.errors import NotFoundError, VanthuError
from regulations.folding import fold
from regulations.modification import (
    author_of,
    link_to,
    mods_from_json,
    mods_path,
    relations_of,
)
from regulations.nearness import nearest
from regulations.readings import AllFiles, Files, Link, Reading
from regulations.reference import Facts, Reference, fits, read_reference
from regulations.sentences import listed, say
from regulations.symbol import symbol_key
from regulations.work import Relation, Work
from regulations.workfile import work_from_json, work_to_json

KIND = "work"
_CITED_BY_NAME = frozenset({"hien_phap", "bo_luat", "luat", "phap_lenh"})


class AmbiguousError(VanthuError):
    """A name fits several works; none is picked."""

    code = "ambiguous"
    exit_code = 4

    def __init__(self, reference: str, candidates: Sequence[Work], bodies: Bodies) -> None:
        super().__init__(
            say("{name} fits {count} instruments.", name=repr(reference), count=len(candidates)),
            hint=say(
                "Add the year or the day: {examples}.",
                examples=listed([f'"{_told_apart(work)}"' for work in candidates]),
            ),
        )
        self.candidates = tuple(candidates)
        self._bodies = bodies

    def details(self) -> Mapping[str, object]:
        """Return the works that fit, the newest first."""
        return {
            "candidates": [
                {
                    "id": work.id,
                    "symbol": work.symbol,
                    "type": work.type,
                    "signed": work.signed.edtf if work.signed else None,
                    "issuer": [self._bodies.label(body) for body in work.issuers],
                    "title": work.title_vi,
                }
                for work in self.candidates
            ]
        }


class Library:
    """The works of one revision. Works are built when they are asked for, and kept."""

    def __init__(self, files: Files, bodies: Bodies) -> None:
        self.files = files
        self.bodies = bodies
        self._works: dict[str, Work] = {}

    @classmethod
    def of(cls, works: Sequence[Work], bodies: Bodies | None = None) -> Library:
        """Build a library from values, for small uses that have no office."""
        readings = {path_of(work.id): (KIND, reading_of(work)) for work in works}
        return cls(AllFiles(readings), bodies or Bodies())

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of all recorded works, sorted."""
        return tuple(id_of(path) for path in self.files.paths(KIND))

    def __iter__(self) -> Iterator[Work]:
        return (self.work(work_id) for work_id in self.ids)

    def work(self, work_id: str) -> Work:
        """Return the work with this id; a stub made from the id where none is recorded."""
        if work_id not in self._works:
            data = self.files.get(path_of(work_id))
            self._works[work_id] = self._with_texts(data, work_id) if data else _stub(work_id)
        return self._works[work_id]

    def outgoing(self, work: Work) -> tuple[Relation, ...]:
        """Return what *work* does to others: its relations, and what its mods.yaml comes to."""
        written = relations_of(work, mods_from_json(self.files.get(mods_path(work.id))))
        known = {(one.rel, one.to, one.part) for one in written}
        return *(one for one in work.relations
                 if (one.rel, one.to, one.part) not in known), *written  # fmt: skip

    def incoming(self, work_id: str) -> tuple[tuple[Work, Relation], ...]:
        """Return each work that does something to this one, with what it does."""
        related = [id_of(path) for path, _rel in self.files.linked(f"work:{work_id}")]
        worded = [author_of(path) for path, _op in self.files.linked(link_to(work_id))]
        return tuple(
            (other, relation)
            for other in map(self.work, dict.fromkeys([*related, *worded]))
            for relation in self.outgoing(other)
            if relation.to == work_id
        )

    def find(self, reference: str) -> tuple[Work, ...]:
        """Return every work that *reference* can mean, the newest first."""
        if reference in self.ids:
            return (self.work(reference),)
        read = read_reference(reference)
        names = (reference,) if read.number else (reference, read.rest)  # rest: without the year
        return self.fitting(read, names)

    def fitting(self, read: Reference, names: Sequence[str] = ()) -> tuple[Work, ...]:
        """Return every work that what was *read* can mean, or one of *names*, the newest first."""
        named = [self.work(id_of(path)) for path in self._paths(names, read)]
        fitting = [work for work in named if fits(read, self.facts(work))]
        return tuple(sorted(fitting, key=Work.order, reverse=True))

    def resolve(self, reference: str) -> Work:
        """Return the one work that *reference* means.

        Raises:
            AmbiguousError: it fits several works.
            NotFoundError: it fits none; the hint holds near names.
        """
        found = self.find(reference)
        if len(found) > 1:
            raise AmbiguousError(reference, found, self.bodies)
        if not found:
            raise NotFoundError(
                say("No instrument goes by the name {name}.", name=repr(reference)),
                self._near(reference),
            )
        return found[0]

    def facts(self, work: Work) -> Facts:
        """Return what a reference may state of *work*."""
        names = tuple(
            fold(spelling)
            for issuer in work.issuers
            if (body := self.bodies.get(issuer))
            for spelling in (
                body.abbr,
                *(name.vi for name in body.names),
                *(n.en for n in body.names),
                *body.aliases,
            )
            if spelling
        )
        return Facts(
            key=symbol_key(work.symbol) if work.symbol else "",
            type=work.type,
            earliest=work.signed.earliest if work.signed else None,
            latest=work.signed.latest if work.signed else None,
            issuers=names,
            term=work.term,
        )

    def _paths(self, names: Sequence[str], read: Reference) -> Sequence[str]:
        if read.key and (exact := self.files.keyed(KIND, f"symbol:{read.key}")):
            return exact
        keys = [f"name:{fold(name).strip()}" for name in names]
        by_name = list(dict.fromkeys(path for key in keys for path in self.files.keyed(KIND, key)))
        if by_name or not read.number:
            return by_name
        return self.files.keyed(KIND, f"number:{int(read.number)}")

    def _with_texts(self, data: object, work_id: str) -> Work:
        texts = [path.rsplit("@", 1)[-1].removesuffix(".md")
                 for path in self.files.keyed("text", f"work:{work_id}")]  # fmt: skip
        return work_from_json(work_id, data, tuple(sorted(texts)))

    def _near(self, reference: str) -> str:
        names = (work.name for work in self if not work.stub or work.symbol)
        if near := nearest(reference, names):
            return say("Did you mean {names}?", names=listed(near))
        return say("See all of them with: vanthu reg list.")


def path_of(work_id: str) -> str:
    """Return the path of a work's file inside the office."""
    return f"regulations/{work_id}/work.md"


def text_path(work_id: str, day: str) -> str:
    """Return the path of the text of *day*, written as in its name: ``2023-10-04``."""
    return f"regulations/{work_id}/text@{day}.md"


def id_of(path: str) -> str:
    """Return the id of the work whose file lies at *path*."""
    return path.removeprefix("regulations/").removesuffix("/work.md")


def keys_of(work: Work) -> tuple[str, ...]:
    """Return the names that a work is found by: symbol, number, aliases, title."""
    names = (*work.aliases, work.title_vi, work.title_en, *_called(work))
    keys = [f"name:{fold(name)}" for name in names if name]
    if work.symbol:
        key = symbol_key(work.symbol)
        number = key[: len(key) - len(key.lstrip("0123456789"))]
        keys += [f"symbol:{key}", f"number:{number}"]
    return tuple(dict.fromkeys(keys))


def _called(work: Work) -> Iterator[str]:
    """Yield what an act cited by name is called: ``Luật Đất đai`` prints ``Đất đai`` as title."""
    if work.type in _CITED_BY_NAME and work.title_vi:
        kind = doc_type(work.type).vi
        yield f"{kind} {work.title_vi}"
        if work.type == "hien_phap":
            yield kind


def reading_of(work: Work) -> Reading:
    """Return what the catalogue keeps of a work."""
    links = tuple(Link(relation.rel, f"work:{relation.to}") for relation in work.relations)
    return Reading(work_to_json(work), keys=keys_of(work), links=links)


def _stub(work_id: str) -> Work:
    parts = work_id.split("/")
    kind = parts[1].replace("-", "_") if len(parts) > 1 else ""
    return Work(work_id, kind, (parts[0],), title_vi="", conf="U", stub=True)


def _told_apart(work: Work) -> str:
    return work.id if work.signed and work.signed.year is None else work.reference
