"""What an import comes to: each source with what became of it, and whom it proposes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kithbook.shapes.pieces import Shape, shape

if TYPE_CHECKING:
    from kithbook.exchange.import_plan import ImportedBook, ImportPlan
    from kithbook.exchange.merge_report import FieldOutcome
    from kithbook.exchange.person_updates import PersonUpdate


def import_shape(plan: ImportPlan, *, applied: bool) -> Shape:
    """An import as it is, or would be."""
    return {
        "applied": applied,
        "sources": list(map(_source, plan.books)),
        "promote": [
            {**shape(one, "name key sent received happened"), "last": _day(one.last),
             "reason": one.reason}
            for one in plan.proposals
        ],
        "not_read": [{"file": file, "why": why} for file, why in plan.unread],
        "not_written": [{"where": where, "why": why} for where, why in plan.refused],
        "files": [edit.path for edit in plan.edits],
    }  # fmt: skip


def _source(book: ImportedBook) -> Shape:
    one, merge = book.imported, book.merge
    return {
        "kind": one.kind,
        "roster": book.path or None,
        "why": one.why or None,
        "doubt": book.doubt or None,
        "first": book.first,
        "new": len(merge.new) if merge else 0,
        "changed": merge.changed if merge else 0,
        "same": merge.same if merge else 0,
        "gone": [who.called for who in merge.gone] if merge else [],
        "deleted_by_hand": merge.deleted if merge else 0,
        "new_columns": list(merge.columns) if merge else [],
        "fields": _fields(merge.fields if merge else ()),
        "people": list(map(_person, book.people)),
        "maybe_the_same": [
            *({"new": new.called, "there": there.called, "why": why}
              for new, there, why in (merge.perhaps if merge else ())),
            *({"new": who.called, "there": person, "why": why}
              for who, person, why in book.perhaps),
        ],
        "conversations": len(one.conversations),
        "two_way": sum(each.two_way for each in one.conversations),
        "log_lines": book.new_lines,
        "waiting": book.waiting,
        "columns": list(one.columns),
        "kept": list(one.kept),
        "asked": list(one.asked),
        "left_out": [
            {**shape(each, "what count file"), "lines": list(each.lines)} for each in one.left_out
        ],
    }  # fmt: skip


def _person(update: PersonUpdate) -> Shape:
    return {"id": update.person, "fields": _fields(update.told)}


def _fields(told: Iterable[FieldOutcome]) -> list[Shape]:
    return [
        {"who": one.who.called, "field": one.what, **shape(one, "was now stands outcome")}
        for one in told
    ]


def _day(day: object) -> str | None:
    return str(day) if day else None
