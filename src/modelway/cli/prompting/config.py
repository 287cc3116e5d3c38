"""`modelway config`: the settings, what each allows, and changing them."""

import os
from typing import Annotated

import typer

from modelway.cli.output import say, show, show_json, show_text
from modelway.errors import BadSetting

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Name = Annotated[str, typer.Argument(metavar="NAME", help="A setting, such as evening_at.")]
Value = Annotated[str, typer.Argument(metavar="VALUE", help="What it is to be.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
# A value may begin with a minus sign, and the sentence about it names what is allowed.
TAKES_ANY_VALUE = {"ignore_unknown_options": True}


@app.callback(invoke_without_command=True)
def config(ctx: typer.Context, json: Json = False) -> None:
    """See your settings, what each allows, and change them; alone it lists them."""
    if ctx.invoked_subcommand is None:
        list_settings(ctx, json=json)


@app.command("list")
def list_settings(ctx: typer.Context, json: Json = False) -> None:
    """List every setting, what it means and what it allows."""
    from modelway.services.prompting import settings as services
    from modelway.views.prompting.settings import settings_data, settings_screen

    file, settings, listed = services.list_settings(os.environ, ctx.find_root().ensure_object(dict))
    if json:
        show_json("settings", settings_data(file, listed))
    else:
        show(settings, settings_screen, file, listed, there=file.exists())


@app.command()
def get(ctx: typer.Context, name: Name, json: Json = False) -> None:
    """Print the value of one setting that holds now, and nothing else."""
    from modelway.services.prompting import settings as services
    from modelway.views.prompting.settings import setting_data

    found = services.find_setting(os.environ, ctx.find_root().ensure_object(dict), name)
    if json:
        show_json("setting", setting_data(found))
    else:
        show_text(f"{found.value}\n")


@app.command("set", context_settings=TAKES_ANY_VALUE)
def set_setting(ctx: typer.Context, name: Name, value: Value) -> None:
    """Write a setting into your file.

    Everything else in it stays as it is.
    """
    from modelway.services.prompting import settings as services
    from modelway.views.prompting.settings import changed_screen

    changed = services.set_setting(os.environ, name, value)
    settings, fault = services.settings_in_spite(os.environ, ctx.find_root().ensure_object(dict))
    show(settings, changed_screen, changed)
    if fault:
        say(fault)


@app.command()
def unset(ctx: typer.Context, name: Name) -> None:
    """Take a setting out of your file.

    What holds without it holds again.
    """
    from modelway.services.prompting import settings as services
    from modelway.views.prompting.settings import changed_screen

    changed = services.unset_setting(os.environ, name)
    settings, fault = services.settings_in_spite(os.environ, ctx.find_root().ensure_object(dict))
    show(settings, changed_screen, changed)
    if fault:
        say(fault)


@app.command()
def edit(ctx: typer.Context) -> None:
    """Open your settings in your editor.

    They are looked through before they are saved.
    """
    from modelway.services.prompting import settings as services
    from modelway.views.prompting.settings import edited_screen

    overrides = ctx.find_root().ensure_object(dict)
    before = services.text_to_edit(os.environ)
    after = _edited_until_right(before, services.settings_in_spite(os.environ, overrides)[0].editor)
    settings, _ = services.settings_in_spite(os.environ, overrides)
    file = services.find_settings_file(os.environ)
    show(settings, edited_screen, file, changed=after != before)


@app.command()
def path(ctx: typer.Context) -> None:
    """Print where your settings stand, whether the file is there or not."""
    from modelway.services.prompting.settings import find_settings_file

    show_text(f"{find_settings_file(os.environ)}\n")


def _edited_until_right(text: str, editor: str | None) -> str:
    """What the leader made of the settings, saved; raises BadSetting if they leave it wrong."""
    from modelway.cli.opening import is_interactive
    from modelway.services.prompting.settings import find_settings_file, save_text
    from modelway.system.editor import edit as edit_text
    from modelway.system.paths import runtime_folder

    folder = runtime_folder(os.environ) or find_settings_file(os.environ).parent
    given = text
    while True:
        text = edit_text(
            text,
            command=editor,
            environ=os.environ,
            folder=folder,
            wait=_wait if is_interactive() else None,
            file_name="config.toml",
        )
        if text == given.removesuffix("\n"):
            return given
        try:
            save_text(os.environ, text)
        except BadSetting as fault:
            if not is_interactive():
                raise
            say(fault.sentence)
            if not _wants_to_mend():
                raise BadSetting("Nothing was changed: your settings are as they were.") from fault
        else:
            return text


def _wants_to_mend() -> bool:
    from modelway.cli.ask import Asker, Left
    from modelway.errors import Interrupted

    try:
        with Asker(color="auto") as asker:
            return asker.confirm("Open it again to mend it?", default=True, back=False)
    except Left as left:
        raise Interrupted("Nothing was changed: your settings are as they were.") from left


def _wait(sentence: str) -> None:
    import sys

    say(sentence)
    sys.stdin.readline()
