"""Printing a paper: template and values become a Word file, read back before it is handed over."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources

from regulations.folding import old_tones
from templates.brief import Brief
from templates.brief_plan import CHARTS
from templates.cabinet import Drawer
from templates.chartparts import with_charts
from templates.fitting import fitted
from templates.layout.profile import Profile, load_profile
from templates.press.engine import print_docx
from templates.proof import form_handed_over, handed_over
from templates.wording import OLD_SPELLING

GUIDELINE = "huong-dan"
REPORT = "bao-cao"
BRIEF = "bao-cao-nhanh"


def print_paper(
    name: str,
    values: Mapping[str, object],
    *,
    lang: str = "vi",
    office: str = "",
    profile: Profile | None = None,
) -> bytes:
    """Return the shipped paper *name* in the layout of *profile*, filled with *values*.

    *office* is the tree id of the office from which the values came; it goes into a document
    property, never into print. Without a profile the newest one of the Party is taken.

    Raises:
        NotCoveredError: the profile's rules know no such type of paper.
        UnprovedError: what came out is not as the layout and the values say.
    """
    profile = profile or load_profile()
    template = template_of(name, profile, lang)
    return print_template(template, values, profile, lang=lang, office=office)


def print_template(
    template: bytes,
    values: Mapping[str, object],
    profile: Profile,
    *,
    lang: str = "vi",
    office: str = "",
) -> bytes:
    """Return any paper set in *profile*, printed from its *template*, fitted and read back."""
    spelt = spelt_values(values, profile)
    paper = fitted(print_docx(template, spelt), profile)
    return handed_over(paper, profile, template=template, values=spelt, lang=lang, office=office)


def print_brief(brief: Brief, *, office: str = "", profile: Profile | None = None) -> bytes:
    """Return the Báo cáo nhanh with its charts, which Word can edit."""
    paper = print_paper(BRIEF, brief.values(), lang=brief.lang, office=office, profile=profile)
    return with_charts(paper, {CHARTS[name]: brief.charts.get(name) for name in CHARTS})


def print_form(drawer: Drawer, values: Mapping[str, object], *, office: str = "") -> bytes:
    """Return a form filled with one person's *values*, read back.

    Raises:
        UnprovedError: what came out is not as the template and the values say.
    """
    template = drawer.paper()
    paper = print_docx(template, values)
    return form_handed_over(
        paper, template=template, values=values, slug=drawer.slug, office=office
    )


def spelt_values(values: Mapping[str, object], profile: Profile) -> Mapping[str, object]:
    """Return *values* with tone marks as the office writes them in its papers."""
    if profile.setting("spelling") != OLD_SPELLING:
        return values
    return {key: _spelt(value) for key, value in values.items()}


def template_of(name: str, profile: Profile, lang: str) -> bytes:
    """Return a paper's template: the shipped one, or one set by what the office chose.

    Raises:
        NotCoveredError: the profile's rules know no such type of paper.
    """
    shipped = resources.files("templates.papers").joinpath(template_path(name, profile, lang))
    if not profile.chosen and shipped.is_file():
        return shipped.read_bytes()
    from templates.papers.sheets import set_paper  # slow to load: it brings python-docx

    return set_paper(name, profile, lang)


def template_path(name: str, profile: Profile, lang: str) -> str:
    """Return where a paper's template lies: in a folder named after its profile."""
    return f"{profile.id}/{name}.docx" if lang == "vi" else f"{profile.id}/{name}.{lang}.docx"


def _spelt(value: object) -> object:
    """Return *value* with tone marks as the office writes them, at any depth."""
    if isinstance(value, str):
        return old_tones(value)
    if isinstance(value, Mapping):
        return {key: _spelt(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_spelt(inner) for inner in value]
    return value
