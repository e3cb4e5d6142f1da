"""Paper, margins, faces and page numbers, as the profile says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from regulations.sentences import Sentence, say
from templates.anatomy import Anatomy, Paragraph, Section
from templates.layout.parts import Page, Setting
from templates.layout.profile import Profile
from templates.looks import Look
from templates.proofing.findings import Finding, about, at

_STYLES = "word/styles.xml"
_SIDES = ("top", "bottom", "left", "right")
_TURNED = {"top": "left", "right": "top", "bottom": "right", "left": "bottom"}
_GIVE_MM = 0.2  # Word counts in twentieths of a point


def check_page(anatomy: Anatomy, profile: Profile) -> Iterator[Finding]:
    """Yield what is wrong with paper and margins, section by section, and with page numbers."""
    for number, section in enumerate(anatomy.sections, start=1):
        yield from _check_sides(section, number, profile.page)
    yield from _check_numbers(anatomy, profile)
    if profile.setting("appendix_pages") == "own":
        yield from _check_appendices(anatomy)


def check_styles(anatomy: Anatomy, profile: Profile) -> Iterator[Finding]:
    """Yield the styles that are no longer those of the profile's components."""
    for part in profile.components:
        look = anatomy.styles.get(part.id)
        if look is None:
            yield about("style", say("The style {name} is missing.", name=part.label),
                        say("Keep the styles of the paper; take the text over into a new one."),
                        part=_STYLES, quote=part.label)  # fmt: skip
        elif look.font and look.font != profile.font.value:
            yield about("font", say("The style {name} is set in {font}, not in {wanted}.",
                                    name=part.label, font=look.font, wanted=profile.font.value),
                        say("Set it in {wanted}.", wanted=profile.font.value),
                        part=_STYLES, quote=part.label, conf=profile.font.conf)  # fmt: skip


def check_font(paragraph: Paragraph, profile: Profile) -> Iterator[Finding]:
    """Yield the first stretch that is set in another face."""
    for stretch in paragraph.stretches:
        font = stretch.look.font
        if font and font != profile.font.value and stretch.text.strip():
            yield at("font", paragraph, say("This is set in {font}, not in {wanted}.", font=font,
                                            wanted=profile.font.value),
                     say("Set it in {wanted}.", wanted=profile.font.value),
                     conf=profile.font.conf)  # fmt: skip
            return


def check_like(anatomy: Anatomy, template: Anatomy) -> Iterator[Finding]:
    """Yield what differs from the *template* of a form: sides of the page and styles."""
    pairs = zip(anatomy.sections, template.sections, strict=False)
    for number, (section, wanted) in enumerate(pairs, start=1):
        for side, millimetres in wanted.sides.items():
            found = section.sides.get(side, 0.0)
            if abs(found - millimetres) > _GIVE_MM:
                yield _side(number, side, found, f"{millimetres:.0f}", "V")
    for name, look in template.styles.items():
        if anatomy.styles.get(name) != look:
            yield about("style", say("The style {name} is not that of the form.", name=name),
                        say("Print the form anew."), part=_STYLES, quote=name)  # fmt: skip
    yield from _check_faces(anatomy, template)


def _check_sides(section: Section, number: int, page: Page) -> Iterator[Finding]:
    across = section.landscape
    settings: Mapping[str, Setting] = {
        "width": page.height_mm if across else page.width_mm,
        "height": page.width_mm if across else page.height_mm,
        **{side: getattr(page, f"{_TURNED[side] if across else side}_mm") for side in _SIDES},
        "header": page.header_mm,
    }
    for side, setting in settings.items():
        found = section.sides.get(side, 0.0)
        if not setting.fits(found, _GIVE_MM):
            yield _side(number, side, found, setting.allowed or setting.value, setting.conf)


def _side(number: int, side: str, found: float, wanted: str, conf: str) -> Finding:
    return about(
        "page" if side in ("width", "height") else "margin",
        say("Section {number}: {side} is {found} mm, not {wanted} mm.", number=number,
            side=_side_name(side), found=f"{found:.1f}", wanted=wanted),
        say("Set it in Word under Layout, Margins."),
        quote=f"{side} {found:.1f}", conf=conf,
    )  # fmt: skip


def _side_name(side: str) -> Sentence:
    return {
        "width": say("the width of the paper"),
        "height": say("the height of the paper"),
        "top": say("the top margin"),
        "bottom": say("the bottom margin"),
        "left": say("the left margin"),
        "right": say("the right margin"),
        "header": say("the distance of the page number from the edge"),
        "footer": say("the distance of the footer from the edge"),
    }[side]


def _check_numbers(anatomy: Anatomy, profile: Profile) -> Iterator[Finding]:
    """Yield what keeps pages from being numbered from the second on, at the top, centred."""
    if not anatomy.sections:
        return
    first = anatomy.sections[0]
    if not first.own_first_page:
        yield about("page_number", say("The first page shows its number."),
                    say("In Word choose a different first page for the header."))  # fmt: skip
    numbered = {one.part for one in anatomy.margins if one.paged}
    for number, section in enumerate(anatomy.sections, start=1):
        missing = [part for part in section.headers if part not in numbered]
        if missing or (number == 1 and not section.headers):
            yield about("page_number", say("Section {number} does not number its pages.",
                                           number=number),
                        say("Put the page number into the header, centred."),
                        part=missing[0] if missing else first.headers[0] if first.headers
                        else "word/document.xml")  # fmt: skip
    size = profile.component("so_trang").get("size")
    for paragraph in (one for one in anatomy.margins if one.paged):
        if paragraph.look.align != "center":
            yield at("page_number", paragraph, say("The page number is not centred."),
                     say("Centre it."))  # fmt: skip
        if size and not size.fits(paragraph.look.size or 0):
            yield at("page_number", paragraph, say("The page number is set in {found} pt, not in "
                                                   "{wanted} pt.", wanted=size.value,
                                                   found=f"{paragraph.look.size:g}"),
                     say("Set it in {wanted} pt.", wanted=size.value), conf=size.conf)  # fmt: skip


def _check_appendices(anatomy: Anatomy) -> Iterator[Finding]:
    for number, section in enumerate(anatomy.sections[1:], start=2):
        if section.starts_at != 1:
            yield about("page_number", say("Section {number}: an appendix numbers its own pages.",
                                           number=number),
                        say("Let its page numbers start at 1."))  # fmt: skip


def _check_faces(anatomy: Anatomy, template: Anatomy) -> Iterator[Finding]:
    """Yield paragraphs in a face that the template knows nowhere in that style."""
    known = {face for paragraph in template.body for face in _faces(paragraph)}
    for paragraph in anatomy.body:
        if any(face not in known for face in _faces(paragraph)):
            yield at("look", paragraph, say("This is not set as the form sets it."),
                     say("Print the form anew, and change only what is filled in."))  # fmt: skip


def _faces(paragraph: Paragraph) -> Iterator[tuple[str, Look]]:
    if not paragraph.stretches:
        yield paragraph.style, paragraph.look
    for stretch in paragraph.stretches:
        yield paragraph.style, stretch.look
