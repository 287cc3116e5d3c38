"""`modelway observers`: asking others what they see."""

from typing import TYPE_CHECKING, Annotated

import typer

from modelway.cli.opening import opened, read_source
from modelway.cli.output import remarks, show, show_json
from modelway.errors import UsageError

if TYPE_CHECKING:
    from modelway.domain.teaching.observers import Form
    from modelway.services.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Names = Annotated[list[str] | None, typer.Argument(metavar="[NAME]…", help="Whom to ask.")]
NoNames = Annotated[int, typer.Option("--without-name", metavar="N", min=0, max=50, help="N forms more.")]
Values = Annotated[str, typer.Option("--values", metavar="V,V", help="The values to ask about; else all.")]
Folder = Annotated[str, typer.Option("--folder", metavar="DIR", help="Where the forms go; else here.")]
Files = Annotated[list[str], typer.Argument(metavar="FILE|-…", help="What they sent back.")]
Code = Annotated[str, typer.Argument(metavar="[CODE]", help="One form; without it, all that wait.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.callback(invoke_without_command=True)
def observers(ctx: typer.Context, json: Json = False) -> None:
    """Ask others what they see of your values; alone it lists whom you asked."""
    if ctx.invoked_subcommand is None:
        list_observers(ctx, json=json)


@app.command()
def ask(
    ctx: typer.Context,
    names: Names = None,
    without_name: NoNames = 0,
    values: Values = "",
    folder: Folder = ".",
) -> None:
    """Write a form for each, as text and as a page."""
    from modelway.services.teaching import observers as service
    from modelway.views.teaching.observers import forms_written

    asked = [*(names or ()), *[""] * without_name]
    if not asked:
        raise UsageError(
            "Say whom to ask: modelway observers ask NAME, or --without-name N for forms without."
        )
    with opened(ctx) as session:
        references = [one for one in values.split(",") if one.strip()]
        forms = service.make_forms(session, asked, references)
        files = _write_forms(session, forms, folder)
        service.keep_forms(session, forms)
        show(session.settings, forms_written, forms, files)


def _write_forms(session: "Session", forms: "list[Form]", folder: str) -> list[str]:
    """Write both kinds of each form; the paths, in order."""
    from pathlib import Path

    from modelway.services.teaching.observers import list_values_asked
    from modelway.system.documents import write_document
    from modelway.views.teaching.forms import form_html, form_text

    files = []
    for form in forms:
        values = list_values_asked(session, form)
        for ending, text in ((".txt", form_text(form, values)), (".html", form_html(form, values))):
            path = Path(folder) / f"modelway-form-{form.code}{ending}"
            write_document(path, text)
            files.append(f"{form.observer}: {path}" if form.observer else str(path))
    return files


@app.command("import")
def import_replies(ctx: typer.Context, files: Files) -> None:
    """Take in what they sent back, each form once."""
    from modelway.exchange.teaching.reply_file import read_replies
    from modelway.services.teaching import observers as service
    from modelway.views.teaching.observers import replies_taken

    replies = [reply for file in files for reply in read_replies(*read_source(file))]
    with opened(ctx, to_read=True) as session:
        taken = service.take_in(session, replies)
        remarks(taken.left_out)
        show(session.settings, replies_taken, taken.taken, service.list_forms(session))


@app.command("list")
def list_observers(ctx: typer.Context, json: Json = False) -> None:
    """List whom you asked, and who answered."""
    from modelway.services.teaching.observers import list_forms
    from modelway.views.teaching.observers import observers_data, observers_screen

    with opened(ctx, to_read=True) as session:
        forms = list_forms(session)
        if json:
            show_json("observers", observers_data(forms))
        else:
            show(session.settings, observers_screen, forms)


@app.command()
def remind(ctx: typer.Context) -> None:
    """See who has not answered, and what to send."""
    from modelway.services.teaching.observers import list_waiting
    from modelway.views.teaching.observers import waiting_screen

    with opened(ctx, to_read=True) as session:
        show(session.settings, waiting_screen, list_waiting(session))


@app.command()
def close(ctx: typer.Context, code: Code = "") -> None:
    """Wait no more for a form, or for any."""
    from modelway.services.teaching.observers import close_forms
    from modelway.views.teaching.observers import forms_closed

    with opened(ctx, to_read=True) as session:
        show(session.settings, forms_closed, close_forms(session, code))
