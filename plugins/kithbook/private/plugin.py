"""The private site as a MkDocs plugin: thin hooks around pages that are made elsewhere.

The site's own pages are generated files whose finished HTML replaces MkDocs' rendering; the pages
of people and requests are stamped from the theme rendered once (docs/decisions/0001). `on_startup`
keeps this object alive while serving, so everything is made anew in `on_config` and `on_files`.
"""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from markupsafe import Markup, escape
from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils.yaml import yaml_load

from kithbook.airlock.private_places import PRIVATE
from kithbook.book.settings import FILE as SETTINGS
from kithbook.book.settings import settings_in
from kithbook.private import refusals
from kithbook.private.gate import Gate, NotLetOut
from kithbook.private.live_reload import renew_on
from kithbook.private.page_forms import BookForms
from kithbook.private.policy import THEME_SCRIPTS, inline_scripts, policy
from kithbook.private.render import RenderedPage, toc_of
from kithbook.private.renewal import Renewal, places_of
from kithbook.private.search_files import Findable
from kithbook.private.serving import LOOPBACK, ServingFolder, guarded
from kithbook.private.site import Site, open_at_leisure
from kithbook.private.site_folder import PAGE, SiteFolder, top
from kithbook.private.stamp import MARKS, Shell, UnknownMarkError
from kithbook.private.themed import PagesInTheme
from kithbook.served.snapshot import Seen, seen
from kithbook.text.bidi import isolated
from kithbook.text.built import NotOurs, clear, mark, require_ours
from kithbook.text.editors import opens_in_editor
from kithbook.text.nodes import real
from kithbook.text.problems import Problem
from kithbook.text.unseen import without_unseen
from kithbook.views.person_view import PersonView

_THEME = Path(__file__).parent / "theme"
_LOOK = Path(__file__).parent.parent / "look"
_SHEETS = ("tokens", "kithbook", "pages", "forms", "network", "find")
_OF_SEARCH = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
_STYLES = tuple(f"assets/kithbook/{name}.css" for name in _SHEETS)

log = get_plugin_logger(__name__)


class PrivateConfig(Config):
    """Options of the plugin in mkdocs.private.yml."""

    book = option.Type(str, default=".")
    allow_ci = option.Type(bool, default=False)
    editor = option.Type(str, default="")
    stamp = option.Type(bool, default=True)


