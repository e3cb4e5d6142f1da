"""Every component in its case, size, style, colour, distances and rule, as the profile says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regulations.folding import settle_tones
from regulations.sentences import Sentence, say
from templates.anatomy import Anatomy, Paragraph, Stretch
from templates.fitting import lengths_asked
from templates.layout.parts import Component, Setting
from templates.layout.profile import Profile
from templates.measure import heading_width_mm
from templates.proofing.findings import Finding, at
from templates.proofing.page import check_font

_RUNNING = frozenset({
    "noi_dung", "can_cu", "khoan", "diem", "gach_dau_dong", "muc_so", "dieu", "kinh_gui", "ghi_chu",
    "bang", "bang_so", "bang_tieu_de", "trich_yeu_cong_van", "trich_yeu", "lien_he",
    "khoang_cach",
})  # fmt: skip
"""Parts in which a writer may set words in bold or italics."""
_PLACED = frozenset({"kinh_gui", "bang", "bang_so", "bang_tieu_de", "ghi_chu", "khoang_cach"})
"""Parts that stand left, right or centred as the paper asks."""
_HEADINGS = {
    "phan_chuong": "(Phần|Chương|Part|Chapter) ",
    "muc_tieu_muc": "(Mục|Tiểu mục|Section) ",
    "dieu": "(Điều|Article) ",
    "muc_la_ma": r"[IVXLC]+[^\w\s]",
}
"""Headings whose numbers are read, where they begin like this."""
_SQUEEZED = frozenset({"tieu_de", "quoc_hieu"})
_OF_WORDS = ("text", "like", "number")
_GIVE_MM = 0.2
_GIVE_PT = 0.05


def check_looks(anatomy: Anatomy, profile: Profile, lang: str) -> Iterator[Finding]:
    """Yield every paragraph that is not set as its component asks."""
    known = {part.id: part for part in profile.components}
    fine: set[tuple[str, int]] = set()  # the cells of a long table have all the same look
    plain = {part.id for part in profile.components if _is_plain(part)}
    worded = {part.id for part in profile.components if any(map(part.get, _OF_WORDS))}
    for paragraph in anatomy.body:
        part = known.get(paragraph.style)
        if part is None:
            if paragraph.text.strip():
                yield at("style", paragraph, say("This paragraph is in no style of the layout."),
                         say("Give it one of the layout's styles, such as {name}.",
                             name=known["noi_dung"].label))  # fmt: skip
            continue
        look = paragraph.look
        if not (
            part.id in plain
            and (part.id, id(look)) in fine
            and all(stretch.look is look for stretch in paragraph.stretches)
        ):
            found = (*check_font(paragraph, profile), *_check_letters(paragraph, part),
                     *_check_distances(paragraph, part))  # fmt: skip
            yield from found
            if not found and paragraph.text.strip():
                fine.add((part.id, id(look)))
        if part.id in worded:
            yield from _check_words(paragraph, part, lang)
            yield from _check_number(paragraph, part, profile)
    yield from _check_lengths(anatomy, profile)


def _is_plain(part: Component) -> bool:
    """Tell whether how a part must look does not depend on what it says or how wide it is."""
    return "upper" not in part.styles and part.id not in _SQUEEZED


def _check_letters(paragraph: Paragraph, part: Component) -> Iterator[Finding]:
    for stretch in paragraph.stretches:
        if not stretch.text.strip():
            continue
        size = part.get("size")
        if size and not size.fits(stretch.look.size or 0, _GIVE_PT) and not _squeezed(
            paragraph, stretch, size
        ):  # fmt: skip
            yield at("size", paragraph, say("{name} is set in {found} pt, not in {wanted} pt.",
                                            name=part.label, found=f"{stretch.look.size:g}",
                                            wanted=size.allowed or size.value),
                     say("Set it in {wanted} pt.", wanted=size.value), conf=size.conf)  # fmt: skip
            return
        if wrong := _wrong_style(stretch, part):
            conf = style.conf if (style := part.get("style")) else "B"
            yield at("style", paragraph, say("{name} should be {wanted}.", name=part.label,
                                             wanted=wrong),
                     say("Take the style {name} again, without changes by hand.",
                         name=part.label), conf=conf)  # fmt: skip
            return


def _squeezed(paragraph: Paragraph, stretch: Stretch, size: Setting) -> bool:
    """Tell whether a heading is smaller only because its words would not fit on the line."""
    found = stretch.look.size or 0
    room = paragraph.width_mm - 2
    return (
        paragraph.style in _SQUEEZED
        and found < size.number
        and heading_width_mm(paragraph.text, found + 0.5) > room
    )


def _wrong_style(stretch: Stretch, part: Component) -> Sentence | None:
    """Return what the letters should be and are not, ``None`` where all is well."""
    look, styles = stretch.look, part.styles
    if (look.color or "") != part.word("color"):
        return say("in red") if part.word("color") else say("in black")
    if "upper" in styles and not (look.caps or stretch.marked or _upper(stretch.text)):
        return say("in capitals")
    if part.id in _RUNNING:
        return None
    faces = {
        "bold": (look.bold, say("bold"), say("not bold")),
        "italic": (look.italic, say("italic"), say("upright")),
        "underlined": (look.underlined, say("underlined"), say("not underlined")),
    }
    for name, (found, wanted, unwanted) in faces.items():
        if bool(found) != (name in styles):
            return wanted if name in styles else unwanted
    return None


def _upper(text: str) -> bool:
    return text == text.upper()


def _check_distances(paragraph: Paragraph, part: Component) -> Iterator[Finding]:
    look = paragraph.look
    align = part.get("align")
    if align and look.align != align.value and part.id not in _PLACED:
        yield at("align", paragraph, say("{name} should stand {wanted}.", name=part.label,
                                         wanted=_standing(align.value)),
                 say("Take the style {name} again, without changes by hand.", name=part.label),
                 conf=align.conf)  # fmt: skip
    zero = Setting("0", "M")
    asked = (
        ("first_line_mm", look.first_line_mm, _GIVE_MM, "mm", say("the first line's indent")),
        ("before", look.before, _GIVE_PT, "pt", say("the space above")),
        ("after", look.after, _GIVE_PT, "pt", say("the space below")),
        *_line(part, paragraph),
    )
    for name, found, give, unit, called in asked:
        setting = part.get(name) or zero
        if not setting.fits(found or 0, give):
            yield at("spacing", paragraph, say("{name}: {what} is {found} {unit}, not {wanted}.",
                                               name=part.label, what=called,
                                               found=f"{found or 0:.3g}", unit=unit,
                                               wanted=setting.allowed or setting.value),
                     say("Take the style {name} again, without changes by hand.",
                         name=part.label), conf=setting.conf)  # fmt: skip


def _line(
    part: Component, paragraph: Paragraph
) -> Iterator[tuple[str, float | None, float, str, Sentence]]:
    if part.get("line"):
        yield "line", paragraph.look.line, _GIVE_PT, "pt", say("the distance of its lines")
    elif part.get("lines"):
        called = say("the distance of its lines")
        yield "lines", paragraph.look.lines, _GIVE_PT, say("lines"), called


def _standing(align: str) -> Sentence:
    return {
        "center": say("in the middle"),
        "left": say("on the left"),
        "right": say("on the right"),
        "justify": say("justified"),
    }[align]


def _check_words(paragraph: Paragraph, part: Component, lang: str) -> Iterator[Finding]:
    """Yield what a part may not say: the star, the dashes, the form of the number."""
    text, fixed, like = paragraph.text.strip(), part.get("text"), part.get("like")
    if lang != "vi" and part.id not in ("dau_sao", "gach_duoi_trich_yeu"):
        return
    if fixed and settle_tones(text) != settle_tones(fixed.value):
        yield at("text", paragraph, say("{name} should read {wanted}.", name=part.label,
                                        wanted=repr(fixed.value)),
                 say("Write {wanted}.", wanted=repr(fixed.value)), conf=fixed.conf)  # fmt: skip
    if like and not re.fullmatch(like.value, text):
        yield at("text", paragraph, say("{name} is not formed as the layout asks.",
                                        name=part.label),
                 like.note and say("It is to be written so: {rule}.", rule=like.note),
                 conf=like.conf)  # fmt: skip


def _check_number(paragraph: Paragraph, part: Component, profile: Profile) -> Iterator[Finding]:
    """Yield a heading whose number is not written as the layout writes those of its kind."""
    sample, begins = part.get("number"), _HEADINGS.get(part.id)
    if sample is None or begins is None or not re.match(begins, paragraph.text):
        return
    first = f"I{profile.setting('roman_mark')}" if part.id == "muc_la_ma" else sample.value
    number = re.escape(first.rpartition(" ")[2])
    for sign, any_of in (("I", "[IVXLC]+"), ("1", r"\d+[a-zđ]?")):
        number = number.replace(sign, any_of)
    if not re.match(rf"(?:\D+ )?{number}(?=\s|$)", paragraph.text.strip()):
        yield at("number", paragraph, say("{name} should be numbered like {sample}.",
                                          name=part.label, sample=repr(first)),
                 say("Number it like {sample}.", sample=repr(first)), conf=sample.conf)  # fmt: skip


def _check_lengths(anatomy: Anatomy, profile: Profile) -> Iterator[Finding]:
    """Yield rules that are missing or not as long as their text asks."""
    for paragraph, (least, best, most) in lengths_asked(anatomy.body, profile):
        part = profile.component(paragraph.style)
        setting = part.get("rule") or part.get("boxes_mm")
        assert setting is not None
        if not paragraph.look.ruled:
            yield at("rule", paragraph, say("{name}: the line is missing.", name=part.label),
                     say("Draw it again as the top border of this paragraph."),
                     conf=setting.conf)  # fmt: skip
        elif not least - 1 <= paragraph.free_mm <= most + 1:
            yield at("rule", paragraph, say("{name}: the line is {found} mm long, not {wanted} mm.",
                                            name=part.label, found=f"{paragraph.free_mm:.0f}",
                                            wanted=f"{best:.0f}"),
                     say("Set the indents of this paragraph so that it is as long as the text."),
                     conf=setting.conf)  # fmt: skip
