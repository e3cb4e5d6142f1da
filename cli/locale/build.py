"""Gathers every sentence the program can say and compiles the Vietnamese catalogue.

Run by ``make locale``. The sentences come from the calls of ``say`` and ``_`` in the four folders,
from the help of every command, and from click as it is installed. Those of the last two that no
longer exist go; translations that stand in ``vanthu.po`` stay.
"""

from __future__ import annotations

import ast
import inspect
import io
import json
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from cli.labels import all_labels
from cli.main import NOUNS, cli
from cli.show_import import all_words
from cli.speech import DOMAIN, LOCALE

ROOT = Path(__file__).parents[2]
FOLDERS = ("regulations", "tracker", "templates", "cli")
FORMS = {"say": 1, "_": 1, "ngettext": 2}
"""How many of its first arguments a call says: one sentence, or one for each number."""
HEAD = (
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Language", "vi"),
    ("Plural-Forms", "nplurals=1; plural=0;"),
)
CATALOGUE = LOCALE / "vi" / "LC_MESSAGES" / f"{DOMAIN}.po"


class Vietnamese(Catalog):
    """A catalogue whose head holds no days, names or versions: equal messages, equal bytes."""

    def __init__(self) -> None:
        super().__init__(locale="vi", domain=DOMAIN, charset="utf-8", fuzzy=False)

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The head, always the same."""
        return list(HEAD)


def gathered() -> set[str | tuple[str, str]]:
    """Return every message that can be said; one with two forms for numbers is a pair."""
    return {*_called(), *helped(), *_clicked(), *all_labels(), *all_words(), *expected()}


def helped() -> Iterator[str]:
    """Yield every line of help: what each command does, and what each option is for."""
    yield from (line for _module, line in NOUNS.values())
    yield from _help_of(cli, click.Context(cli))


def expected() -> Iterator[str]:
    """Yield what the schemas expect of a text, which is said where one does not fit."""
    found = (path for folder in FOLDERS for path in (ROOT / folder).rglob("schemas/*.json"))
    for path in sorted(found):
        yield from _described(json.loads(path.read_bytes()))


def catalogue() -> Catalog:
    """Return the Vietnamese catalogue as it stands in ``vanthu.po``."""
    found = Vietnamese()
    if CATALOGUE.exists():
        for message in read_po(io.BytesIO(CATALOGUE.read_bytes()), locale="vi", domain=DOMAIN):
            if message.id:
                found.add(message.id, message.string, flags=message.flags)
    return found


def renewed() -> Catalog:
    """Return the catalogue with exactly the messages that can be said."""
    old, new = catalogue(), Vietnamese()
    for message in sorted(gathered(), key=str):
        key = message[0] if isinstance(message, tuple) else message
        known = old.get(key)
        new.add(message, known.string if known else "", flags=_flags(key))
    return new


def missing(source: Catalog) -> list[str]:
    """Return the messages of *source* that have no Vietnamese form."""
    return [str(message.id) for message in source if message.id and not _form(message)]


def compiled(source: Catalog) -> bytes:
    """Return *source* as gettext reads it; equal catalogues give equal bytes."""
    target = io.BytesIO()
    write_mo(target, source)
    return target.getvalue()


def text_of(source: Catalog) -> bytes:
    """Return *source* as the text people edit, without days or names in its head."""
    target = io.BytesIO()
    write_po(target, source, width=96, omit_header=True, sort_output=True)
    head = "".join(f'"{name}: {value}\\n"\n' for name, value in HEAD)
    return f'msgid ""\nmsgstr ""\n{head}\n'.encode() + target.getvalue()


def _called() -> Iterator[str | tuple[str, str]]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield from _said_in(path)


def _clicked() -> Iterator[str | tuple[str, str]]:
    yield "required"  # click says it by a variable
    for path in sorted(Path(inspect.getfile(click)).parent.glob("*.py")):
        yield from _said_in(path)


def _said_in(path: Path) -> Iterator[str | tuple[str, str]]:
    """Yield what the calls in a file say; words that come by a variable stand in `all_labels`."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        said = [arg.value for arg in node.args[: FORMS.get(node.func.id, 0)]
                if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]  # fmt: skip
        if len(said) == 2:
            yield said[0], said[1]
        elif said and said[0]:
            yield said[0]


def _described(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        if "pattern" in schema and isinstance(schema.get("description"), str):
            yield schema["description"]
        schema = list(schema.values())
    if isinstance(schema, list):
        for part in schema:
            yield from _described(part)


def _help_of(command: click.Command, context: click.Context) -> Iterator[str]:
    for part in inspect.cleandoc(command.help or "").split("\n\n"):
        yield " ".join(part.split())
    for param in command.params:  # without --help, which click words in the language spoken
        text = getattr(param, "help", None)
        if text:
            yield text
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            verb = command.get_command(context, name)
            assert verb is not None
            yield from _help_of(verb, click.Context(verb, context))


def _form(message: Message) -> str:
    """Return the Vietnamese form of a message; of one with numbers too there is but one."""
    forms = message.string or ""
    return forms if isinstance(forms, str) else forms[0]


def _flags(message: str) -> set[str]:
    return {"python-brace-format"} if "{" in message else set()


if __name__ == "__main__":
    fresh = renewed()
    CATALOGUE.write_bytes(text_of(fresh))
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(catalogue()))
    print(f"{len(fresh)} messages, {len(missing(fresh))} without a Vietnamese form")
