"""Every paper is read back before it is handed over, and can be read back later.

What is looked at: tags and gaps left over, every component's place, look and words, margins, rules,
page numbers, recipients, and whether the paper says what its values say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from regulations.errors import VanthuError
from regulations.sentences import say
from templates.anatomy import Anatomy
from templates.dissection import take_apart
from templates.layout.choice import profile_of, profile_text
from templates.layout.profile import Profile
from templates.press.package import parts_of, read_paper
from templates.press.stamp import TREE_PROPERTY, restamp
from templates.proofing.findings import Finding
from templates.proofing.looks import check_looks
from templates.proofing.page import check_like, check_page, check_styles
from templates.proofing.places import (
    check_end,
    check_kept,
    check_places,
    check_recipients,
    frame_of,
    zones_of,
)
from templates.proofing.properties import properties_of
from templates.proofing.words import (
    check_figures,
    check_leftovers,
    check_words,
    expected_text,
    figure_checks,
)

LAYOUT_PROPERTY = "vanthu-layout"  # the profile, with what the office chose
LANGUAGE_PROPERTY = "vanthu-language"
PARTS_PROPERTY = "vanthu-parts"  # the components of the frame
FORM_PROPERTY = "vanthu-form"  # the folder of the form that a paper was made from
_FIGURES_PROPERTY = "vanthu-figures"  # and a number: each holds what Word keeps of one property
_CHECKS_EACH = 50


class UnprovedError(VanthuError):
    """A paper that was just made is not as its layout and its values say."""

    code = "unproved"

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(
            say("The paper is not handed over: {count} places are not as layout and values say.",
                count=len(findings)),
            hint=say("Mend the template or the values named above."),
        )  # fmt: skip
        self.findings = tuple(findings)
        self.problems = tuple(finding.problem() for finding in findings)

    def details(self) -> Mapping[str, object]:
        """Return the findings."""
        return {"findings": [dict(finding.item()) for finding in self.findings]}


class NotOursError(VanthuError):
    """A Word file does not say which layout or form it was made in."""

    code = "not_ours"

    def __init__(self) -> None:
        super().__init__(
            say("The file does not say in which layout it was made."),
            hint=say("Only papers that vanthu printed can be read back; print it anew."),
        )


@dataclass(frozen=True, slots=True)
class Marks:
    """What a paper of ours says of itself in its properties; *form* is empty for other papers."""

    layout: str = ""
    lang: str = "vi"
    form: str = ""
    parts: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


def proof(
    paper: bytes,
    profile: Profile,
    *,
    lang: str = "vi",
    template: bytes | None = None,
    values: Mapping[str, object] | None = None,
    marks: Marks | None = None,
) -> tuple[Finding, ...]:
    """Return everything in *paper* that is not as *profile* says, in the order of its rules.

    With *template* and *values* the text is compared as well; with *marks*, what the paper had when
    it was handed over.

    Raises:
        RefusedTemplateError: *paper* is no Word file, or a damaged one.
    """
    anatomy = take_apart(read_paper(paper))
    return tuple(_all(anatomy, profile, lang, _expected(template, values), marks or Marks()))


def proof_form(
    paper: bytes, template: bytes, values: Mapping[str, object] | None = None
) -> tuple[Finding, ...]:
    """Return everything in *paper*, a form, that is not as its *template* and *values* say.

    Raises:
        RefusedTemplateError: *paper* is no Word file, or a damaged one.
    """
    anatomy, pattern = take_apart(read_paper(paper)), take_apart(parts_of(template))
    found = [*check_leftovers(anatomy), *check_like(anatomy, pattern)]
    expected = _expected(template, values)
    return (*found, *(check_words(anatomy, expected) if expected is not None else ()))


def handed_over(
    paper: bytes,
    profile: Profile,
    *,
    template: bytes,
    values: Mapping[str, object],
    lang: str = "vi",
    office: str = "",
) -> bytes:
    """Return *paper* once it has been read back, with what a later reading needs to know.

    Raises:
        UnprovedError: it is not as the layout and the values say. What rests on a rule that is
            not well known alone does not keep it back.
    """
    anatomy = take_apart(parts_of(paper))
    findings = list(_all(anatomy, profile, lang, _expected(template, values), Marks()))
    if any(finding.severity == "error" for finding in findings):
        raise UnprovedError(findings)
    return restamp(paper, {
        **({TREE_PROPERTY: office} if office else {}),
        LAYOUT_PROPERTY: profile_text(profile),
        LANGUAGE_PROPERTY: lang,
        PARTS_PROPERTY: " ".join(frame_of(zones_of(anatomy))),
        **_figures(figure_checks(anatomy)),
    })  # fmt: skip


def form_handed_over(
    paper: bytes, *, template: bytes, values: Mapping[str, object], slug: str, office: str = ""
) -> bytes:
    """Return a form's *paper* once it has been read back. Nothing of the person goes into it.

    Raises:
        UnprovedError: it is not as its template and the values say.
    """
    if findings := proof_form(paper, template, values):
        raise UnprovedError(findings)
    own = {TREE_PROPERTY: office} if office else {}
    return restamp(paper, {**own, FORM_PROPERTY: slug})


def marks_of(paper: bytes) -> Marks:
    """Return what *paper* says of itself.

    Raises:
        NotOursError: it does not say which layout or form it was made in.
        RefusedTemplateError: it is no Word file, or a damaged one.
    """
    own = properties_of(read_paper(paper))
    if not own.keys() & {LAYOUT_PROPERTY, FORM_PROPERTY}:
        raise NotOursError
    numbered = sorted(name for name in own if name.startswith(_FIGURES_PROPERTY))
    return Marks(
        layout=own.get(LAYOUT_PROPERTY, ""),
        lang=own.get(LANGUAGE_PROPERTY, "vi"),
        form=own.get(FORM_PROPERTY, ""),
        parts=tuple(own.get(PARTS_PROPERTY, "").split()),
        figures=tuple(check for name in numbered for check in own[name].split()),
    )


def proof_again(paper: bytes, marks: Marks) -> tuple[Finding, ...]:
    """Return what is no longer as it was in a *paper* of ours that is no form.

    Raises:
        NoProfileError, LayoutChoiceError: its layout is none that this program knows.
    """
    return proof(paper, profile_of(marks.layout), lang=marks.lang, marks=marks)


def _all(
    anatomy: Anatomy,
    profile: Profile,
    lang: str,
    expected: tuple[str, ...] | None,
    marks: Marks,
) -> Iterator[Finding]:
    zones = zones_of(anatomy)
    yield from check_leftovers(anatomy)
    yield from check_page(anatomy, profile)
    yield from check_styles(anatomy, profile)
    yield from check_places(anatomy, zones, profile)
    yield from check_kept(zones, marks.parts, profile)
    yield from check_looks(anatomy, profile, lang)
    if lang == "vi":
        yield from check_recipients(zones, profile)
        yield from check_end(anatomy, zones, profile)
    if expected is not None:
        yield from check_words(anatomy, expected)
    if marks.figures:
        yield from check_figures(anatomy, marks.figures)


def _expected(
    template: bytes | None, values: Mapping[str, object] | None
) -> tuple[str, ...] | None:
    if template is None or values is None:
        return None
    return expected_text(parts_of(template), values)


def _figures(checks: tuple[str, ...]) -> dict[str, str]:
    return {
        f"{_FIGURES_PROPERTY}-{start // _CHECKS_EACH + 1:03d}": " ".join(
            checks[start : start + _CHECKS_EACH]
        )
        for start in range(0, len(checks), _CHECKS_EACH)
    }
