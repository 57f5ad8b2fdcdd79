"""Settings: the only place that reads `settings.toml` and the environment.

Values come from the environment (`ASSISTANT__SECTION__KEY`), then the file, then the defaults
below. Unknown keys and impossible values are refused with the key's name.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)
from pydantic_settings import SettingsError as SourceError

from assistant.addresses import origin_of, path_of, read_address, read_origin
from assistant.errors import SettingsError
from corpus.document import Language

PREFIX = "ASSISTANT__"
Origin = Annotated[str, AfterValidator(read_origin)]
Address = Annotated[str, AfterValidator(read_address)]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    @field_validator("*", mode="before")
    @classmethod
    def _refuse_booleans(cls, value: object) -> object:
        """No setting is true or false, and pydantic would read them as 1 and 0."""
        if isinstance(value, bool):
            raise ValueError("true and false are no values here")  # noqa: TRY004 - pydantic's
        return value


class StoreSettings(_Section):
    """Where everything written is kept."""

    directory: Path = Path("var")
    versions_kept: int = Field(default=3, ge=1, le=100)


class DocumentsSettings(_Section):
    """Where documents are read from; no folder means the bundled sample documents."""

    folders: tuple[Path, ...] = ()
    passage_characters: int = Field(default=800, ge=100, le=2000)
    overlap_characters: int = Field(default=150, ge=0, le=1000)

    @model_validator(mode="after")
    def _check_overlap(self) -> Self:
        if self.overlap_characters > self.passage_characters // 2:
            raise ValueError("overlap_characters must be at most half of passage_characters")
        return self


class ModelSettings(_Section):
    """The embedding model."""

    name: str = Field(default="packaged", min_length=1)
    cache_directory: Path | None = None
    question_prefix: str | None = None
    passage_prefix: str | None = None
    threads: int = Field(default=0, ge=0, le=256)


class SearchSettings(_Section):
    """How passages are found."""

    retriever: Literal["faiss", "exact"] = "faiss"
    reranker: Literal["tokens", "sentences", "none"] = "tokens"
    passages: int = Field(default=20, ge=1, le=200)


class AnswerSettings(_Section):
    """When and how to answer."""

    sentences: int = Field(default=3, ge=1, le=3)
    reader: Literal["packaged", "off"] = "packaged"
    passages_read: int = Field(default=6, ge=1, le=50)
    wrong_at_most: Literal["3 in 8", "1 in 3", "1 in 5", "1 in 10", "1 in 20"] = "3 in 8"
    minimum_confidence: float | None = Field(default=None, ge=0, le=1)
    near_confidence: float | None = Field(default=None, ge=0, le=1)
    old_after_days: int = Field(default=730, ge=1, le=36_500)


class LocalisedText(_Section):
    """One text in the four languages."""

    en: str
    ru: str
    be: str
    zh: str

    def text(self, language: Language) -> str:
        """The text in a language."""
        return str(getattr(self, language.value))


class ContactSettings(_Section):
    """Whom to ask when the documents do not answer."""

    phone: str = "8 (02157) 3-25-10"
    hours: str = "8.00-17.00"
    name: LocalisedText = LocalisedText(
        en="Dokshitsy Regional Executive Committee",
        ru="Докшицкий районный исполнительный комитет",
        be="Докшыцкі раённы выканаўчы камітэт",
        zh="多克希齐区执行委员会",
    )
    address: LocalisedText = LocalisedText(
        en="31 Leninskaya Street, Dokshitsy 211722",
        ru="211722, г. Докшицы, ул. Ленинская, 31",
        be="211722, г. Докшыцы, вул. Ленінская, 31",
        zh="多克希齐市列宁大街31号，邮编211722",
    )


class ServerSettings(_Section):
    """The web server."""

    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(default=8000, ge=1, le=65535)
    public_address: Address = ""
    allowed_origins: tuple[Origin, ...] = ()

    @property
    def public_origin(self) -> str:
        """The origin of our own pages as people's browsers know it; empty: as the Host says."""
        return origin_of(self.public_address)

    @property
    def public_path(self) -> str:
        """The path below which a proxy shows the service, such as `/ask`; empty: the root."""
        return path_of(self.public_address)


