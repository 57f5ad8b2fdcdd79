"""The command line: `assistant sync | ask | search | serve | check | feedback`.

Heavy imports stay inside the commands, so that `assistant --help` is instant.
"""

import json
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import KnownError

if TYPE_CHECKING:
    from assistant.answering import Assistant
    from assistant.settings import Settings

_AS_JSON = click.option(
    "--json", "json_wanted", is_flag=True, help="Print JSON, as the HTTP API does."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--settings",
    "settings_file",
    type=click.Path(path_type=Path),
    help="Settings file; settings.toml in the working folder if not given.",
)
@click.option("-v", "--verbose", is_flag=True, help="Log what happens on standard error.")
@click.version_option(package_name="committee-assistant")
@click.pass_context
def command(context: click.Context, settings_file: Path | None, verbose: bool) -> None:  # noqa: FBT001 - click passes it by name
    """Answer questions from published documents, every sentence an exact quotation.

    Start with `assistant sync`, then `assistant ask "..."` or `assistant serve`.
    """
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
    )
    # What it logs about an unreadable page is said better by our own report.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    context.obj = settings_file


def _settings(context: click.Context) -> "Settings":
    from assistant.settings import load_settings

    return load_settings(context.obj)


def _assistant(context: click.Context) -> "Assistant":
    from assistant.wiring import open_assistant

    return open_assistant(_settings(context))


@command.command()
@click.option(
    "--documents",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Folder to read instead of the configured ones; may be repeated.",
)
@click.option("--rebuild", is_flag=True, help="Read and embed everything again.")
@click.pass_context
def sync(context: click.Context, folders: tuple[Path, ...], rebuild: bool) -> None:  # noqa: FBT001 - click passes it by name
    """Read what changed in the documents and publish a new index version."""
    from assistant.syncing import build_index
    from assistant.terminal import progress_bars

    settings = _settings(context)
    with progress_bars() as progress:
        outcome = build_index(settings, folders or None, rebuild=rebuild, progress=progress)
    report = outcome.report
    for rejection in report.skipped:
        click.echo(f"left out: {rejection.id}: {rejection.reason}", err=True)
    for rejection in report.failed:
        click.echo(f"failed: {rejection.id}: {rejection.reason}", err=True)
    click.echo(f"read {', '.join(str(folder) for folder in outcome.folders)}")
    click.echo(
        f"added {len(report.added)}, changed {len(report.changed)}, "
        f"removed {len(report.removed)}, unchanged {len(report.unchanged)}, "
        f"failed {len(report.failed)}"
    )
    state = "published" if outcome.published else "up to date"
    click.echo(f"index version {outcome.index_version} ({state})")


@command.command()
@click.argument("question")
@_AS_JSON
@click.pass_context
def ask(context: click.Context, question: str, json_wanted: bool) -> None:  # noqa: FBT001 - click passes it by name
    """Answer one question, with citations."""
    from assistant.answer_json import answer_record, as_json
    from assistant.terminal import answer_lines

    answer = answer_record(_assistant(context).answer(question))
    if json_wanted:
        click.echo(json.dumps(as_json(answer), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(answer_lines(answer)))


@command.command()
@click.argument("question")
@click.option("--limit", type=click.IntRange(1, 20), default=5, show_default=True)
@_AS_JSON
@click.pass_context
def search(context: click.Context, question: str, limit: int, json_wanted: bool) -> None:  # noqa: FBT001 - click passes it by name
    """List the passages that speak to a question."""
    from assistant.answer_json import as_json, findings_record
    from assistant.terminal import findings_lines

    assistant = _assistant(context)
    findings = assistant.search(question, limit=limit)
    if json_wanted:
        record = findings_record(findings, index_version=assistant.index_version)
        click.echo(json.dumps(as_json(record), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(findings_lines(findings)))


@command.command()
@click.option("--host", help="Address to listen on; from the settings if not given.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port; from the settings if not given.")
@click.pass_context
def serve(context: click.Context, host: str | None, port: int | None) -> None:
    """Serve the chat page, the JSON API and the source viewer on one port."""
    from ui.server import serve as serve_forever

    settings = _settings(context)
    serve_forever(settings, host=host or settings.server.host, port=port or settings.server.port)


@command.command()
@click.pass_context
def check(context: click.Context) -> None:
    """Verify the store and the current index version; exit 1 on any damage."""
    from assistant.wiring import check_installation

    for line in check_installation(_settings(context)):
        click.echo(line)


@command.command()
@click.option("--json", "json_wanted", is_flag=True, help="Print JSON.")
@click.pass_context
def feedback(context: click.Context, json_wanted: bool) -> None:  # noqa: FBT001 - click passes it by name
    """Count what readers thought of answers: reasons, statuses, documents."""
    from assistant.sharing.feedback import summarise, summary_lines, summary_record
    from assistant.sharing.kept_answers import KeptAnswers

    summary = summarise(KeptAnswers(_settings(context).store.directory).feedback())
    if json_wanted:
        click.echo(json.dumps(summary_record(summary), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(summary_lines(summary)))


def main() -> None:
    """Run a command; a known error becomes one line on standard error and its exit code."""
    try:
        command()
    except KnownError as error:
        sys.stderr.write(f"assistant: {error}\n")
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
