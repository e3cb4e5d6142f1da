"""How a form stands on a day: whether what prescribes it is in force, and what took its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from regulations.library import Library
from regulations.sentences import Sentence, say
from regulations.validity import Validity, successor_on, validity_on
from templates.form import Form

ENDED = ("expired", "suspended")
_WORDINGS = {
    "older_print": say("Its words are known only from an older print: compare them with the form"
                       " in force."),
    "analogy": say("It was made after a related form: the official wording was not seen."),
    "not_found": say("Its official text was not found: this is a plain paper in its place."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FormStanding:
    """The validity of the instrument behind a form, and the forms that took the form's place."""

    validity: Validity
    instrument: str
    successors: tuple[Form, ...] = ()

    @property
    def ended(self) -> bool:
        """Whether nobody should fill the form in any more."""
        return self.validity.status in ENDED


def form_standing(
    form: Form, others: Iterable[Form], library: Library, day: date
) -> FormStanding | None:
    """Return how *form* stands on *day*; ``None`` where no known instrument prescribes it."""
    if form.prescribed_by not in library.ids:
        return None
    work = library.work(form.prescribed_by)
    validity = validity_on(work, day, library)
    if validity.status not in ENDED:
        return FormStanding(validity, work.cited)
    follower = successor_on(work, day, library)
    named = tuple(other for other in others if form.code in other.replaces)
    if not named and follower is not None:
        named = tuple(
            other
            for other in others
            if other.prescribed_by == follower.id and other.code == form.code
        )
    return FormStanding(validity, work.cited, named)


def ended_warning(form: Form, standing: FormStanding) -> Sentence:
    """Return the sentence that warns of a form whose instrument is no longer in force."""
    if standing.successors:
        return say(
            "{form} rests on {instrument}, which is no longer in force. Use instead: {others}.",
            form=form.code,
            instrument=standing.instrument,
            others=", ".join(other.code for other in standing.successors),
        )
    return say(
        "{form} rests on {instrument}, which is no longer in force.",
        form=form.code,
        instrument=standing.instrument,
    )


def wording_warning(form: Form) -> Sentence | None:
    """Return how the words of *form* are known, ``None`` where its print was seen."""
    return _WORDINGS.get(form.wording)
