"""The frame that all papers of an office share: head, recipients, who signs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from regulations.bodies import Bodies, Body
from regulations.doctypes import doc_type
from regulations.errors import VanthuError
from regulations.folding import fold
from regulations.sentences import say
from regulations.settings import Settings
from templates.layout.profile import Profile
from templates.prose import Prose, ended
from templates.wording import open_day, place_and_day, spelled, word, word_of

SIGNERS = ("head", "deputy", "delegate")
_KINDS = (  # the first fitting beginning of a body's name tells what kind of issuer it is
    ("ban chap hanh trung uong", "central_committee"),
    ("bo chinh tri", "politburo"),
    ("ban bi thu", "secretariat"),
    ("ban thuong vu", "standing_committee"),
    ("uy ban kiem tra", "inspection"),
    ("uy ban nhan dan", "people_committee"),
    ("hoi dong nhan dan", "people_council"),
    ("van phong", "office"),
    ("chi bo", "cell"),
    ("ban ", "commission"),
    ("bo ", "ministry"),
    ("so ", "department"),
    ("phong ", "division"),
)


class NoSignerError(VanthuError):
    """The table of signatures does not say who signs for an office."""

    code = "no_signer"

    def __init__(self, office: str, by: str) -> None:
        super().__init__(
            say("The layout does not say how the {by} signs for {office}.", by=by, office=office),
            hint=say("Choose another signer: head, deputy or delegate."),
        )


class NoCodeError(VanthuError):
    """An office without an abbreviation was to number a paper: its symbols end with it."""

    code = "no_code"

    def __init__(self, office: str, body: str) -> None:
        super().__init__(
            say("{office} has no abbreviation, with which the symbols of its papers end.",
                office=office),
            hint=say("Write it in regulations/bodies.yaml under the id {body}, as in abbr: BTCTU; "
                     "then: vanthu record.", body=body),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """The top of a paper; *number* and *dated* are left open for the registry.

    Most papers bear none of the other marks: degree of *secrecy* and *urgency*, how far it may
    go (*circulation*), which *draft* it is. The program sets none of them by itself.
    """

    superior: str
    issuer: str
    number: str
    dated: str
    secrecy: str = ""
    urgency: str = ""
    circulation: str = ""
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Signing:
    """The block of the signature; *mode* is empty where the head signs alone."""

    mode: str
    post: str


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a paper needs to know of the office that issues it."""

    settings: Settings
    bodies: Bodies
    profile: Profile

    @property
    def body(self) -> Body:
        """The office itself; made from its settings where no record of it exists."""
        found = self.bodies.get(self.settings.body)
        return found or Body(self.settings.body, ())

    @property
    def superior(self) -> Body | None:
        """The body above the office."""
        return self.bodies.get(self.body.superior)

    def name(self, lang: str = "vi") -> str:
        """Return the office's name inside a sentence."""
        return self._spelled(self.settings.name(lang))

    @property
    def kind(self) -> str:
        """What kind of issuer the office is, as the table of signatures names them."""
        return kind_of(self.settings.name_vi)

    def superior_name(self, lang: str = "vi") -> str:
        """Return the name of the body above, empty where there is none."""
        return self._spelled(self.superior.name(None, lang)) if self.superior else ""

    def head(self, kind: str, day: date, lang: str = "vi", *, numbered: bool = True) -> Head:
        """Return the head of a paper of the type *kind*, to be signed in the year of *day*.

        Raises:
            NoCodeError: it is to be *numbered*, and the office has no abbreviation.
        """
        above, own = self.superior_name(lang), self.name(lang)
        return Head(
            superior=self.profile.component("co_quan_cap_tren").cased(above),
            issuer=self.profile.component("co_quan_ban_hanh").cased(_without(own, above)),
            number=self.number(kind, lang) if numbered else "",
            dated=place_and_day(self.settings.place, open_day(day.year, lang)),
        )

    def number(self, kind: str, lang: str = "vi") -> str:
        """Return number and symbol of a paper of the type *kind*, the number left open.

        ``Số      -HD/BTCTU`` of the Party, ``Số:      /QĐ-SNV`` of the state, whose letters bear no
        type.

        Raises:
            NoCodeError: the office has no abbreviation.
        """
        code = (*self.body.codes, self.body.abbr, "")[0]
        if not code:
            raise NoCodeError(self.name(lang), self.settings.body)
        key = "letter_number" if kind == "cong_van" and self.profile.state else "number"
        return self.word(
            key,
            lang,
            blank=self.profile.setting("number_blank"),
            type=(*doc_type(kind).abbreviations, "")[0],
            code=code,
        )

    def signing(self, by: str = "deputy", lang: str = "vi") -> Signing:
        """Return who signs: issuer x mode, from the table of the profile.

        Raises:
            NoSignerError: the table does not say.
        """
        row = self.profile.signature(self.kind, by)
        if row is None:
            raise NoSignerError(self.name(lang), by)
        mode, post = (row.mode_en, row.post_en) if lang == "en" else (row.mode, row.post)
        return Signing(self._spelled(mode.replace("{body}", self.name(lang).upper())), post)

    def recipients(self, others: tuple[str, ...], lang: str = "vi") -> tuple[str, ...]:
        """Return the recipients, a mark after each, and last who keeps the copy."""
        between = self.profile.setting("recipients_between")
        names = [f"- {name}{between}" for name in others]
        return (*names, f"- {self.word('keep_copy', lang)}.")

    def word(self, key: str, lang: str = "vi", **values: object) -> str:
        """Return the paper's word for *key*; offices of the state have some of their own."""
        return word_of(self.profile.system, key, lang, **values)

    def ended(self, text: Prose, lang: str = "vi") -> Prose:
        """Return the last paragraph of a paper with the mark that ends it."""
        return ended(text, self.profile.setting("end_mark")) if lang == "vi" else text

    def _spelled(self, text: str) -> str:
        return spelled(text, self.profile.setting("spelling"))


def head_values(head: Head) -> Mapping[str, object]:
    """Return the head as a template takes it."""
    return {"superior": head.superior, "issuer": head.issuer, "number": head.number,
            "dated": head.dated, "do_mat": head.secrecy, "do_khan": head.urgency,
            "luu_hanh": head.circulation, "du_thao": head.draft}  # fmt: skip


def signing_values(signing: Signing, lang: str) -> Mapping[str, object]:
    """Return the signature as a template takes it; the name is for the drafter to fill."""
    return {"mode": signing.mode, "post": signing.post, "name": word("gap_name", lang)}


def kind_of(name: str) -> str:
    """Return what kind of issuer *name* names, as the table of signatures calls them."""
    plain = f"{fold(name)} "
    return next((kind for start, kind in _KINDS if plain.startswith(start)), "committee")


def _without(name: str, superior: str) -> str:
    """Return *name* without the superior at its end, which the line above already says."""
    return name.removesuffix(superior).strip() if superior and name != superior else name
