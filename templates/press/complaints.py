"""What Jinja and Python find wrong with a tag, in sentences for whoever wrote it in Word."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from jinja2.exceptions import SecurityError, TemplateError, UndefinedError

from regulations.sentences import Sentence, say

NOT_CLOSED: Final = say("a tag is not closed")
_ENDS_EARLY: Final = say("a tag ends before all is said")
_TOLD: Final[tuple[tuple[str, Callable[..., str]], ...]] = (  # the first that fits is said
    (r"Unexpected end of template\..*needs to be closed is '(\w+)'",
     lambda open_: say("“{tag}” is opened and never closed by “{end}”",
                       tag=open_, end=f"end{open_}")),
    (r"Encountered unknown tag '(\w+)'.*needs to be closed is '(\w+)'",
     lambda tag, open_: say("“{tag}” stands where “{end}” should close “{open}”",
                            tag=tag, end=f"end{open_}", open=open_)),
    (r"Encountered unknown tag '(end\w+|else|elif)'",
     lambda tag: say("“{tag}” stands where nothing is open", tag=tag)),
    (r"Encountered unknown tag '(.+?)'", lambda tag: say("there is no tag “{tag}”", tag=tag)),
    (r"unexpected end of template|Missing end of", lambda: NOT_CLOSED),
    (r"expected token 'end of .*', got '(.+)'",
     lambda sign: say("“{sign}” stands where the tag should end", sign=sign)),
    (r"(?:got|unexpected) 'end of", lambda: _ENDS_EARLY),
    (r"expected name or number", lambda: say("behind a full stop a name is missing")),
    (r"expected token 'in', got '(.+)'",
     lambda sign: say("“{sign}” stands where “for” needs its “in”", sign=sign)),
    (r"(?:got|unexpected(?: char)?) '(.+?)'(?: at \d+|,.*)?$",
     lambda sign: say("“{sign}” may not stand there", sign=sign)),
)  # fmt: skip
_FORMS: Final = tuple((re.compile(form, re.DOTALL), told) for form, told in _TOLD)


def complaint(error: Exception) -> str:
    """Return as a sentence what *error* says of a tag; a sentence in it is kept as it is."""
    said = error.message if isinstance(error, TemplateError) else next(iter(error.args), "")
    if isinstance(said, Sentence):
        return said
    if isinstance(error, SecurityError):
        return say("it is more than a template may do")
    if isinstance(error, ZeroDivisionError):
        return say("it divides by zero")
    if isinstance(error, TemplateError) and not isinstance(error, UndefinedError):
        return _of_jinja(str(said))
    return say("it can't be worked out with these values")


def _of_jinja(said: str) -> str:
    found = ((form.search(said.rstrip(".")), told) for form, told in _FORMS)
    return next((told(*match.groups()) for match, told in found if match),
                say("it is not written as a tag is"))  # fmt: skip