class LimitsSettings(_Section):
    """What one request may cost."""

    question_characters: int = Field(default=1000, ge=1, le=10_000)
    history_turns: int = Field(default=6, ge=0, le=50)
    history_characters: int = Field(default=4000, ge=0, le=100_000)
    hits: int = Field(default=20, ge=1, le=20)
    body_bytes: int = Field(default=32_768, ge=1024, le=1_048_576)
    answers_at_once: int = Field(default=4, ge=1, le=64)
    waiting_answers: int = Field(default=256, ge=0, le=10_000)


class Settings(BaseSettings):
    """All settings. Immutable; passed to whoever needs them, never global."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", frozen=True, extra="forbid"
    )

    store: StoreSettings = StoreSettings()
    documents: DocumentsSettings = DocumentsSettings()
    model: ModelSettings = ModelSettings()
    search: SearchSettings = SearchSettings()
    answer: AnswerSettings = AnswerSettings()
    contact: ContactSettings = ContactSettings()
    server: ServerSettings = ServerSettings()
    limits: LimitsSettings = LimitsSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the library passes it
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - never read
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - never read
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over the file, and read nothing else."""
        return (env_settings, init_settings)

    def with_store(self, directory: Path) -> "Settings":
        """The same settings with another store directory."""
        return self.model_copy(
            update={"store": self.store.model_copy(update={"directory": directory})}
        )


def load_settings(path: Path | None = None) -> Settings:
    """Read settings.

    Args:
        path: A TOML file; None means `settings.toml` in the working folder where there is one,
            else the defaults.

    Raises:
        SettingsError: The file is missing or not TOML, a key is unknown, a value impossible.
    """
    file = path if path is not None else Path("settings.toml")
    values = _read_file(file) if path is not None or file.is_file() else {}
    _refuse_unknown_sections(os.environ)
    try:
        return Settings(**values)
    except ValidationError as error:
        raise SettingsError(_describe(error), fix=_FIX) from error
    except SourceError as error:
        raise SettingsError(
            f"A variable ASSISTANT__… cannot be read: {error}.",
            fix='A list is written as JSON, such as ["/srv/documents"].',
        ) from error


_FIX = "Correct it in settings.toml or in the environment (ASSISTANT__SECTION__KEY)."


def _read_file(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise SettingsError(f"No settings file at {file}.", fix="Check the path.") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{file} cannot be read: {error}.", fix="Correct the file.") from error


def _refuse_unknown_sections(environ: Mapping[str, str]) -> None:
    for name in sorted(environ):
        if not name.upper().startswith(PREFIX):
            continue
        section = name[len(PREFIX) :].split("__", 1)[0].lower()
        if section not in Settings.model_fields or "__" not in name[len(PREFIX) :]:
            raise SettingsError(
                f"The environment variable {name} names no setting.",
                fix=f"Sections are: {', '.join(Settings.model_fields)}.",
            )


def _describe(error: ValidationError) -> str:
    """Name each faulty key and say what it allows; values are shown, none is secret."""
    lines = []
    for fault in error.errors(include_url=False):
        key = ".".join(str(part) for part in fault["loc"])
        if fault["type"] == "extra_forbidden":
            lines.append(f"Unknown setting {key}; {_allowed(fault['loc'])}.")
        else:
            words = fault["msg"].removeprefix("Value error, ").replace("tuple", "list")
            lines.append(f"Setting {key} = {fault['input']!r}: {words}.")
    return " ".join(lines)


def _allowed(location: tuple[int | str, ...]) -> str:
    section = Settings.model_fields.get(str(location[0]))
    if len(location) < 2 or section is None or section.annotation is None:
        return f"sections are {', '.join(Settings.model_fields)}"
    keys = section.annotation.model_fields
    return f"{location[0]} has {', '.join(keys)}"
