"""The help of every command: it shows examples, and each of them is a way in which the command can be called."""

import re
import shlex

import click
import pytest

from pipeline.cli import jiaokan

# As at the end of the flow: the name of a thing in capitals stands for one of the reader's own.
EXAMPLE = re.compile(r"^ +jiaokan (?P<call>\S.*?)(?: {3,}.*)?$", re.MULTILINE)


def examples(command):
    return [found["call"] for found in EXAMPLE.finditer((command.help or "").partition("Examples:")[2])]


CALLS = [call for command in (jiaokan, *jiaokan.commands.values()) for call in examples(command)]


@pytest.mark.parametrize("name", sorted(jiaokan.commands))
def test_a_command_shows_examples_of_itself(name):
    assert [call for call in examples(jiaokan.commands[name]) if call.split()[0] == name]


@pytest.mark.parametrize("name", sorted(jiaokan.commands))
def test_the_first_page_of_help_shows_each_command(name):
    assert name in {call.split()[0] for call in examples(jiaokan)}


@pytest.mark.parametrize("call", dict.fromkeys(CALLS))
def test_an_example_is_a_right_call(call):
    name, *arguments = shlex.split(call)
    above = click.Context(jiaokan, **jiaokan.context_settings)
    jiaokan.commands[name].make_context(name, arguments, parent=above)  # parses and checks, and does not run


def test_a_wrong_call_is_none():
    """What the test above rests on."""
    with pytest.raises(click.UsageError):
        jiaokan.commands["run"].make_context("run", ["--speed", "9"])
