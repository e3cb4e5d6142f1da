"""The program speaks Vietnamese: nothing is left unsaid, and nothing is lost on the way."""

import contextlib
import io
import re
from collections.abc import Iterator
from string import Formatter

import click
import pytest

from cli.locale import build
from cli.main import cli, run

OLD_TONE_MARKS = re.compile(r"(?:[òóỏõọ][ae]|(?<!q)[ùúủũụ]y)\b", re.IGNORECASE)


@pytest.fixture(autouse=True)
def own_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the language of the other tests as it was."""
    monkeypatch.setenv("LANGUAGE", "vi")
    monkeypatch.delenv("VANTHU_LANG", raising=False)


def told(*words: str) -> str:
    """Return all that one call of the program prints, in one line."""
    page = io.StringIO()
    with contextlib.redirect_stdout(page), contextlib.redirect_stderr(page):
        run([*words])
    return " ".join(page.getvalue().split())


def messages() -> list[tuple[str, str]]:
    """Return each message, of one for several numbers the last form, with its Vietnamese form."""
    return [(_last(message.id), _last(message.string)) for message in build.catalogue()
            if message.id]  # fmt: skip


def verbs(command: click.Command = cli, *above: str) -> Iterator[tuple[str, ...]]:
    """Yield every command of the program as it is typed."""
    yield above
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from verbs(below, *above, name)


def test_every_message_that_can_be_said_has_a_vietnamese_form() -> None:
    assert build.missing(build.renewed()) == []
    assert build.text_of(build.renewed()) == build.CATALOGUE.read_bytes(), "make locale"


def test_the_compiled_catalogue_is_what_the_text_says() -> None:
    compiled = build.CATALOGUE.with_suffix(".mo").read_bytes()
    assert build.compiled(build.catalogue()) == compiled, "make locale"


def test_no_translation_stands_twice_in_its_place() -> None:
    twice = re.compile(r"(.{12,}?)\1+", re.DOTALL)
    assert [form for _, form in messages() if twice.fullmatch(form)] == []


def test_a_translation_keeps_the_placeholders() -> None:
    assert [english for english, said in messages() if _places(english) != _places(said)] == []


def test_a_translation_ends_as_its_message_does() -> None:
    ending = [(english, said) for english, said in messages() if re.search(r" .*[.?:]$", english)]
    assert [said for english, said in ending if said[-1:] != english[-1]] == []


def test_nothing_but_signs_is_the_same_in_both_languages() -> None:
    same = [english for english, said in messages() if english == said]
    assert [text for text in same if re.search(r"[^\W\d_]", _bare(text))] == []


def test_tone_marks_stand_where_the_offices_put_them() -> None:
    assert [said for _english, said in messages() if OLD_TONE_MARKS.search(said)] == []


def test_usage_errors_are_told_in_the_language_asked_for() -> None:
    assert told("nonsense") == (
        "Cách dùng: vanthu [OPTIONS] COMMAND [ARGS]... Xem hướng dẫn: 'vanthu --help'. "
        "Lỗi: Không có lệnh 'nonsense'."
    )
    assert "No such command 'nonsense'." in told("--lang", "en", "nonsense")
    assert "Thiếu tham số 'WORDS...'." in told("search")
    assert "Missing argument 'WORDS...'." in told("search", "--lang", "en")


@pytest.mark.parametrize("verb", [*verbs()], ids=" ".join)
def test_help_is_all_vietnamese(verb: tuple[str, ...]) -> None:
    page = told(*verb, "--help")
    assert page.startswith("Cách dùng: vanthu")
    assert [line for line in build.helped() if line in page] == []


def _last(forms: object) -> str:
    return forms if isinstance(forms, str) else forms[-1]  # type: ignore[index]


def _places(text: str) -> list[tuple[str | None, ...]]:
    """Return the placeholders of *text*, of either kind, in no order."""
    braces = [place[1:] for place in Formatter().parse(text) if place[1] is not None]
    return sorted([*braces, *((name,) for name in re.findall(r"%\(\w+\)\w", text))], key=repr)


def _bare(text: str) -> str:
    return "".join(literal for literal, *_place in Formatter().parse(text))
