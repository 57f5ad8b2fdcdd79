import re
from dataclasses import replace

from lxml import html

from eval.reports.page import public_page, report_page
from eval.reports.table import report_lines
from tests.eval.public.test_report import FOUND, SECOND, make_public_report, make_run
from tests.eval.reports.test_report import FAILED, make_report


def test_a_script_in_a_question_is_shown_never_run() -> None:
    page = report_page(make_report())

    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<img" not in page
    assert "small &amp; fast" in page


def test_the_page_loads_nothing() -> None:
    tree = html.document_fromstring(report_page(make_report(comparisons=[FAILED])))

    assert tree.xpath("//link | //script | //img | //iframe | //object") == []
    assert [link for link in tree.xpath("//@href | //@src") if not link.startswith("#")] == []
    assert re.search(r"url\(|@import|https?:", html.tostring(tree, encoding="unicode")) is None
    [policy] = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_every_link_within_the_page_has_its_place() -> None:
    tree = html.document_fromstring(report_page(make_report(comparisons=[FAILED])))

    ids = set(tree.xpath("//@id"))
    assert {link.removeprefix("#") for link in tree.xpath("//@href")} <= ids
    assert set(tree.xpath("//@aria-labelledby")) <= ids
    assert len(ids) == len(tree.xpath("//@id"))


def test_a_failed_case_shows_question_expectation_finding_and_status() -> None:
    tree = html.document_fromstring(report_page(make_report()))

    [article] = tree.xpath("//article")
    [question] = article.xpath(".//p[@class='question']")
    assert (question.get("lang"), question.text_content()) == ("en", "<script>alert(1)</script>")
    words = " ".join(article.text_content().split())
    assert "statusanswered expectedno answer foundnews/tax.txt: <img src=x onerror=y>" in words


def test_the_bar_of_a_language_is_as_long_as_its_value() -> None:
    tree = html.document_fromstring(report_page(make_report()))

    [first] = tree.xpath("//section[h3='right quotation']//rect[@class='value']")
    assert first.get("width") == "100.00"


def test_a_failed_comparison_is_open_to_read() -> None:
    tree = html.document_fromstring(report_page(make_report(comparisons=[FAILED])))

    [details] = tree.xpath("//details")
    assert details.get("open") is not None
    assert "0 OK, 1 FAIL" in details.text_content()


def test_an_empty_run_still_makes_a_page() -> None:
    tree = html.document_fromstring(report_page(make_report(rows=[])))

    assert "All 0 cases went right" in tree.xpath("//p[@class='lead']")[0].text_content()


def test_the_page_of_public_sets_shows_each_with_its_floor_and_loads_nothing() -> None:
    page = public_page(make_public_report(make_run(FOUND, SECOND, name="<set>"), floor=None))
    failed = public_page(make_public_report(make_run(FOUND, SECOND), floor=0.6))

    assert "&lt;set&gt;" in page
    tree = html.document_fromstring(failed)
    [row] = tree.xpath("//table[1]/tbody/tr[th='set']")[:1]
    assert row.xpath("td")[0].text_content() == "FAIL"
    assert row.xpath("td[b]/small/text()") == ["0.095–0.905", "floor 0.600"]
    assert [link for link in tree.xpath("//@href | //@src") if not link.startswith("#")] == []
    assert {link.removeprefix("#") for link in tree.xpath("//@href")} <= set(tree.xpath("//@id"))
    assert "Not compared with floors." in page


def test_of_a_sealed_set_no_case_is_shown() -> None:
    sealed = replace(make_report(), failures=None)

    page = report_page(sealed)

    assert "those that went wrong are not shown" in page
    assert "Cases that went wrong" not in page
    assert "alert(1)" not in page
    assert "alert(1)" not in "".join(report_lines(sealed))
