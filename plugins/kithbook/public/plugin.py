"""The public site as a MkDocs plugin: thin hooks around a letter that is made elsewhere.

MkDocs renders the owner's Markdown; our templates set it, and the remaining pages are written
after the build. From `on_config` until the end nothing private can be opened by this process.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any, Literal

from mkdocs.config import config_options as option
from mkdocs.config.base import ConfigErrors, ConfigWarnings, LegacyConfig, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from kithbook.airlock.disclosed import FILE as AIRLOCK
from kithbook.airlock.offences import PUBLIC, offences
from kithbook.airlock.private_places import PRIVATE, books_around, git_places, private_places
from kithbook.public import own_files, tripwire
from kithbook.public.admission import PublicBuild, modules_of, refusals
from kithbook.public.assembly import UnusableOptions, assemble
from kithbook.public.config_file import stands_against
from kithbook.public.options import OPTIONS, read_options
from kithbook.public.outside_links import leading_out
from kithbook.public.setting import Setting
from kithbook.public.site_pages import PublicSite, sitemap
from kithbook.text.built import NotOurs, clear, mark, require_ours

log = get_plugin_logger(__name__)


class PublicPlugin(BasePlugin[LegacyConfig]):
    """Builds the public page of an owner."""

    # What each option may hold is said and checked in one place, with sentences for the owner.
    config_scheme = tuple((name, option.Optional(option.Type(object))) for name in OPTIONS)
    command: Literal["build", "gh-deploy", "serve"] = "build"
    site: PublicSite
    written: list[str]
    theirs: dict[str, str]
    building: Path | None = None
    whole = False
    destination: Path | None = None  # where the site will stand, while it is built aside

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Look at the whole file first: MkDocs imports hooks after plugins took their options."""
        if config_file_path and (reasons := stands_against(Path(config_file_path))):
            raise ValidationError("\n".join(("The public site was not built.", *reasons)))
        return super().load_config(options, config_file_path)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember what MkDocs was asked to do."""
        self.command = command

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Refuse what could let private things in; arm the tripwire; read what the page needs."""
        self.building = None
        options, faults = read_options(dict(self.config))
        book = _book(config)
        place = self.destination or Path(config.site_dir)
        planned = _planned(config, book, place, options.allow, self.command)
        if reasons := refusals(planned):
            raise PluginError("\n".join(("The public site was not built.", *reasons)))
        if faults:
            lines = (f"  {fault}" for fault in faults)
            raise PluginError("\n".join(("Options of kithbook-public to mend:", *lines)))
        if self._builds and not self.destination:
            try:
                require_ours(place, book, PRIVATE, private=False)
            except NotOurs as reason:
                raise PluginError(str(reason)) from None
        tripwire.arm(_private(_homes(config, book)))
        tripwire.confine(Path(config.site_dir), book, programs=bool(options.allow))
        self.building, self.whole = Path(config.site_dir), False
        try:
            self.site = PublicSite(
                assemble(
                    options,
                    book=book,
                    content=Path(config.docs_dir),
                    address=config.site_url or "",
                    today=date.today(),  # noqa: DTZ011 - the owner's day
                    policy_tag=self.command != "serve",
                )
            )
        except UnusableOptions as error:
            raise PluginError(str(error)) from error
        config.watch.extend(str(path) for path in (book / AIRLOCK,) if path.is_file())
        return config

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put each language in its folder; the map of the site is ours."""
        self.written = []
        config.theme.static_templates.discard("sitemap.xml")
        _account_for(files, config)
        for file in files.documentation_pages():
            _move(file, self.site.setting)
        self.theirs = _of_the_owner(files, config)
        if taken := own_files.taken(self.theirs):
            raise PluginError(
                f"{taken[0]} in {Path(config.docs_dir).name} stands where the page keeps its own "
                "files. Give it another name."
            )
        return files

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """The owner's words without what stands there for where this plugin is missing."""
        return own_files.without_part(markdown)

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """The owner's words, set as a letter."""
        uri = page.file.dest_uri.removesuffix("index.html")
        language = self.site.setting.language_of(uri)
        if uri == self.site.setting.folder(language):
            html = self.site.letter(language, page.content or "")
        else:
            html = self.site.plain(language, uri, str(page.title), page.content or "")
        self.written.append(uri)
        return _passed(html, page.file.src_uri)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the pages and files that are not made of Markdown."""
        place = Path(config.site_dir)
        for language in self.site.setting.options.languages:
            if self.site.setting.folder(language) not in self.written:
                name = (
                    "index.md"
                    if language == self.site.setting.options.language
                    else f"index.{language}.md"
                )
                raise PluginError(f"There is no {name} in {Path(config.docs_dir).name}.")
        ours = self.site.files()
        for name, content in own_files.beside(
            ours, self.theirs, lambda one: (place / one).read_bytes()
        ):
            _write(place / name, content)
            if name.endswith(".html"):
                _passed(content.decode(), name)
        if self.site.setting.address and "sitemap.xml" not in self.theirs:
            addresses = dict.fromkeys((*self.written, *(uri for uri, _ in self.site.pages())))
            _write(place / "sitemap.xml", sitemap(self.site.setting.address, tuple(addresses)))
        self._stand_down()
        if self._builds and not self.destination:
            mark(place, place, _book(config), private=False)
            log.info(
                "Not searched for anything private. Before it goes anywhere: kith check-public"
            )
        self.whole = True

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing half-built."""
        tripwire.disarm()
        self.whole = False
        self._clear()

    def on_shutdown(self) -> None:
        """Let the process open private files again; a build that was broken off is cleared away."""
        tripwire.disarm()
        self._clear()

    @property
    def _builds(self) -> bool:
        return self.command != "serve"

    def _clear(self) -> None:
        if self.building and self._builds and not self.whole:
            with suppress(OSError):
                clear(self.building)

    def _stand_down(self) -> None:
        if touched := tripwire.disarm():
            raise PluginError(
                f"The public build reached for {', '.join(touched)}, which is private."
            )


