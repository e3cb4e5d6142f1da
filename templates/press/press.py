"""The press: a template is compiled once and printed many times, the same as docxtpl would."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from regulations.sentences import say
from templates.press.binding import Binding
from templates.press.faults import BrokenTemplateError
from templates.press.jacket import Jacket
from templates.press.likeness import Likeness
from templates.press.package import check_limits, read_package
from templates.press.relations import HYPERLINK, Additions, Package, Relation
from templates.press.sandbox import Tongue, names_of
from templates.press.stamp import restamp, stamped
from templates.press.story import CompiledStory
from templates.press.swap import Swaps, swapped
from templates.press.values import UnknownLinkError, vetted
from templates.press.word import OBJECTS, Story, links_in, master_of, opened

_KEPT = 32  # templates, and sets of properties of one template
Filters = Mapping[str, Callable[..., Any]]
_Stamp = tuple[tuple[str, str], ...] | None
_Stories = tuple[CompiledStory, ...]


class Press:
    """A template of Word's, ready to print.

    *filters* are the caller's own; a template may use them beside those of the guard.
    """

    def __init__(
        self,
        template: bytes | Path,
        *,
        filters: Filters | None = None,
        like_docxtpl: bool = False,
        jinja_env: Any = None,
        autoescape: bool = False,
    ) -> None:
        """Compile *template*.

        *like_docxtpl* copies docxtpl's defaults instead of the safe ones; *jinja_env* and
        *autoescape* mean what they mean there, and count only then.

        Raises:
            RefusedTemplateError, BrokenTemplateError, UnsafeTemplateError: the template's fault.
        """
        content = template.read_bytes() if isinstance(template, Path) else template
        self._filters = filters
        self._links: dict[str, Relation] = {}
        self._likeness = None
        if like_docxtpl:
            check_limits(content)
            self._likeness = Likeness(
                content, filters, environment=jinja_env, autoescape=autoescape
            )
        else:
            self._edition = _Edition(content, filters)

    @property
    def names(self) -> frozenset[str]:
        """The names of all values that the template asks for; like docxtpl, none is known."""
        return frozenset() if self._likeness else self._edition.names

    def render(
        self,
        values: Mapping[str, object],
        *,
        properties: Mapping[str, str] | None = None,
        swaps: Swaps | None = None,
    ) -> bytes:
        """Return the Word file that *values* make, with files inside exchanged as *swaps* says.

        Without *properties* the paper keeps the document properties of its template, filled in as
        docxtpl does. With them it carries these as custom ones and no others: no name, no time.

        Raises:
            MissingValuesError: the template asks for values that are not there, or ``None``.
            UnprintableValuesError: values hold characters that XML forbids.
            ForeignValuesError: values are objects that no paper can print.
            UnsafeTemplateError, BrokenTemplateError: the template's fault, with these values.
            NoPictureError: a picture to be exchanged is not in the template.
        """
        if self._likeness:
            paper = self._likeness.render(values)
            paper = paper if properties is None else restamp(paper, properties)
        else:
            fit, objects = vetted(values, OBJECTS)
            stamp = None if properties is None else tuple(sorted(properties.items()))
            paper = (
                self._with_objects(fit, objects, stamp)
                if objects
                else self._edition.printed(fit, stamp)
            )
        return swapped(paper, swaps) if swaps else paper

    def build_url_id(self, url: str) -> str:
        """Return what a :class:`RichText` takes as *url_id* for a link to *url*."""
        if self._likeness:
            return self._likeness.build_url_id(url)
        if url not in self._links:
            self._links[url] = self._edition.linked(url, tuple(self._links.values()))
        return self._links[url].id

    def explain(self) -> tuple[str, ...]:
        """Return in words how each part is printed, and why not faster."""
        if self._likeness:
            return (say("All parts are printed by docxtpl's own steps, as was asked for."),)
        return tuple(story.explained() for story in self._edition.stories)

    def _with_objects(
        self, values: Mapping[str, object], objects: list[object], stamp: _Stamp
    ) -> bytes:
        """Return the paper of *values* among which there are *objects* of docxtpl's."""
        master = master_of(objects)
        edition = _Edition(master, self._filters) if master else self._edition
        return edition.printed(values, stamp, tuple(self._links.values()), links_in(objects))


@lru_cache(maxsize=_KEPT)
def press_of(template: bytes) -> Press:
    """Return the press of *template*, compiled the first time that this content is met."""
    return Press(template)


class _Edition:
    """What is compiled of one template: its stories, and the parts around them."""

    def __init__(self, template: bytes, filters: Filters | None) -> None:
        read_package(template)
        self._found = opened(template)
        self._tongue = Tongue(filters)
        self._package = Package(self._found.parts, self._found.images)
        self.names, self.stories = self._read(self._found.stories)
        self._jacket = lru_cache(maxsize=_KEPT)(self._sewn)

    @cached_property
    def titles(self) -> _Stories:
        """The document properties; a stamped paper has none, so that it never reads them."""
        return self._read((self._found.titles,))[1]

    def linked(self, url: str, others: Iterable[Relation]) -> Relation:
        """Return the relation of the body to *url*, beside the *others*."""
        added = Additions(self._package)
        for one in others:
            added.add(self.stories[0].part, one)
        return Relation(added.link(self.stories[0].part, url), HYPERLINK, url, external=True)

    def printed(
        self,
        values: Mapping[str, object],
        stamp: _Stamp,
        links: Collection[Relation] = (),
        used: Collection[str] = (),
    ) -> bytes:
        """Return the paper of *values*; ``None`` for *stamp* keeps the template's properties.

        *links* are those that were asked for, *used* the ids of those that values name.
        """
        added = Additions(self._package)
        if links or used:
            body = self.stories[0].part
            for one in links:
                added.add(body, one)
            if strange := added.unknown(body, used):
                raise UnknownLinkError(strange)
        jacket, binding = self._jacket(stamp)
        return jacket.closed(binding.bound(values, added), added)

    def _read(self, stories: tuple[Story, ...]) -> tuple[frozenset[str], _Stories]:
        """Return the names that *stories* ask for, and what is compiled of them.

        Raises:
            BrokenTemplateError, UnsafeTemplateError: their tags can't be read, or may not.
        """
        try:
            trees = self._tongue.read({story.part: story.source for story in stories})
            return names_of(trees), tuple(
                CompiledStory(story, trees[story.part], self._tongue) for story in stories
            )
        except RecursionError as error:
            raise BrokenTemplateError(say("tags are nested too deep")) from error

    def _sewn(self, stamp: _Stamp) -> tuple[Jacket, Binding]:
        """Return the parts that all papers with this *stamp* share, and what they don't."""
        stories = self.stories if stamp is not None else self.stories + self.titles
        tagless = [story for story in stories if story.tagless]
        tagged = [story for story in stories if not story.tagless]
        still = Binding(tagless).bound({}, Additions(self._package))
        parts = dict(self._found.parts)
        parts.update(zip((story.part for story in tagless), still, strict=True))
        stamped_parts = parts if stamp is None else stamped(parts, dict(stamp))
        return Jacket(stamped_parts, [story.part for story in tagged]), Binding(tagged)
