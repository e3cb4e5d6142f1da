"""Gathers every sentence the program can say and compiles the Vietnamese catalogue.

Run by ``make locale``. The sentences come from the calls of ``say`` and ``_`` in the four folders,
from the help of every command, and from click as it is installed. Those of the last two that no
longer exist go; translations that stand in ``vanthu.po`` stay.
"""

from __future__ import annotations

import inspect
import io
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from cli.labels import all_labels
from cli.main import NOUNS, cli
from cli.speech import DOMAIN, LOCALE

ROOT = Path(__file__).parents[2]
FOLDERS = ("regulations", "tracker", "templates", "cli")
KEYWORDS = {"say": None, "_": None, "gettext": None, "ngettext": (1, 2)}
CATALOGUE = LOCALE / "vi" / "LC_MESSAGES" / f"{DOMAIN}.po"


def gathered() -> set[str | tuple[str, str]]:
    """Return every message that can be said; one with two forms for numbers is a pair."""
    return {*_called(), *_helped(), *_clicked(), *all_labels()}


def catalogue() -> Catalog:
    """Return the Vietnamese catalogue as it stands in ``vanthu.po``."""
    if not CATALOGUE.exists():
        return Catalog(locale="vi", domain=DOMAIN, charset="utf-8")
    return read_po(io.BytesIO(CATALOGUE.read_bytes()), locale="vi", domain=DOMAIN)


def renewed() -> Catalog:
    """Return the catalogue with exactly the messages that can be said."""
    old = catalogue()
    new = Catalog(locale="vi", domain=DOMAIN, charset="utf-8", fuzzy=False)
    for message in sorted(gathered(), key=str):
        key = message[0] if isinstance(message, tuple) else message
        known = old.get(key)
        new.add(message, known.string if known else "", flags=_flags(key))
    return new


def compiled(source: Catalog) -> bytes:
    """Return *source* as gettext reads it; equal catalogues give equal bytes."""
    target = io.BytesIO()
    write_mo(target, source)
    return target.getvalue()


def text_of(source: Catalog) -> bytes:
    """Return *source* as the text people edit, without days or names in its head."""
    target = io.BytesIO()
    write_po(target, source, width=96, omit_header=True, sort_output=True)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n' \
           '"Language: vi\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'  # fmt: skip
    return head.encode() + target.getvalue()


def _called() -> Iterator[str | tuple[str, str]]:
    for folder in FOLDERS:
        found = extract_from_dir(ROOT / folder, [("**.py", "python")], keywords=KEYWORDS)
        for _path, _line, message, _comments, _context in found:
            yield _message(message)


def _clicked() -> Iterator[str | tuple[str, str]]:
    for path in sorted(Path(inspect.getfile(click)).parent.glob("*.py")):
        for _line, message, _comments, _context in extract_from_file(
            "python", path, keywords=KEYWORDS
        ):
            yield _message(message)


def _helped() -> Iterator[str]:
    yield from (line for _module, line in NOUNS.values())
    yield from _help_of(cli, click.Context(cli))


def _help_of(command: click.Command, context: click.Context) -> Iterator[str]:
    for part in inspect.cleandoc(command.help or "").split("\n\n"):
        yield " ".join(part.split())
    for param in command.get_params(context):
        text = getattr(param, "help", None)
        if text:
            yield text
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            verb = command.get_command(context, name)
            assert verb is not None
            yield from _help_of(verb, click.Context(verb, context))


def _message(found: str | tuple[str, ...]) -> str | tuple[str, str]:
    return found if isinstance(found, str) else (found[0], found[1])


def _flags(message: str) -> set[str]:
    return {"python-brace-format"} if "{" in message else set()


if __name__ == "__main__":
    fresh = renewed()
    CATALOGUE.write_bytes(text_of(fresh))
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(catalogue()))
    missing = [str(message.id) for message in fresh if message.id and not message.string]
    print(f"{len(fresh)} messages, {len(missing)} without a Vietnamese form")
