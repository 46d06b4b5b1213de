#!/usr/bin/env python3
"""large_import.py PROGRAM MIB [FOLDER]: a file of usage so large comes over HTTP and is taken in.

The rows follow from their numbers and are made while they are sent, so nothing lies on the disk but
what the service keeps below FOLDER. Prints one JSON object: seconds, and the memory of the service
above idle, while bytes come and while they are taken in. Afterwards rows and sums of the log are
compared with those that were sent. Ends with an error when they differ, or above 256 MiB.
"""
import csv
import decimal
import hashlib
import http.client
import io
import json
import pathlib
import sys
import tempfile
import threading
import time

from service import PROGRAM, Service, accredit, key, told

MIB = int(sys.argv[2])
SUBSCRIPTIONS = 2_000
WORKLOADS = ("vm", "storage", "network", "database")
PIECE_ROWS = 100_000
HEADER = ("source,record_key,revision,subscription_id,workload,usage_date,measure,quantity,unit,amount,"
          "currency,charge_kind\n")


def registry(folder):
    store = str(folder / "store")
    accredit("init", "--data", store)
    files = {
        "partners.csv": "partner_id,name,group_id,country,status\nP1,One,,US,active\n",
        "customers.csv": "customer_id,name,country\nC1,One,US\n",
        "products.csv": "product_id,name,family,metering\nazure,Azure,azure,metered\n",
        "subscriptions.csv": "subscription_id,customer_id,product_id,currency,starts_on,ends_on\n" +
                             "".join(f"S{i:05d},C1,azure,USD,2025-01-01,\n" for i in range(SUBSCRIPTIONS)),
    }
    for name, text in files.items():
        (folder / name).write_text(text)
        accredit("import", str(folder / name), "--data", store)
    return store


def rows(first):
    """A piece of the file, and the cents that it is worth."""
    out, cents = [], 0
    for i in range(first, first + PIECE_ROWS):
        cents += i % 997
        out.append(f"meter-eu,usage-2025-03-{i:012d},1,S{i % SUBSCRIPTIONS:05d},{WORKLOADS[i // SUBSCRIPTIONS % 4]},"
                   f"2025-03-{1 + i // (4 * SUBSCRIPTIONS) % 31:02d},consumption,1,h,"
                   f"{i % 997 // 100}.{i % 997 % 100:02d},USD,usage\n")
    return "".join(out).encode(), cents


BOUND = 256  # MiB above idle, whatever the size of the file


class Memory:
    """The largest that was seen, told apart: what is the process's own, and pages of files."""

    def __init__(self, service):
        self.path = f"/proc/{service.process.pid}/status"
        self.idle, self.most = self.now(), (0, 0)
        threading.Thread(target=self.watch, daemon=True).start()

    def now(self):
        lines = dict(line.split(":", 1) for line in open(self.path))
        return tuple(int(lines[name].split()[0]) // 1024 for name in ("VmRSS", "RssAnon"))

    def watch(self):
        try:
            while True:
                self.most = tuple(map(max, self.most, self.now()))
                time.sleep(0.05)
        except (OSError, KeyError):
            pass  # the service is gone

    def above_idle(self):
        most, self.most = self.most, (0, 0)
        return dict(zip(("mib", "own_mib"), (a - b for a, b in zip(most, self.idle))))


def asked(service, bearer, method, target, body, kind="application/json"):
    link = http.client.HTTPConnection("127.0.0.1", service.port, timeout=300)
    link.request(method, target, body, {"content-type": kind, "authorization": f"Bearer {bearer}"})
    answer = link.getresponse()
    text = answer.read()
    if answer.status >= 300:
        sys.exit(f"{method} {target}: {answer.status} {text.decode()}")
    return json.loads(text)


def send(service, bearer, imported):
    digest, count, cents, sent = hashlib.sha256(), 0, 0, 0
    while sent < MIB << 20:
        piece, worth = rows(count)
        piece = piece if count else HEADER.encode() + piece
        digest.update(piece)
        asked(service, bearer, "PUT", f"/v1/imports/{imported}/content?offset={sent}", piece, "application/octet-stream")
        count, cents, sent = count + PIECE_ROWS, cents + worth, sent + len(piece)
    return digest.hexdigest(), count, cents, sent


def main():
    with tempfile.TemporaryDirectory(dir=sys.argv[3] if len(sys.argv) > 3 else None) as folder:
        folder = pathlib.Path(folder)
        store = registry(folder)
        feed = key(store, "--role", "feed")
        service = Service(store)
        memory = Memory(service)
        imported = asked(service, feed, "POST", "/v1/imports", '{"kind":"usage","file":"usage-2025-03.csv","feed":"meter"}')["id"]
        begun = time.monotonic()
        digest, count, cents, sent = send(service, feed, imported)
        received, coming = time.monotonic(), memory.above_idle()
        asked(service, feed, "POST", f"/v1/imports/{imported}:run", json.dumps({"sha256": digest}))
        while (state := service.get(f"/v1/operations/{imported}", feed)["state"]) == "running":
            time.sleep(0.5)
        done, taking = time.monotonic(), memory.above_idle()
        service.end()
        if state != "done":
            sys.exit(f"the import is {state}")
        lines = csv.DictReader(io.StringIO(accredit("reconcile", "--month", "2025-03", "-o", "csv", "--data", store)))
        found = next((row["quantity"], row["amount"]) for row in lines if row["bucket"] == "ingested")
        if tuple(map(decimal.Decimal, found)) != (count, decimal.Decimal(cents) / 100):
            sys.exit(f"{count} rows of {cents} cents were sent, the log has {found}")
        told(goal="a large import", mib=sent >> 20, rows=count, receive_s=round(received - begun, 1),
             take_in_s=round(done - received, 1), idle_mib=memory.idle[0], receiving=coming, taking_in=taking)
        if max(coming["mib"], taking["mib"]) > BOUND:
            sys.exit(f"more than {BOUND} MiB above idle")


if __name__ == "__main__":
    main()