def _book(config: MkDocsConfig) -> Path:
    # The path is relative when it was given with -f. Where the settings are a link, MkDocs reads
    # all other paths from where the link is.
    return Path(config.config_file_path or "mkdocs.yml").parent.resolve()


def _homes(config: MkDocsConfig, book: Path) -> tuple[Path, ...]:
    """The book, and every other that the settings, the words or the templates lie in."""
    told = (config.config_file_path or "mkdocs.yml", config.docs_dir, config.theme.custom_dir)
    places = (Path(each).resolve() for each in told if each)
    return tuple(dict.fromkeys((book, *books_around((book, *places)))))


def _private(homes: Iterable[Path]) -> tuple[Path, ...]:
    places = ((*private_places(one), *git_places(one)) for one in homes)
    return tuple(dict.fromkeys(chain.from_iterable(places)))


def _planned(
    config: MkDocsConfig, book: Path, site_dir: Path, allow: tuple[str, ...], command: str
) -> PublicBuild:
    custom = Path(config.theme.custom_dir) if config.theme.custom_dir else None
    docs = Path(config.docs_dir)
    homes = _homes(config, book)
    private = _private(homes)
    return PublicBuild(
        book=book,
        docs_dir=docs.resolve(),
        site_dir=site_dir.resolve(),
        airlock=(book / AIRLOCK).resolve(),
        theme=config.theme.name or "",
        custom_dir=custom.resolve() if custom else None,
        plugins=tuple(_plugins(config)),
        extensions=modules_of(config.markdown_extensions, config.mdx_configs),
        has_hooks=bool(config.hooks),
        allow=allow,
        command=command,
        links=tuple(
            line for each in (docs, custom) if each for line in leading_out(each, book, private)
        ),
        around=homes,
    )


def _plugins(config: MkDocsConfig) -> Iterator[str]:
    """Each plugin by its name, and by its module where that is not where the name leads to."""
    for name, plugin in config.plugins.items():
        if name in config.hooks:
            continue
        yield name
        module = type(plugin).__module__
        if not module.startswith(("kithbook.", "mkdocs.contrib.", "material.plugins.")):
            yield name if name == module.partition(".")[0] else module


def _account_for(files: Files, config: MkDocsConfig) -> None:
    """Publishes what hosts look for under a name with a dot, and names what is left out."""
    chosen = config.exclude_docs
    hidden = [
        file
        for file in files
        if file.inclusion.is_excluded() and not (chosen and chosen.match_file(file.src_uri))
    ]
    for file in hidden:
        if own_files.is_published(file.src_uri):
            file.inclusion = InclusionLevel.NOT_IN_NAV
    lost = (file.src_uri for file in hidden if file.inclusion.is_excluded())
    folder = Path(config.docs_dir).name
    for path in own_files.left_out(lost):
        log.info(own_files.remark(path, folder), extra={"remark": True})


def _of_the_owner(files: Files, config: MkDocsConfig) -> dict[str, str]:
    """What the owner has published, by its place in the site; templates of the theme are not."""
    folder = Path(config.docs_dir)
    return {
        file.dest_uri: file.src_uri
        for file in files
        if not file.inclusion.is_excluded() and file.src_dir and Path(file.src_dir) == folder
    }


def _move(file: File, setting: Setting) -> None:
    """Puts index.de.md where de/index.md would stand."""
    stem, _, language = Path(file.src_uri).stem.rpartition(".")
    if not stem or language not in setting.options.languages:
        return
    parent = Path(file.src_uri).parent
    inner = parent if stem == "index" else parent / stem
    file.dest_uri = (Path(setting.folder(language)) / inner / "index.html").as_posix()
    for cached in ("url", "abs_dest_path"):
        file.__dict__.pop(cached, None)


def _passed(html: str, name: str) -> str:
    if found := offences(html, PUBLIC):
        raise PluginError(f"{name} was not written, for it holds {'; '.join(found)}")
    return html


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
