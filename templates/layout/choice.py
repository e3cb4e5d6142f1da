"""Which profile a paper is set in: by the office's system and the paper's day, then its choices.

Party papers: 66-QĐ/TW with 36-HD/VPTW before 9 January 2026, 399-QĐ/TW with 05-HD/VPTW from that
day on. Between that day and the day of 05-HD/VPTW its measures are taken as well: see
:func:`ahead_of_guideline`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from regulations.days import cited_day
from regulations.errors import VanthuError
from regulations.sentences import Sentence, listed, say
from templates.layout.parts import Component, Page, Setting
from templates.layout.profile import Profile, load_profile, profile_names


class LayoutChoiceError(VanthuError):
    """An office chose for a layout what the profile in force does not leave open."""

    code = "layout"
    exit_code = 5

    def __init__(self, name: str, value: str, known: tuple[str, ...]) -> None:
        super().__init__(
            say("layout: {name} can't be {value}.", name=name, value=repr(value)),
            hint=say("In vanthu.yaml choose one of: {known}.", known=listed(known)),
        )


def profile_for(system: str, day: date, choices: Mapping[str, str] | None = None) -> Profile:
    """Return the profile for a paper of *day*: *system* is ``party`` or ``state``.

    The newest one that holds on *day*; before the first one's day, the first one.

    Raises:
        LayoutChoiceError: *choices* name what this profile does not leave open.
    """
    known = (load_profile(name) for name in profile_names())
    own = sorted((one for one in known if one.system == system), key=lambda one: one.first_day)
    begun = [one for one in own if one.first_day <= day]
    return chosen(begun[-1] if begun else own[0], choices or {})


def ahead_of_guideline(profile: Profile, day: date) -> Sentence | None:
    """Return a note where *day* lies before the guideline that gives the profile's measures."""
    dated = date.fromisoformat(profile.dated.value)
    if not profile.first_day <= day < dated:
        return None
    return say(
        "The layout is that of {layout}; its guideline is dated {dated}, after {day}.",
        layout=profile.title_vi, dated=cited_day(dated), day=cited_day(day),
    )  # fmt: skip


def chosen(profile: Profile, choices: Mapping[str, str]) -> Profile:
    """Return *profile* with an office's *choices* among what sources leave open.

    Raises:
        LayoutChoiceError: a name or a value is not open to choice.
    """
    made = {name: value for name, value in choices.items() if _may(profile, name, value)}
    for name, value in made.items():
        profile = _with(profile, name, value)
    return replace(profile, chosen=tuple(sorted(made.items())))


def profile_text(profile: Profile) -> str:
    """Return the profile and its choices on one line, for a document property.

    >>> profile_text(profile_of("nd30_2020; spelling=uỷ"))
    'nd30_2020; spelling=uỷ'
    """
    return "; ".join([profile.id, *(f"{name}={value}" for name, value in profile.chosen)])


def profile_of(text: str) -> Profile:
    """Return the profile that :func:`profile_text` wrote down.

    Raises:
        NoProfileError: it is of a profile that this program does not know.
        LayoutChoiceError: its choices are none.
    """
    name, *choices = text.split("; ")
    pairs = (choice.partition("=") for choice in choices)
    return chosen(load_profile(name), {key: value for key, _, value in pairs})


def _may(profile: Profile, name: str, value: str) -> bool:
    """Tell whether *value* differs from the profile's own; refuse what is not open to choice."""
    setting = dict(profile.settings).get(name)
    open_names = tuple(key for key, one in profile.settings if one.choices or one.allowed)
    if setting is None or name not in open_names:
        raise LayoutChoiceError(name, value, open_names)
    if setting.allowed and not _number_fits(setting, value):
        raise LayoutChoiceError(name, value, (setting.allowed,))
    if setting.choices and value not in setting.choices:
        raise LayoutChoiceError(name, value, setting.choices)
    return value != setting.value


def _number_fits(setting: Setting, value: str) -> bool:
    try:
        return setting.fits(float(value))
    except ValueError:
        return False


def _with(profile: Profile, name: str, value: str) -> Profile:
    """Return *profile* with one setting changed, and every figure that takes its value."""
    settings = dict(profile.settings)
    settings[name] = replace(settings[name], value=value)
    profile = replace(profile, settings=tuple(settings.items()))
    for target in settings[name].sets:
        owner, _, figure = target.partition(".")
        if owner == "page":
            profile = replace(profile, page=_page_with(profile.page, figure, value))
        else:
            profile = replace(profile, components=tuple(
                _component_with(part, figure, value) if part.id == owner else part
                for part in profile.components
            ))  # fmt: skip
    return profile


def _component_with(part: Component, figure: str, value: str) -> Component:
    return replace(part, settings=tuple(
        (name, replace(own, value=value) if name == figure else own) for name, own in part.settings
    ))  # fmt: skip


def _page_with(page: Page, figure: str, value: str) -> Page:
    """Return *page* with the left cell of a table changed; the right one fills the text's width."""
    right = figure.replace("left", "right")
    rest = f"{page.text_width_mm - float(value):g}"
    return replace(page, **{
        figure: replace(getattr(page, figure), value=value),
        right: replace(getattr(page, right), value=rest),
    })  # fmt: skip
