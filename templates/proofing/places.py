"""Every component in its place: the head, the title below it, recipients and signature, copies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import dropwhile, groupby, takewhile

from regulations.sentences import listed, say
from templates.anatomy import Anatomy, Cell, Paragraph
from templates.layout.profile import Profile
from templates.proofing.findings import Finding, about, at

Zones = Mapping[str, tuple[Paragraph, ...]]
_TITLE = ("ten_loai", "trich_yeu", "gach_duoi_trich_yeu")
_BODY = frozenset({"noi_dung", "khoan", "diem", "gach_dau_dong", "muc_so", "dieu", "can_cu"})
_GIVE_MM = 0.5
_IDS = re.compile(r"[a-z_]+")


def zones_of(anatomy: Anatomy) -> Zones:
    """Return the paragraphs of each zone that the paper has, by the zone's name in the profile."""
    zones: dict[str, tuple[Paragraph, ...]] = {}
    in_tables = [one for one in anatomy.body if one.cell is not None]
    for _, found in groupby(in_tables, key=lambda one: one.cell.table if one.cell else -1):
        table = tuple(found)
        if kind := _kind(table):
            zones |= _sides(table, kind)
    free = (one for one in anatomy.body if one.cell is None)
    after_head = dropwhile(lambda one: one.style not in _TITLE, free)
    title = tuple(takewhile(lambda one: one.style in _TITLE, after_head))
    return {**zones, "title": title} if title else zones


def frame_of(zones: Zones) -> tuple[str, ...]:
    """Return the components of the frame that the paper has, each once: what it must keep."""
    found = (one.style for zone in zones.values() for one in zone)
    return tuple(dict.fromkeys(found))


def check_places(anatomy: Anatomy, zones: Zones, profile: Profile) -> Iterator[Finding]:
    """Yield zones whose parts are missing, too many or out of order, and zones out of place."""
    if "head_left" not in zones:
        yield about("place", say("The paper has no head: issuer, number and day are missing."),
                    say("Take the two cells at the top from a new paper."))  # fmt: skip
    for name, paragraphs in zones.items():
        order = dict(profile.places).get(name, "")  # a row that the layout has not: empty
        if not _fits(order, [one.style for one in paragraphs]):
            yield at("place", paragraphs[0], say(
                "{zone}: found are {found}; the layout asks for {wanted}.", zone=_zone_name(name),
                found=listed(_labels([one.style for one in paragraphs], profile)),
                wanted=listed(_labels(_IDS.findall(order), profile))),
                say("Put every part into its place, each in a paragraph of its own."))  # fmt: skip
    yield from _check_order(anatomy, zones)
    yield from _check_room(zones, profile)
    yield from _check_widths(zones, profile)


def check_kept(zones: Zones, kept: Sequence[str], profile: Profile) -> Iterator[Finding]:
    """Yield parts that the paper had when it was handed over and now lacks."""
    there = frame_of(zones)
    for lost in [one for one in kept if one not in there and profile.has(one)]:
        label = profile.component(lost).label
        yield about("place", say("{name} is missing; the paper had it.", name=label),
                    say("Take it from a new paper."), quote=label)  # fmt: skip


def check_recipients(zones: Zones, profile: Profile) -> Iterator[Finding]:
    """Yield recipients without their mark, and a last line that does not keep a copy."""
    lines = [one for one in zones.get("sign_left", ()) if one.style == "danh_sach_noi_nhan"]
    between, keep = profile.setting("recipients_between"), profile.setting("keep_copy")
    for line in lines:
        last = line is lines[-1]
        mark = "." if last else between
        if not line.text.strip().endswith(mark) or not line.text.strip().startswith("- "):
            yield at("recipients", line, say("A line of the recipients should begin with {lead} "
                                             "and end with {mark}.", lead=repr("- "),
                                             mark=repr(mark)),
                     say("End it with {mark}.", mark=repr(mark)))  # fmt: skip
        if last and not line.text.strip().startswith(f"- {keep} "):
            yield at("recipients", line, say("The recipients should end with {keep}.",
                                             keep=repr(f"- {keep} …")),
                     say("Say last who keeps the copy."))  # fmt: skip


