"""The command `kith`: finds the subcommand, loads only that one, and never shows a traceback."""

from __future__ import annotations

import contextlib
import signal
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from kithbook.cli.screen import Mistake, close_streams, note, open_streams, say, use_utf8
from kithbook.text.own_folder import NAME, keep
from kithbook.text.refusal import Declined

COMMANDS = {
    "init": "Make a new, empty book in DIR.",
    "guard": "Put the push guard into the git repository of this book, or renew it.",
    "new": "Make a file for a person you have something to say about.",
    "log": "Write down what happened, as you would say it.",
    "inbox": "Take in sentences that you noted on the way: what happened, promises, needs, offers.",
    "set": "Give one key of a person a value; '' takes it away, and a list takes one item more.",
    "need": "Write down one thing more that somebody looks for.",
    "offer": "Write down one thing more that somebody is glad to give.",
    "know": "Write down one thing more that somebody knows well.",
    "drop": "Take away a need that is met or over, by a part of its words.",
    "circle": "Say how close somebody is: one of the circles in kithbook.yml.",
    "snooze": "Let somebody rest until a day: no reminder before it.",
    "pause": "Keep quiet about somebody until you say so: no reminder, birthday, suggestion or "
    "draft.",
    "done": "Tick a promise as kept today: the only open one, or the one with these words.",
    "edit": "Open the file of a person in your editor: $VISUAL or $EDITOR.",
    "promote": "Make a file for somebody in an address book.",
    "rename": "Give somebody another name, and every link to them with it.",
    "merge": "Put two people together who are one, into the file of the first.",
    "forget": "Forget somebody: their file, and every word in the book that tells of them.",
    "check": "Report what is unclear in the files of the book.",
    "doctor": "Look at where the book lies: its remotes, guard, disk, and what builds its sites.",
    "explain": "Show what each line of a file was taken for.",
    "tidy": "Show what could be written as the format has it, and write it.",
    "today": "Show what waits for you today, whom to reach, and why.",
    "brief": "Show what to know before a call or a trip.",
    "find": "Find people and contacts by words and fields, or by a question.",
    "share": "Show who would like to read a text, and the line that says why.",
    "way-to": "Show whom you know nearest to a place, firm, trade or person, and the first step.",
    "suggest": "Suggest whom to introduce to whom, with a reason for each of the two.",
    "about": "Show everything held on one person.",
    "coach": "Read a message as its receiver would.",
    "introduce": "Begin an introduction: why for each of the two, and whom to ask first.",
    "introduction": "Record introductions step by step, and see how they stand.",
    "draft": "Draft the next message of an introduction, or one of a kind.",
    "request": "File requests from outside, weigh them, answer them.",
    "disclose": "Show what of people may be public, and write it.",
    "check-public": "Look for anything private in the built public site, byte by byte.",
    "undo": "Take back the last command that wrote, where `commit: true` makes commits.",
    "build": "Build the private and the public site into build/.",
    "stage": "Write both sites as plain finished files into DIR/public and DIR/private.",
    "publish": "Show what the public site would say, compared with last time, and publish it.",
    "serve": "Serve the private site on this machine.",
    "agent": "Let an assistant read the book: a server of the Model Context Protocol over stdio.",
    "import": "Take in address books and messages of other programs.",
    "export": "Write the book as cards, a table or one object for other programs.",
    "calendar": "Write birthdays, promises and questions as a calendar file.",
    "completion": "Let your shell complete commands, options and the names of people.",
}
"""Each with the first sentence of its help, in the order in which one meets them.

A command is in a module of its name or in a shared one, which is imported to run it alone.
"""
_TOGETHER = dict.fromkeys(
    ("set", "need", "offer", "know", "drop", "circle", "snooze", "pause", "done", "edit"),
    "change_person",
)
_TOGETHER["import"] = "import_contacts"
_TROUBLE = "trouble.txt"
CLEAN, FOUND, STOPPED = 0, 1, 130


