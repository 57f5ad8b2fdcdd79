"""Builds or searches an index with one program; runs in that program's environment, on its own.

    python drive.py PROGRAM build TASK.json     {"seconds"}
    python drive.py PROGRAM search TASK.json    {"first_answer", "milliseconds", "first_hits",
                                                 "megabytes"}

PROGRAM is a module beside this one with `build(task)`, which gives the seconds that it took with
the model loaded, and `open_search(task)`, which gives a function from a question to the row of the
best text. TASK.json: {"model", "folder", "texts", "questions"}. "first_answer" is a time of day, in
seconds since 1970: whoever started the process knows when that was.
"""

import importlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Any


def main() -> None:
    """Do what the arguments say, and print it as JSON."""
    name, what, file = sys.argv[1:]
    task = json.loads(Path(file).read_text(encoding="utf-8"))
    program = importlib.import_module(name)
    if what == "build":
        _print({"seconds": program.build(task)})
        return
    search = program.open_search(task)
    first, *others = task["questions"]
    hits = [search(first)]
    first_answer = time.time()
    times = []
    for question in others:
        started = time.perf_counter()
        hits.append(search(question))
        times.append(1000 * (time.perf_counter() - started))
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    megabytes = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    _print(
        {
            "first_answer": first_answer,
            "milliseconds": times,
            "first_hits": hits,
            "megabytes": megabytes,
        }
    )


def _print(found: dict[str, Any]) -> None:
    sys.stdout.write(f"\n{json.dumps(found)}\n")


if __name__ == "__main__":
    main()
