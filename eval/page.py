"""Page: a report as one HTML file that loads nothing and escapes everything."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from eval.report import BY_LANGUAGE, Report

_PICTURED = ("right_quotation", "answer_rate", "refusal_recall", "recall_at_5")


def report_page(report: Report) -> str:
    """Render the whole report."""
    return _template().render(report=report, pictured=_PICTURED, by_language=BY_LANGUAGE)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("eval", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html")
