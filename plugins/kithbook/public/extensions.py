"""Which Markdown extensions settings come to, whatever name, alias or bundle asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension


class _Register(Markdown):  # type: ignore[misc] # it brings no types
    """A converter that writes down the class of each extension that comes into it."""

    def __init__(self) -> None:
        self.met: list[type[Extension]] = []
        super().__init__()

    def registerExtensions(  # noqa: N802 - the name of what is overridden
        self, extensions: Sequence[Extension | str], configs: Mapping[str, dict[str, Any]]
    ) -> Markdown:
        for named in extensions:
            made = self._made(named, configs)
            self.met.append(type(made))
            super().registerExtensions([made], configs)
        return self

    def _made(self, named: Extension | str, configs: Mapping[str, Any]) -> Extension:
        if isinstance(named, str):
            return self.build_extension(named, configs.get(named) or {})
        return named


def modules_of(extensions: Sequence[str], configs: Mapping[str, dict[str, Any]]) -> tuple[str, ...]:
    """The modules of all extensions that these names lead to, and of what those derive from."""
    register = _Register()
    register.registerExtensions(extensions, configs)
    met = (base for made in register.met for base in made.__mro__ if base is not object)
    return tuple(dict.fromkeys(base.__module__ for base in met))