class Commands(click.Group):
    """The subcommands, each imported when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which one meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Imports one command."""
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        module = import_module(f"kithbook.cli.{_TOGETHER.get(cmd_name, name)}")
        command: click.Command = getattr(module, name, None) or getattr(module, f"{name}_")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lists the commands with their whole first sentence."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands that begin so with what they do, then the options."""
        found = ((name, does) for name, does in COMMANDS.items() if name.startswith(incomplete))
        names = [CompletionItem(name, help=does) for name, does in found]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Finds the command, or says which one is near."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from kithbook.text.words import did_you_mean, listed

            names = tuple(COMMANDS)
            near = did_you_mean(args[0], names)
            ctx.fail(f'"{args[0]}" is not a command. {near or f"Take {listed(names)}."}')
        return super().resolve_command(ctx, args)


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="A book is a folder with a kithbook.yml. `kith init DIR` makes one.",
)
@click.option(
    "--book",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The book to work in; otherwise the nearest folder above with a kithbook.yml.",
)
@click.option("--debug", is_flag=True, help="Write the details of a stop to .kith/trouble.txt.")
@click.version_option(None, "--version", package_name="kithbook", message="kith %(version)s")
@click.pass_context
def kith(ctx: click.Context, book: Path | None, debug: bool) -> None:
    """Plain-text accounting, but for relationships: one file per person, kept by you."""
    from kithbook.cli.chosen_book import ChosenBook

    ctx.obj = ChosenBook(book, debug)


def main() -> None:
    """Runs the command line and ends the process."""
    open_streams()
    use_utf8()
    _end_like_ctrl_c()
    try:
        code = run(sys.argv[1:])
    except OSError:  # the remark on what went wrong could not be written either
        code = FOUND
    if why := close_streams():
        code = code or FOUND
        with contextlib.suppress(OSError):
            note(f"The answer could not be written: {why}.")
    sys.exit(code)


def _end_like_ctrl_c() -> None:
    """Makes a closed terminal and `kill` end a command as Ctrl-C does, so that it clears up."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def run(arguments: Sequence[str]) -> int:
    """Runs one command; the result is the exit code."""
    try:
        result = kith.main(args=list(arguments), prog_name="kith", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        note("Stopped; nothing more was done.")
        return STOPPED
    except SystemExit:  # click's way of ending when the reader of a pipe went away
        return CLEAN
    except click.ClickException as fault:
        return _declined(fault)
    except Declined as declined:
        note(str(declined))
        return Mistake.exit_code if declined.asked else FOUND
    except BrokenPipeError:
        return CLEAN
    except OSError as fault:
        note(_disk(fault))
        return FOUND
    except Exception as fault:  # noqa: BLE001 - the last guard before the terminal
        note(_unexpected(fault, arguments))
        return FOUND
    return result if isinstance(result, int) else CLEAN


def _declined(fault: click.ClickException) -> int:
    message = fault.format_message()
    if isinstance(fault, click.exceptions.NoArgsIsHelpError):
        say(message)
    elif isinstance(fault, click.UsageError):
        path = fault.ctx.command_path if fault.ctx else "kith"
        quotes = ". Put a text of several words in quotes." if "unexpected extra" in message else ""
        note(f"{message}{quotes}\nSee: {path} --help")
    else:
        note(message)
    return fault.exit_code


def _disk(fault: OSError) -> str:
    reason = fault.strerror or type(fault).__name__
    if not fault.filename:
        return f"{reason}. Check where the answer goes to, then try again."
    where = f"{fault.filename}: {reason}"
    return f"{where}. Check that it is there and that you may use it, then try again."


def _unexpected(fault: Exception, arguments: Sequence[str]) -> str:
    what = f"kith stopped at a mistake in its own code ({type(fault).__name__})."
    if "--debug" not in arguments:
        return f"{what} To keep the details in a file, run it again as: kith --debug …"
    here = Path.cwd()
    book = next((folder for folder in (here, *here.parents) if (folder / NAME).is_dir()), here)
    details = traceback.format_exc().encode("utf-8", "backslashreplace").decode()
    with contextlib.suppress(OSError):
        if path := keep(book, _TROUBLE, details):
            return f"{what} The details are in {path}."
    return f"{what} The details could not be written to {book / NAME / _TROUBLE}."