class PrivatePlugin(BasePlugin[PrivateConfig]):
    """Builds the private site of a book."""

    command: Literal["build", "gh-deploy", "serve"] = "build"
    dirty = False
    building: Path | None = None
    whole = False
    destination: Path | None = None  # where the site will stand, while it is built aside
    serving: ServingFolder
    book: Path
    site: Site
    pages: dict[str, RenderedPage]
    own: list[Findable]
    gate: Gate
    taken: Mapping[str, str]
    read: Seen
    page_policy = ""
    page_forms: BookForms
    watched: tuple[Path, ...] = ()
    built: SiteFolder
    themed: PagesInTheme
    renewal: Renewal | None = None

    def __init__(self) -> None:
        self.serving, self.gate = ServingFolder(), Gate()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember what MkDocs was asked to do."""
        self.command, self.dirty = command, dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Refuse what would publish or delete; then put on our theme and watch the book."""
        self.book, self.building = real(_folder_of(config) / self.config.book), None
        _require_own(config, self.book, self.config.editor)
        self.page_forms = getattr(self, "page_forms", None) or BookForms(self.book)
        if self.command == "serve":
            config.site_dir = str(
                self.serving.instead_of(Path(config.site_dir).resolve(), self.book)
            )
        if reason := refusals.refusal(self._planned(config)):
            raise PluginError(reason)
        if self.command == "build" and not self.destination:
            try:
                require_ours(Path(config.site_dir), self.book, PRIVATE, private=True)
            except NotOurs as reason:
                raise PluginError(str(reason)) from None
        self.building, self.whole = Path(config.site_dir), False
        _use_our_theme(config)
        self.watched = refusals.watched(self.book)
        config.watch.extend(str(path) for path in self.watched if path.exists())
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read the book and put our pages among the owner's."""
        before = self.renewal.site if self.renewal else getattr(self, "site", None)
        self.renewal, read = None, seen(places_of(self.book)) if self.command == "serve" else {}
        self.site, self.read = open_at_leisure(self.book, self.config.editor, before), read
        self.page_forms.settings = self.site.views.network.settings
        _log_problems(self.site.problems)
        self.taken = {file.dest_uri.lower(): file.src_uri for file in files}
        _refuse_collisions(self.taken, self.site)
        many = MARKS if self.config.stamp else (*self.site.requests, *self.site.people())
        made = (*self.site.dashboards, *self.site.unlisted, *many)
        self.own = []
        self.pages = {_source(page): page for page in made}
        for page in self.pages.values():
            files.append(_generated(config, page))
        return _without_unused(files, config)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Our pages first, in our order, then the owner's; never a person."""
        ours = [_page(files, config, page) for page in self.site.dashboards]
        items = [item for item in nav.items if item not in ours]
        pages = [page for page in nav.pages if page not in ours]
        return Navigation([*ours, *items], [*ours, *pages])

    @event_priority(-100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Hand over finished HTML for our pages; the owner's stay as they are, and are found."""
        if made := self.pages.get(page.file.src_uri):
            return _hand_over(page, made)
        title = Markup(page.title or "").unescape()  # noqa: S704 - taken apart, never printed
        text = Markup(html).striptags()  # noqa: S704 - likewise
        self.own.append(Findable("pages", title, text, page.url))
        return isolated(html)

    @event_priority(-100)
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ANN401 - jinja2 stays with the renderer
        """Make the policy from the theme's own partials, and hand it to the templates."""
        context = {"config": config, "base_url": ".", "features": config.theme.get("features", [])}
        partials = (env.get_template(name).render(context) for name in THEME_SCRIPTS)
        self.gate = Gate(frozenset(inline_scripts("".join(partials))), self.command != "serve")
        self.built = SiteFolder(Path(config.site_dir), self.gate)
        self.themed = PagesInTheme(config, files, env)
        self.page_policy = policy(self.gate.scripts)
        built = self.page_policy if self.gate.wants_policy else ""
        env.globals["kithbook"] = {"policy": built, "footer": self.site.footer}

    def on_page_context(self, context: Any, *, nav: Navigation, **_rest: object) -> Any:  # noqa: ANN401 - a context of jinja2
        """Keep the navigation as all plugins have left it."""
        self.themed.nav = nav
        return context

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Let only clean pages out; a marked one becomes the shell of others."""
        made = self.pages.get(page.file.src_uri)
        output = self._let_out(output, page.file.src_uri, made.html if made else "")
        if made in MARKS:
            try:
                self.built.shells[top(made.uri)] = Shell.cut(output)
            except UnknownMarkError as error:
                raise PluginError(str(error)) from error
        return output

    @event_priority(-100)
    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Let only clean pages out, here the theme's own, such as 404."""
        return self._let_out(output, template_name) if template_name.endswith(".html") else output

    @event_priority(100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what MkDocs did not: pages of people and requests, and files that pages read."""
        site_dir = Path(config.site_dir)
        for marked in MARKS:
            shutil.rmtree(site_dir / marked.uri, ignore_errors=True)
        for name, content in self.site.files(self.own):
            self.built.write(name, content)
        shown: dict[str, PersonView] = {}
        if self.built.shells:
            try:
                self._stamp_all(shown)
            except NotLetOut as error:
                raise PluginError(str(error)) from error
        if self.command == "serve" and self.built.shells:
            self.renewal = Renewal(
                self.site, self.built, self._in_theme, self._admit, self.own, shown, self.read
            )
            self.page_forms.at_hand = self.renewal.as_it_is
        if self.command == "build" and not self.destination:
            mark(site_dir, site_dir, self.book, private=True)
        self.whole = True

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing half-built; a folder that was refused is never touched."""
        self.whole = False
        self.on_shutdown()

    def on_shutdown(self) -> None:
        """Take away what was served, and what a build that was broken off has left."""
        self.serving.close()
        if self.building and self.command != "serve" and not self.whole:
            with suppress(OSError):
                clear(self.building)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """Answer this machine's own browser alone, from inside the book.

        The policy is a header, since live reload adds a script to each page.
        """
        if server.server_address[0] not in LOOPBACK:
            raise PluginError("The private site is served on 127.0.0.1 alone: kith serve")
        if app := server.get_app():
            server.set_app(guarded(app, self.gate.scripts))
        server.root = config.site_dir
        watched = (config.docs_dir, config.config_file_path)
        renew_on(server, watched, (*map(Path, watched), *self.watched), lambda: self.renewal)
        return server

    def _let_out(self, output: str, name: str, checked: str = "") -> str:
        if found := self.gate.offences(output, checked):
            raise PluginError(str(NotLetOut(name, found)))
        return without_unseen(output)

    def _stamp_all(self, shown: dict[str, PersonView]) -> None:
        """The pages of requests and people, whose views are kept while the site is served."""
        site, folder = self.site, self.built
        for page in site.requests:
            folder.write(f"{page.uri}{PAGE}", folder.stamped(page))
        for view in site.views_of_people():
            page = site.page_of(view)
            folder.write(f"{page.uri}{PAGE}", folder.stamped(page))
            if self.command == "serve":
                shown[view.who.id] = view
        for page in site.unread():
            folder.write(f"{page.uri}{PAGE}", folder.stamped(page))

    def _in_theme(self, made: RenderedPage) -> bytes:
        """A page of the navigation as the pipeline would write it."""
        self.pages[_source(made)] = made
        return self.themed.page(_source(made))

    def _admit(self, site: Site) -> None:
        """Tells what is newly found, and refuses addresses that the owner's pages have."""
        known = set(self.site.problems)
        _log_problems(one for one in site.problems if one not in known)
        _refuse_collisions(self.taken, site)
        self.site = site

    def _planned(self, config: MkDocsConfig) -> refusals.PrivateBuild:
        return refusals.PrivateBuild(
            command=self.command,
            dirty=self.dirty,
            environment=os.environ,
            allow_ci=self.config.allow_ci,
            book=self.book,
            docs_dir=Path(config.docs_dir).resolve(),
            site_dir=(self.destination or Path(config.site_dir)).resolve(),
            public_site_dir=_public_dir(config, "site_dir", "site"),
            directory_urls=config.use_directory_urls,
            published=tuple(_published(config, self.book)),
        )


def _folder_of(config: MkDocsConfig) -> Path:
    # The path is relative when it was given with -f.
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent


def _require_own(config: MkDocsConfig, book: Path, editor: str) -> None:
    """The settings of a site are for the book they lie in, and open nothing but an editor."""
    folder = _folder_of(config)
    around = folder.is_relative_to(book) and not (folder / SETTINGS).exists()
    if not (book.is_relative_to(folder) or around):
        raise PluginError(
            f"book: points to {book}, another book than the one in {folder}. Write book: . here, "
            "and build the other one from its own settings: kith --book "
            f"{shlex.quote(str(book))} build"
        )
    if editor and not opens_in_editor(editor):
        raise PluginError(
            f'editor: "{editor}" is not an address that opens an editor. Write '
            "vscode://file/{path}:{line}, or leave it out."
        )


def _public_dir(config: MkDocsConfig, key: str, usual: str) -> Path | None:
    """A folder that the public site's own settings name, where they are another file."""
    public = _folder_of(config) / "mkdocs.yml"
    if not public.is_file() or public == Path(config.config_file_path or "").resolve():
        return None
    with public.open("rb") as stream:
        settings = yaml_load(stream)
    return Path(public.parent, str(settings.get(key, usual))).resolve()


def _published(config: MkDocsConfig, book: Path) -> Iterator[Path]:
    """Where the public site comes from, and the folder that it is published into."""
    if docs := _public_dir(config, "docs_dir", "docs"):
        yield docs
    if to := settings_in(book)[0].publish_to:
        yield (book / Path(to).expanduser()).resolve()


def _use_our_theme(config: MkDocsConfig) -> None:
    """Our theme below the owner's own, our styles before theirs, one scope for all addresses."""
    place = 1 if config.theme.custom_dir else 0
    config.theme.dirs[place:place] = [str(_THEME), str(_LOOK)]
    config.extra_css[:0] = _STYLES
    config.extra["scope"] = "/"
    config.site_url = ""
    config.theme.static_templates.discard("sitemap.xml")


def _log_problems(problems: Iterable[Problem]) -> None:
    for problem in problems:
        if problem.severity == "error":
            log.warning("%s", problem)
        else:
            log.info("%s", problem)


def _source(page: RenderedPage) -> str:
    return f"{page.uri.rstrip('/') or 'index'}.md"


def _generated(config: MkDocsConfig, page: RenderedPage) -> File:
    inclusion = InclusionLevel.INCLUDED if page.listed else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, _source(page), content="", inclusion=inclusion)
    file.dest_uri = f"{page.uri}index.html"
    return file


def _refuse_collisions(taken: Mapping[str, str], site: Site) -> None:
    for uri in site.addresses:
        if owners := taken.get(f"{uri}index.html".lower()):
            raise PluginError(
                f"{owners} of the private content would stand where Kithbook puts "
                f"{uri or 'its first page'}. Give it another name."
            )


def _without_unused(files: Files, config: MkDocsConfig) -> Files:
    """All but the map of the site, and what of the theme serves its debugging or its own search."""
    searches = any(name.endswith("search") for name in config.plugins)
    for file in tuple(files):
        uri = file.src_uri
        theirs = file.src_dir in config.theme.dirs and file.src_dir != config.theme.custom_dir
        unused = uri.endswith(".map") or (uri.startswith(_OF_SEARCH) and not searches)
        if uri == "sitemap.xml" or (theirs and unused):
            files.remove(file)
    return files


def _page(files: Files, config: MkDocsConfig, made: RenderedPage) -> Page:
    file = files.get_file_from_path(_source(made))
    if file is None:
        raise PluginError(f"Another plugin took away {_source(made)}, which Kithbook had added")
    page = file.page or Page(made.title, file, config)
    page.title = str(escape(made.title))
    return page


def _hand_over(page: Page, made: RenderedPage) -> str:
    page.title = str(escape(made.title))
    page.meta = {
        "kithbook_title": made.title,
        "kithbook_scripts": made.scripts,
        "hide": ["navigation", "toc"],
        "search": {"exclude": True},
    }
    # The theme shows no contents beside a person; one shell for all of them needs them alike.
    toc = made.toc if made.listed else made.toc[:1]
    page.toc = get_toc(toc_of(toc))  # type: ignore[arg-type]
    return made.html
