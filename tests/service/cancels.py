#!/usr/bin/env python3
"""cancels.py PROGRAM [ROWS]: imports that run are cancelled, one of them after the process was killed in the
middle of it: nothing of them is in the log, and nothing stays on the disk. The same file can be sent again."""
import csv
import io
import pathlib
import re
import signal
import sys
import tempfile
import time

import imports
from imports import Asker, expect, file_of_usage, finished, send_all
from kills import Service, accredit, make_store


def announced(asker, path):
    status, made = asker.ask("POST", "/v1/imports", {"kind": "usage", "file": path.name, "feed": "meter"})
    expect(status == 201, made)
    send_all(asker, made["id"], path)
    return made["id"]


def started(asker, imported):
    status, told = asker.ask("POST", f"/v1/imports/{imported}:run", {})
    expect(status == 202 and told["state"] == "running", told)


def cancelled(asker, imported):
    status, told = asker.ask("POST", f"/v1/operations/{imported}:cancel")
    expect(status == 202, told)


def under_way(asker, imported):
    for _ in range(6_000):
        told = asker.ask("GET", f"/v1/operations/{imported}")[1]
        if told["done"] > 0:
            return
        expect(told["state"] == "running", f"it ended before it could be cancelled: {told}")
        time.sleep(0.01)
    sys.exit("FAILED: the import does not begin")


def cancels(asker, imported, start):
    start()
    under_way(asker, imported)
    cancelled(asker, imported)
    state = finished(asker, imported)
    expect(state == "cancelled", f"{imported} is {state}")
    cancelled(asker, imported)  # again: as it is
    expect(asker.ask("GET", f"/v1/imports/{imported}")[1]["result"] is None, "it has a result")


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        store = make_store(folder)
        key, auditor = (re.search(r"ack_\w+", accredit("key", "create", role, "--role", role, store=store))[0]
                        for role in ("feed", "auditor"))
        path = folder / "usage-2025-03.csv"
        file_of_usage(path)
        service = Service(store)
        asker = Asker(service, key)
        commit = asker.ask("GET", "/readyz")[1]["commit"]

        first, second = announced(asker, path), announced(asker, path)
        expect(asker.ask("POST", f"/v1/operations/{first}:cancel")[0] == 409, "what does not run is cancelled")
        cancels(asker, first, lambda: started(asker, first))
        started(asker, second)
        under_way(asker, second)
        service.end(signal.SIGKILL)
        service = Service(store)
        asker = Asker(service, key)
        cancels(asker, second, lambda: None)  # it began again with the process
        expect(asker.ask("GET", "/readyz")[1]["commit"] == commit, "something was committed")
        files = [str(one) for part in ("imports", "segments") for one in pathlib.Path(store, part).rglob("*")]
        expect(not files, f"{files} stay")

        again = announced(asker, path)
        started(asker, again)
        expect(finished(asker, again) == "done", "the same file is not taken in afterwards")
        expect(asker.ask("POST", f"/v1/operations/{again}:cancel")[0] == 409, "what is done is cancelled")
        metrics = asker.text("/metrics", auditor)
        expect('accredit_jobs{state="cancelled"} 2' in metrics and 'accredit_jobs{state="done"} 1' in metrics,
               metrics)
        service.end(signal.SIGTERM)
        accredit("verify", store=store)
        told = accredit("reconcile", "--month", "2025-03", "-o", "csv", store=store)
    rows = csv.DictReader(io.StringIO(told))
    counted = sum(int(row["quantity"]) for row in rows if row["bucket"] == "ingested")
    expect(counted == imports.ROWS, f"{counted} rows of {imports.ROWS} count")
    print("cancelled imports left nothing, and their file was taken in afterwards")


if __name__ == "__main__":
    imports.ROWS = int(sys.argv[2]) if len(sys.argv) > 2 else 600_000
    main()