def check_end(anatomy: Anatomy, zones: Zones, profile: Profile) -> Iterator[Finding]:
    """Yield the last paragraph before the signature where its end mark is another."""
    sign = zones.get("sign_right")
    if not sign:
        return
    body = [one for one in anatomy.body if one.number < sign[0].number and one.text.strip()
            and (one.cell is None and one.style in _BODY)]  # fmt: skip
    mark, setting = profile.setting("end_mark"), dict(profile.settings)["end_mark"]
    if not body or (body[-1].marked and mark == "."):
        return
    text = body[-1].text.strip()
    if not text.endswith(mark) or (mark == "." and text.endswith("./.")):
        yield at("end_mark", body[-1], say("The text should end with {mark}.", mark=repr(mark)),
                 say("End it with {mark}.", mark=repr(mark)), conf=setting.conf)  # fmt: skip


def _kind(table: Sequence[Paragraph]) -> str:
    styles = {one.style for one in table}
    if "hinh_thuc_sao" in styles:
        return "copy"
    if "co_quan_ban_hanh" in styles or "so_ky_hieu" in styles:
        return "head"
    if "nguoi_ky_bien_ban" in styles:
        return "minutes"
    return "sign" if "ho_ten" in styles else ""


def _sides(table: Sequence[Paragraph], kind: str) -> Zones:
    """Return the cells of a two-cell table as zones; the second row of a head has its own."""
    cells = {cell: tuple(own) for cell, own in groupby(table, key=lambda one: one.cell)}
    names = [one.style for one in table]
    if kind == "sign" and names.count("ho_ten") > 1:
        kind = "minutes"
    zones: dict[str, tuple[Paragraph, ...]] = {}
    for cell, own in cells.items():
        assert isinstance(cell, Cell)
        side = "right" if cell.column else "left"
        row = f"_{cell.row + 1}" if cell.row else ""
        name = "minutes" if kind == "minutes" else f"{kind}_{side}{row}"
        zones.setdefault(name, own)
    return zones


def _fits(order: str, styles: Sequence[str]) -> bool:
    pattern = _IDS.sub(lambda match: f"(?:{match[0]},)", order).replace(" ", "")
    return re.fullmatch(pattern, "".join(f"{style}," for style in styles)) is not None


def _check_order(anatomy: Anatomy, zones: Zones) -> Iterator[Finding]:
    """Yield a head that is not the first thing, and a title that does not follow it."""
    head, title = zones.get("head_left", ()), zones.get("title", ())
    if head and anatomy.body[0].number != head[0].number:
        yield at("place", anatomy.body[0], say("Something stands above the head of the paper."),
                 say("Move it below."))  # fmt: skip
    free = [one for one in anatomy.body if one.cell is None]
    for wanted, found in zip(title, free, strict=False):
        if found.number != wanted.number:
            yield at("place", wanted, say("The title does not follow the head."),
                     say("Move it to right below the head."))  # fmt: skip
            return


def _check_room(zones: Zones, profile: Profile) -> Iterator[Finding]:
    """Yield a signature with more or fewer empty lines than the layout leaves."""
    wanted = profile.setting("signature_gap_lines")
    for name in ("sign_right", "minutes"):
        room = [one for one in zones.get(name, ()) if one.style == "cho_ky"]
        if room and len(room) != int(wanted):
            yield at("signature", room[0], say("There are {found} lines for the signature, not "
                                               "{wanted}.", found=len(room), wanted=wanted),
                     say("Leave {wanted} lines.", wanted=wanted))  # fmt: skip


def _check_widths(zones: Zones, profile: Profile) -> Iterator[Finding]:
    """Yield the cells of head and signature that are not as wide as the layout says."""
    for name, own in zones.items():
        setting = getattr(profile.page, f"{name.removesuffix('_2')}_mm", None)
        if setting is not None and not setting.fits(own[0].width_mm, _GIVE_MM):
            yield at("width", own[0], say("{zone}: the cell is {found} mm wide, not {wanted} mm.",
                                          zone=_zone_name(name), wanted=setting.value,
                                          found=f"{own[0].width_mm:.1f}"),
                     say("Drag the edge of the cell to {wanted} mm.", wanted=setting.value),
                     conf=setting.conf)  # fmt: skip


def _labels(styles: Sequence[str], profile: Profile) -> list[str]:
    names = {part.id: part.label for part in profile.components}
    return [names.get(style, style) for style, _ in groupby(styles)]


def _zone_name(zone: str) -> str:
    side, _, row = zone.partition("_")
    names = {
        "head": say("Head of the paper"),
        "title": say("Title"),
        "sign": say("Signature"),
        "copy": say("Certificate of the copy"),
        "minutes": say("Signatures of the minutes"),
    }
    where = {"left": say("left"), "right": say("right")}.get(row.partition("_")[0])
    return say("{zone}, {side}", zone=names[side], side=where) if where else names[side]
