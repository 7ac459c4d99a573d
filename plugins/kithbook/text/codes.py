"""The table of all codes that a finding can carry; the reference page is written from it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kithbook.text.code import Code
from kithbook.text.code import error as _error
from kithbook.text.code import warning as _warning
from kithbook.text.sharing_codes import AIRLOCK, CONSENT

_FILES = (
    _error(
        "unreadable-file",
        "The file could not be opened.",
        "Check that it exists and that you may read it.",
    ),
    _error("not-utf8", "The file is not UTF-8 text.", "Save it as UTF-8 in your editor."),
    _error(
        "locked-file",
        "The file is encrypted by git-crypt and locked.",
        "Run `git-crypt unlock` in the book.",
    ),
    _error("empty-file", "The file holds nothing.", "Write at least a name, or delete the file."),
    _error(
        "huge-file",
        "The file is larger than a book's file can sensibly be, and was not read.",
        "Split it, or move what does not belong out of the book.",
    ),
    _warning(
        "long-file",
        "A file of a million letters or more; it is read whole, and takes its time.",
        "Move the entries of old years into `journal/`, each with the name before its colon.",
    ),
    _error(
        "outside-book",
        "The file is a link to a place outside the book, and was not followed.",
        "Move the file itself into the book.",
    ),
    _error(
        "not-here",
        "A sync tool keeps the file elsewhere, and only a placeholder of it is on this machine.",
        "Have the file downloaded, then try again.",
    ),
    _error(
        "unfinished-merge",
        "Two versions of the file stand in one, between `<<<<<<<` and `>>>>>>>`. What both have is "
        "kept in mind; nothing is drafted, written or published from it until it is settled.",
        "Keep what is right of the two, and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`.",
    ),
    _error(
        "sync-copy",
        "A copy that a sync tool, a browser or an editor made of the file beside it. "
        "It is not read, so that nobody is there twice.",
        "Put what is missing into the other file, and delete the copy.",
    ),
    _warning(
        "lone-copy",
        "The file has the name of a copy, and the file that it was made of is not there.",
        "Give it the name of the other, if it is the only one left.",
    ),
    _error(
        "bad-editor",
        "The address under `editor:` is not that of an editor, so no page links to one.",
        "Write `vscode://file/{path}:{line}`, or the address that your editor documents.",
    ),
    _warning(
        "stray-file",
        "A file in a folder of the book that is not read.",
        "Save it with an ending that is read, or move it elsewhere.",
    ),
    _error(
        "no-front-matter",
        "The keys at the top have no lines `---` around them, or there are none.",
        "Put `---`, the keys, and `---` at the top.",
    ),
    _error(
        "unclosed-front-matter",
        "The opening `---` has no closing `---`.",
        "Put a line `---` after the last key.",
    ),
    _warning(
        "control-character",
        "An invisible control character stands in the text; it is read as a space.",
        "Delete it.",
    ),
)

_YAML = (
    _error("bad-yaml", "The YAML cannot be read.", "Mend the line named; quotes often help."),
    _error(
        "not-keys",
        "Keys with values were expected, and something else stands there.",
        "Write `key: value` lines.",
    ),
    _error(
        "yaml-anchor",
        "YAML anchors, aliases and merge keys are not used in a book.",
        "Write the value out where it is meant.",
    ),
    _error("yaml-tag", "YAML tags such as `!!int` are not used in a book.", "Delete the tag."),
    _error("duplicate-key", "The same key stands twice.", "Keep one of the two."),
    _warning(
        "unknown-key",
        "The key is not one that Kithbook knows; it is kept and not read.",
        "Mend the spelling, or begin it with `x_` to make it your own.",
    ),
    _warning(
        "other-key",
        "The key is one of another program; it counts as the key of ours that is named.",
        "Leave it where that program needs it, or write ours: `kith tidy` does.",
    ),
    _warning(
        "loose-fact",
        "A line of the notes is an address, a number or a birthday, and is read as no key.",
        "Write it as a field: `email:: ada@example.org`.",
    ),
    _warning(
        "no-such-switch",
        "A key such as `private` or `draft` looks like a privacy switch, and there is none: "
        "everything about people is private, and only `consent` lets a `public` text out.",
        "Delete the key.",
    ),
    _error("missing-key", "A required key is not there.", "Add it."),
    _warning("missing-name", "The name is made from the file's name.", "Add `name:` or a heading."),
    _warning(
        "turned-name",
        "The name has the family name first, before a comma; it is found by both.",
        "Write `name:` with the given name first.",
    ),
    _warning(
        "maybe-no-person",
        "The file is taken for a person, and looks like a template or a list of notes.",
        "List it under `people_except` in kithbook.yml, or give it a `name:`.",
    ),
    _warning(
        "maybe-died",
        "A name, a tag or a line says that somebody has died, and no key does.",
        "Write `died:` with the day, or `died: yes`.",
    ),
    _warning(
        "template-left",
        "A template has left its own sign where a value should stand; it counts as empty.",
        "Fill it in, or empty it.",
    ),
    _error("wrong-type", "The value has the wrong shape.", "Write it in the shape named."),
    _error(
        "bad-boolean",
        "A plain `true` or `false` was expected; text in quotes would always count as true.",
        "Write true or false, without quotes.",
    ),
    _warning(
        "cut-by-comma",
        "A comma inside `[ ]` begins a new item, and here it seems to cut a sentence in two.",
        "Write the list in lines, `- an interpreter, pro bono`, or put the text in quotes.",
    ),
    _warning(
        "one-text",
        "Other names, or likings of a word or two, stand in one text with commas, which is one to "
        "the book.",
        "Write them as a list: `[Ngozi, Goldie]`, or the one in quotes in a list of its own.",
    ),
    _warning(
        "cut-by-hash",
        "YAML takes what stands behind a blank and `#` for a remark, and here it is no remark.",
        "Put the whole value in quotes.",
    ),
    _error("bad-number", "A whole number was expected.", "Write digits only."),
    _error("bad-choice", "The value is not one of the words allowed.", "Take one of them."),
)

_VALUES = (
    _error(
        "bad-date",
        "The text is no date, or there is no such day.",
        "Write 2026-11-30, 2026-11, 2026, or --11-30 for a day without a year.",
    ),
    _error(
        "bad-span",
        "The text is no span of time.",
        "Write a number and a unit: 10 days, 6 weeks, 2 months, 1 year.",
    ),
    _warning(
        "birth-year",
        "The year of birth is to come, long past, or the 1604 that address books write for none.",
        "Mend the year, or write the birthday without it: `--07-14`.",
    ),
    _warning(
        "death-date",
        "Somebody died on a day to come, or before they were born.",
        "Mend the date; where the day is not known, write `died: yes`.",
    ),
    _warning(
        "contact-after-death",
        "An entry tells of contact after the day of somebody's death.",
        "Mend one of the two dates, or write the entry as a note.",
    ),
    _warning("bad-email", "The text is no e-mail address.", "Mend it, or delete it."),
    _warning(
        "bad-phone",
        "The text is no telephone number.",
        "Write it with its country, as +1 713 555 0142, or set `phone_region` in kithbook.yml.",
    ),
    _warning("bad-url", "The text is no web address.", "Write it with https:// in front."),
    _error(
        "unknown-circle",
        "The circle is not in the settings.",
        "Take one of your circles, or add it to `circles` in kithbook.yml.",
    ),
    _warning("bad-id", "The file's name makes a poor id.", "Take letters, digits and hyphens."),
)

_NETWORK = (
    _error("duplicate-id", "Two files make the same id.", "Rename one of them, or join the two."),
    _warning(
        "same-person",
        "Two files have the same name and the same e-mail address.",
        "Put them together into one, or change what is wrong.",
    ),
    _warning(
        "same-name",
        "Two people have one name, or one has the name of the other as an alias.",
        "Write the id in links, or give each of them an alias that tells them apart.",
    ),
    _error(
        "unknown-person",
        "The name leads to nobody in the book.",
        "Mend the spelling, or add the person with `kith new`.",
    ),
    _warning("unknown-link", "A link in a text leads to nobody.", "Leave it, or add the person."),
    _error(
        "ambiguous-person",
        "The name could mean several people.",
        "Write the id of the one you mean.",
    ),
    _error("self-tie", "A person has a tie to themselves.", "Name the other person, or delete it."),
    _error(
        "twin-introduction",
        "Two introductions of the same two people are open, or one is open although a no in the "
        "other still stands, or the other was made meanwhile. Nothing is drafted from either.",
        "Put what counts into one of the two files, and delete the other.",
    ),
    _error(
        "self-introduction",
        "An introduction names the same person on both sides.",
        "Name two people.",
    ),
    _error(
        "not-between",
        "A name in the introduction is not one of the two people it is between.",
        "Use the ids that stand in `between`.",
    ),
    _error(
        "made-without-yes",
        "The introduction was made before both had said yes, and neither policy is `just-send`.",
        "Record the missing answer, or take back `made`.",
    ),
    _error(
        "out-of-order",
        "Two dates of an introduction stand the wrong way round, such as `met` before `made`.",
        "Mend one of the two dates.",
    ),
    _warning(
        "missing-step",
        "A step of an introduction is recorded without the one that it follows.",
        "Add the earlier step with its day, as far as you know it.",
    ),
    _warning(
        "future-date",
        "Something in an introduction is dated on a day to come; it does not count yet.",
        "Mend the date, or write it on the day.",
    ),
    _warning(
        "empty-reason",
        "An introduction that is not made yet gives no reason for one of the two.",
        "Write under `because` what is in it for them.",
    ),
)

_LOG = (
    _error(
        "unclosed-fence",
        "A code block or comment is never closed, so nothing below it is read.",
        "Close it, with ``` or `-->`, or delete the line that opens it.",
    ),
    _warning(
        "almost-entry",
        "The line looks like a log entry and is not one; it was left alone.",
        "Write `- DATE KIND with [[Name]]: text`.",
    ),
    _warning(
        "future-contact",
        "The entry tells of contact on a day to come; it does not count yet.",
        "Mend the date, or make it a promise.",
    ),
    _warning(
        "entry-without-names",
        "A journal entry names nobody before its colon.",
        "Write `with [[Name]]` before the colon.",
    ),
)

_ANSWERS = (
    _warning(
        "bad-answer",
        "A line of content/private/answers.yml answers nothing that could be asked.",
        "Write words under `public:` and paths under `unread:`, one a line, after `-`.",
    ),
)

_TEMPLATES = (
    _warning(
        "unknown-template",
        "A file in templates/ has the name of no message, or of a language that has no words here.",
        "Call it `MESSAGE.LANGUAGE.md`, such as `accept.en.md`.",
    ),
    _warning(
        "unknown-slot",
        "Nothing can be put into this slot of a template, so our own words are used instead.",
        "Write one of the slots of that message.",
    ),
    _warning(
        "missing-slot",
        "A template lacks what its message has to say, so our own words are used instead.",
        "Write the slot named where it belongs.",
    ),
)

_ROSTERS = (
    _error(
        "unknown-roster",
        "No column of the address book has a name by which to tell what it holds.",
        "Export it again as it comes, or name its columns.",
    ),
    _warning(
        "unknown-columns",
        "Columns of the address book have names that nobody knows; they are kept and not read.",
        "Name them as address books do; a name that begins with `x_` is yours alone.",
    ),
    _warning(
        "bad-roster-row",
        "A row of the address book, or a part of it, could not be read.",
        "Mend the row named.",
    ),
    _warning(
        "other-name",
        "A contact of an address book has an address of somebody with a file, and another name.",
        "Where the two are one, say so with kith merge; where they are two, with --not-the-same.",
    ),
    _warning(
        "rows-alike",
        "Two rows of an address book share an address or a number, and their names fit.",
        "Where the two are one, say so with kith merge; where they are two, with --not-the-same.",
    ),
    _warning(
        "bad-card",
        "A card of the address book, or a line of it, could not be read.",
        "Mend the card named; the others are read.",
    ),
    _warning(
        "which-is-newer",
        "Two exports of one address book hold the same people, and none says which is newer.",
        "Put the year into the names of the files, as in contacts-2026.csv.",
    ),
    _warning(
        "old-encoding",
        "The address book is older than UTF-8, so that its letters are a guess.",
        "Look whether its names are right; if not, export it again as UTF-8.",
    ),
)

CODES: Mapping[str, Code] = MappingProxyType(
    {
        code.name: code
        for group in (
            _FILES,
            _YAML,
            _VALUES,
            _NETWORK,
            _LOG,
            CONSENT,
            AIRLOCK,
            _ANSWERS,
            _TEMPLATES,
            _ROSTERS,
        )
        for code in group
    }
)
