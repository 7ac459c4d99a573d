"""Pages of the navigation rendered in the theme once more, as MkDocs rendered them in its build."""

from __future__ import annotations

from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page


class PagesInTheme:
    """What MkDocs made for one build; `nav` is the navigation as pages had it."""

    nav: Navigation

    def __init__(self, config: MkDocsConfig, files: Files, env: Any) -> None:  # noqa: ANN401 - jinja2 stays with the renderer
        self._config, self._files, self._env = config, files, env

    def page(self, source: str) -> bytes:
        """A page by its source, with all that plugins do with it; its HTML comes from ours."""
        config, files = self._config, self._files
        file = files.get_file_from_path(source)
        page = file.page if file else None
        if page is None:
            raise PluginError(f"Another plugin took away {source}, which Kithbook had added")
        config._current_page = page  # noqa: SLF001 - as MkDocs does, for what a theme asks of it
        page.active = True
        try:
            page.content = config.plugins.on_page_content("", page=page, config=config, files=files)
            return self._rendered(page).encode("utf-8", errors="xmlcharrefreplace")
        finally:
            page.active = False
            config._current_page = None  # noqa: SLF001

    def _rendered(self, page: Page) -> str:
        config, nav = self._config, self.nav
        context = get_context(nav, self._files.documentation_pages(), config, page)
        template = self._env.get_template(str(page.meta.get("template", "main.html")))
        context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
        return config.plugins.on_post_page(template.render(context), page=page, config=config)
