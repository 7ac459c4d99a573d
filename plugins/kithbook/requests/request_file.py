"""A request as the text of its file: YAML made by an emitter, read back before it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from kithbook.book.introductions_requests import read_request
from kithbook.book.reading import Reading
from kithbook.book.request import Request
from kithbook.requests.form_fields import TEXTS
from kithbook.requests.incoming import Incoming
from kithbook.text.problems import Location
from kithbook.text.refusal import Refused
from kithbook.text.slug import slug
from kithbook.text.source import Source

FOLDER = "requests"
_LONGEST_NAME = 40


class _Long(str):
    """A text of several lines, written as a block."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class _Inline:
    """Keys or items on one line."""

    values: Mapping[str, str] | tuple[str, ...]


class _Blocks(yaml.SafeDumper):
    """Writes long texts as block scalars, and repeats nothing by reference."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


class _Quotes(_Blocks):
    """Writes every text in quotes: the way that is always right."""


def _block(dumper: yaml.SafeDumper, text: _Long) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style="|")


def _quoted(dumper: yaml.SafeDumper, text: _Long) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"')


def _inline(dumper: yaml.SafeDumper, group: _Inline) -> yaml.Node:
    if isinstance(group.values, tuple):
        return dumper.represent_sequence("tag:yaml.org,2002:seq", group.values, flow_style=True)
    return dumper.represent_mapping("tag:yaml.org,2002:map", group.values, flow_style=True)


_Blocks.add_representer(_Long, _block)
_Quotes.add_representer(_Long, _quoted)
for _dumper in (_Blocks, _Quotes):
    _dumper.add_representer(_Inline, _inline)


def file_name(request: Incoming) -> str:
    """The stem of a request's file: the day, the name, six digits of the digest."""
    who = slug(request.name)[:_LONGEST_NAME].strip("-")
    who = who if who.isascii() else ""
    return "-".join(part for part in (str(request.received), who, request.digest[:6]) if part)


def render(request: Incoming, id_: str, thread: str = "") -> Source:
    """The file of a request; raises Refused where no way of writing it reads back the same."""
    keys = dict(_keys(request, id_, thread))
    path = f"{FOLDER}/{id_}.md"
    for dumper in (_Blocks, _Quotes):
        front = yaml.dump(keys, Dumper=dumper, allow_unicode=True, sort_keys=False, width=10_000)
        source = Source(path, f"---\n{front}---\n")
        if reads_back(source, request):
            return source
    raise Refused(Location(path), "The request cannot be written so that it reads the same")


def reads_back(source: Source, request: Incoming) -> bool:
    """Whether a file says of a request just what came."""
    reading = Reading(source)
    made = read_request(reading)
    return made is not None and not reading.problems and _said(made) == _said_by(request)


def _said(request: Request) -> tuple[object, ...]:
    texts = tuple(getattr(request, name) for name in TEXTS)
    return (request.sender, request.email, request.rest, request.via, *texts)


def _said_by(request: Incoming) -> tuple[object, ...]:
    texts = tuple(request.texts.get(name, "") for name in TEXTS)
    return (request.name, request.email, request.rest, request.via, *texts)


def _keys(request: Incoming, id_: str, thread: str) -> Iterator[tuple[str, object]]:
    yield "id", id_
    yield "kind", request.kind
    yield "received", request.received
    yield "from", _Inline(_filled({"name": request.name, "email": request.email}))
    if request.via:
        yield "via", request.via
    for name in TEXTS:
        if request.texts.get(name):
            yield name, _Long(request.texts[name])
    if request.rest:
        yield "rest", _Long(request.rest)
    source = {key: getattr(request, key) for key in ("type", "message_id", "digest", "note")}
    yield "source", _Inline(_filled(source))
    if request.flags:
        yield "flags", _Inline(request.flags)
    if thread:
        yield "thread", thread
    if request.language:
        yield "language", request.language


def _filled(values: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in values.items() if value}
