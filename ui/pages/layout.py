"""Pages: what every HTML page shares: templates, words, contact and language switch."""

from collections.abc import Callable

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from assistant.settings import Settings
from corpus.document import Language
from ui.pages.static_files import StaticFiles
from ui.words import OWN_NAMES, Words, choose_language


class Pages:
    """Renders templates with everything escaped.

    Args:
        settings: Whose name and contact to show, and the public address.
        files: Style sheets and icons.

    Attributes:
        public_address: Address that people see; empty if that of the request is right.
        public_origin: Its origin.
    """

    def __init__(self, settings: Settings, files: StaticFiles) -> None:
        self._contact = settings.contact
        self.public_address = settings.server.public_address
        self.public_origin = settings.server.public_origin
        self._files = files
        self._templates = Environment(
            loader=PackageLoader("ui"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def words(self, request: Request) -> Words:
        """The words in the language a request asks for."""
        return Words(
            choose_language(
                chosen=request.query_params.get("ui"),
                accepted=request.headers.get("accept-language"),
            )
        )

    def root(self, request: Request) -> str:
        """Start of every link: the public address, else nothing but the path it is served under."""
        return self.public_address or str(request.scope.get("root_path", ""))

    def html(
        self,
        template: str,
        *,
        root: str,
        words: Words,
        switch: Callable[[Language], str],
        **values: object,
    ) -> str:
        """Render a template.

        Args:
            template: Its file name.
            root: Start of every link.
            words: Words in the language of the page.
            switch: Gives the address of the same page in another language.
            values: What the template itself needs.
        """
        languages = [(language, name, switch(language)) for language, name in OWN_NAMES.items()]
        return self._templates.get_template(template).render(
            root=root,
            words=words,
            languages=languages,
            contact=self._contact,
            static=lambda name: root + self._files.address(name),
            **values,
        )

    def response(self, html: str, *, words: Words, status: int = 200) -> HTMLResponse:
        """Make a response of a rendered page; each visit asks for it anew."""
        headers = {"content-language": words.language.value, "cache-control": "no-cache"}
        return HTMLResponse(html, status_code=status, headers=headers)
