"""Lines of a text file, and records of a JSON Lines file: what several readers share."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from eval.errors import DataSetError

Record = TypeVar("Record", bound=BaseModel)


def read_lines(file: Path) -> list[str]:
    """Read the lines of a UTF-8 file; none of an empty one.

    Raises:
        DataSetError: It is absent or not UTF-8.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataSetError(f"{file} cannot be read: {error}.", fix="Check the path.") from error
    return text.removesuffix("\n").split("\n") if text else []


def read_records(file: Path, kind: type[Record]) -> Iterator[tuple[str, Record]]:
    """Read one record a line, each with its place for messages.

    Raises:
        DataSetError: The file cannot be read, or a line is no such record.
    """
    for number, line in enumerate(read_lines(file), start=1):
        place = f"{file}, line {number}"
        try:
            yield place, kind.model_validate_json(line)
        except ValidationError as error:
            fault = error.errors(include_url=False, include_input=False)[0]
            key = ".".join(str(part) for part in fault["loc"]) or "the line"
            raise DataSetError(f"{place}: {key}: {fault['msg']}.", fix="Fetch it again.") from error


def refuse_repeated(ids: Sequence[str], file: Path) -> None:
    """Raise `DataSetError` when an id comes twice."""
    seen: set[str] = set()
    for id_ in ids:
        if id_ in seen:
            raise DataSetError(f"{file} has the id {id_} twice.", fix="Fetch it again.")
        seen.add(id_)
