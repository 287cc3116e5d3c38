"""The command tree: a command lives in the module of its name and is imported only when it is called."""

import os
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup, TyperOption

from modelway import __version__
from modelway.cli.first_words import take_first_words
from modelway.cli.output import name_store
from modelway.cli.tree import COMMANDS, MODULES, TREE
from modelway.errors import ExitCode, Refused, UsageError

OVERRIDES = {
    "--store": ("FILE", "Use the journal in this file instead of your own."),
    "--color": ("WHEN", "Colours: auto, always or never."),
}
PLAIN = "--plain"
LONGEST_USAGE = 400


class CommandTree(TyperGroup):
    """The root: its help comes from `TREE`, its commands from their modules."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        # The names alone, for "did you mean"; a command is loaded when it is called.
        self.commands: dict[str, Any] = dict.fromkeys(COMMANDS)
        self.params += shared_options()

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import the command's module; None where there is no such command."""
        if cmd_name in COMMANDS and self.commands[cmd_name] is None:
            command = typer.main.get_command(import_module(MODULES[cmd_name]).app)
            command.name = cmd_name
            for words, one in with_all_under(command, cmd_name):
                one.params += shared_options(one)
                one.format_options = partial(_write_options, one, words)
            self.commands[cmd_name] = command
        return self.commands.get(cmd_name)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options in their groups, the commands and the examples."""
        _write_options(self, "", ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands by what they are for, without importing any."""
        for group, commands in TREE.items():
            with formatter.section(group):
                formatter.write_dl(list(commands.items()))


def with_all_under(command: Any, words: str) -> list[tuple[str, Any]]:
    """The command and every command below it, each behind the words that call it."""
    under = getattr(command, "commands", {}).items()
    return [
        (words, command),
        *(deeper for name, one in under for deeper in with_all_under(one, f"{words} {name}")),
    ]


def _write_options(command: Any, words: str, context: Any, formatter: Any) -> None:
    from modelway.cli.help.layout import write_options

    write_options(command, words, context, formatter)


def shared_options(command: Any = None) -> list[TyperOption]:
    """The options every command takes, before or behind its own; they override the settings.

    One that has a --plain of its own keeps that.
    """
    own = command is not None and any(PLAIN in parameter.opts for parameter in command.params)
    plain = TyperOption(
        param_decls=[PLAIN],
        help="Sentences, for a screen reader.",
        is_flag=True,
        default=False,
        expose_value=False,
        callback=_speak_plainly,
    )
    return ([] if own else [plain]) + [
        TyperOption(
            param_decls=[name],
            metavar=metavar,
            help=words,
            default=None,
            type=str,
            expose_value=False,
            callback=_override,
        )
        for name, (metavar, words) in OVERRIDES.items()
    ]


def _override(ctx: typer.Context, param: Any, value: str | None) -> None:
    overrides = ctx.find_root().ensure_object(dict)
    if value is not None:
        overrides[param.name] = value
        if param.name == "store":
            name_store(value)


def _speak_plainly(ctx: typer.Context, param: Any, wanted: bool) -> None:
    if wanted:
        ctx.find_root().ensure_object(dict)["plain"] = "yes"


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"modelway {__version__}")
        raise typer.Exit


app = typer.Typer(
    cls=CommandTree,
    name="modelway",
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True, epilog="A new journal begins with: modelway values define")
def modelway(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the journal at a glance as JSON.")] = False,
) -> None:
    """A reflective journal for leaders who mean to model the way.

    Define your values, reflect each evening, practise tomorrow, see each week whether words became actions.
    """
    refuse_root_in_the_home_of_another()
    if ctx.invoked_subcommand is None:
        from modelway.cli.loop.home import home

        home(ctx, json=json)
    elif json:
        raise UsageError(
            "--json before a command is for modelway alone: commands that read take it behind their name."
        )


def refuse_root_in_the_home_of_another() -> None:
    """Make no file of root's in the home of a leader, who could not write to it afterwards."""
    from modelway.machine.owner import is_root_in_the_home_of_another

    home = os.environ.get("HOME", "")
    if is_root_in_the_home_of_another(home):
        raise Refused(
            f"This runs as root in {home}, the home of another user, who could not write to the files it "
            "makes: run it without sudo, or with sudo -H for a journal of root's own."
        )


def call(arguments: Sequence[str]) -> int:
    """Run one command; its exit code.

    Raises:
        UsageError: the command line cannot be understood.
        ModelwayError, KeyboardInterrupt: as the command itself does.
    """
    try:
        # Not through `main` of the command, which would settle interruptions and broken pipes without a word.
        command = typer.main.get_command(app)
        with command.make_context("modelway", _understood(command, arguments), obj={}) as context:
            command.invoke(context)
        return ExitCode.DONE
    except typer.Exit as done:
        return done.exit_code
    except typer.Abort as stopped:
        raise KeyboardInterrupt from stopped
    except typer.TyperException as error:
        raise UsageError(_usage(error)) from error


def _understood(root: Any, arguments: Sequence[str]) -> list[str]:
    """The command line with the words behind its command turned into what they mean."""
    before = 0
    while before < len(arguments) and arguments[before].partition("=")[0] in (*OVERRIDES, PLAIN):
        before += 1 if "=" in arguments[before] or arguments[before] == PLAIN else 2
    if before >= len(arguments) or arguments[before] not in COMMANDS:
        return list(arguments)
    name = arguments[before]
    subcommands = getattr(root.get_command(None, name), "commands", {})
    behind = take_first_words(name, arguments[before + 1 :], subcommands)
    return [*arguments[: before + 1], *behind]


def _usage(error: Any) -> str:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "modelway"
    message = error.format_message()
    if len(message) > LONGEST_USAGE:  # it repeats what was typed
        message = f"{message[:LONGEST_USAGE]}…"
    return f"{message}{'' if message.endswith(('.', '?')) else '.'} See: {command} --help"
