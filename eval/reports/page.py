"""Page: a report as one HTML file that loads nothing and escapes everything."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from eval.public.report import PublicReport
from eval.reports.report import BY_LANGUAGE, Report

_PICTURED = ("right_quotation", "answer_rate", "refusal_recall", "recall_at_5")


def report_page(report: Report) -> str:
    """Render the whole report."""
    return _template("report.html").render(
        report=report, pictured=_PICTURED, by_language=BY_LANGUAGE
    )


def public_page(report: PublicReport) -> str:
    """Render the report on public sets."""
    return _template("public.html").render(report=report)


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("eval.reports", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)
