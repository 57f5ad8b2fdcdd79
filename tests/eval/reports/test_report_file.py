import json
from pathlib import Path

from eval.reports.report_file import write_public_report, write_report
from tests.eval.public.test_report import FOUND, make_public_report, make_run
from tests.eval.reports.test_report import make_report


def test_the_same_report_is_written_for_programs_and_for_people(tmp_path: Path) -> None:
    files = write_report(
        make_report(), records=[{"id": "en-1"}], folder=tmp_path / "new", name="answers"
    )

    record = json.loads(files.json.read_text(encoding="utf-8"))
    assert record["format"] == 1
    assert record["title"] == "Answers"
    assert record["rows"] == [{"id": "en-1"}]
    assert record["groups"][0]["scores"][0]["measure"] == "right_quotation"
    assert record["groups"][0]["scores"][0]["estimate"]["value"] == 1.0
    assert files.page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_an_older_report_is_replaced(tmp_path: Path) -> None:
    for title in ("first", "second"):
        write_report(make_report(), records=[{"id": title}], folder=tmp_path, name="answers")

    record = json.loads((tmp_path / "answers.json").read_text(encoding="utf-8"))
    assert record["rows"] == [{"id": "second"}]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.html", "answers.json"]


def test_a_report_on_public_sets_has_one_question_a_line(tmp_path: Path) -> None:
    files = write_public_report(
        make_public_report(make_run(FOUND)),
        records=[{"id": "set/1"}, {"id": "set/2"}],
        folder=tmp_path,
        name="public",
    )

    text = files.json.read_text(encoding="utf-8")
    record = json.loads(text)
    assert record["rows"] == [{"id": "set/1"}, {"id": "set/2"}]
    assert record["parts"][0]["group"]["name"] == "set"
    assert sum('"id": "set/' in line for line in text.split("\n")) == 2
    assert "<!doctype html>" in files.page.read_text(encoding="utf-8")
