#!/usr/bin/env python3
"""imports.py PROGRAM [ROWS]: a large file comes over HTTP, through everything that can go wrong.

A month of a vendor is sent in pieces: the connection breaks, the service is killed while it receives
and while it takes the file in, wrong offsets and strangers are refused. In the end each row is in the
log exactly once. Told: how much memory the service took above idle.
"""
import csv
import hashlib
import http.client
import io
import json
import pathlib
import re
import signal
import socket
import sys
import tempfile
import time

from kills import PROGRAM, Service, accredit, make_store

ROWS = int(sys.argv[2]) if len(sys.argv) > 2 else 200_000
HEADER = ("source,record_key,revision,subscription_id,workload,usage_date,measure,quantity,unit,amount,"
          "currency,charge_kind\n")


def file_of_usage(path):
    with open(path, "w") as out:
        out.write(HEADER)
        for i in range(ROWS):
            out.write(f"meter,r{i},1,S1,vm,2025-03-{1 + i % 28:02d},consumption,1,h,0.25,USD,usage\n")
    return hashlib.sha256(open(path, "rb").read()).hexdigest()


class Asker:
    def __init__(self, service, key):
        self.port, self.key = service.port, key

    def ask(self, method, target, body=None, kind="application/json", key=None):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        text = json.dumps(body) if isinstance(body, dict) else body
        link.request(method, target, text, {"content-type": kind, "authorization": f"Bearer {key or self.key}"})
        answer = link.getresponse()
        told = answer.read()
        return answer.status, json.loads(told) if told else None

    def text(self, target, key):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        link.request("GET", target, headers={"authorization": f"Bearer {key}"})
        return link.getresponse().read().decode()

    # The head of an answer.
    def head(self, method, target, **more):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        link.request(method, target, headers={"authorization": f"Bearer {self.key}", **more})
        answer = link.getresponse()
        answer.read()
        return answer.headers

    def send(self, imported, offset, piece, key=None):
        return self.ask("PUT", f"/v1/imports/{imported}/content?offset={offset}", piece,
                        "application/octet-stream", key)

    # A connection that breaks after half of what it announced.
    def break_off(self, imported, offset, piece):
        link = socket.create_connection(("127.0.0.1", self.port))
        head = (f"PUT /v1/imports/{imported}/content?offset={offset} HTTP/1.1\r\nHost: a\r\n"
                f"Authorization: Bearer {self.key}\r\nContent-Type: application/octet-stream\r\n"
                f"Content-Length: {2 * len(piece)}\r\n\r\n")
        link.sendall(head.encode() + piece)
        time.sleep(0.5)
        link.close()

    def offset(self, imported):
        return self.ask("GET", f"/v1/imports/{imported}")[1]["offset"]


def expect(holds, what):
    if not holds:
        sys.exit(f"FAILED: {what}")


def memory_mib(service, what="VmRSS"):
    text = pathlib.Path(f"/proc/{service.process.pid}/status").read_text()
    return int(re.search(rf"{what}:\s+(\d+)", text)[1]) // 1024


def send_all(asker, imported, path):
    offset = asker.offset(imported)
    with open(path, "rb") as file:
        file.seek(offset)
        while piece := file.read(4 << 20):
            status, told = asker.send(imported, offset, piece)
            expect(status == 200, told)
            offset += len(piece)
            expect(told["offset"] == offset, f"{told} is not {offset}")


def finished(asker, imported):
    for _ in range(600):
        status, told = asker.ask("GET", f"/v1/operations/{imported}")
        expect(status == 200, told)
        if told["state"] != "running":
            return told["state"]
        time.sleep(0.2)
    sys.exit("FAILED: the import does not end")


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        store = make_store(folder)
        keys = {role: re.search(r"ack_\w+", accredit("key", "create", role, "--role", role, store=store))[0]
                for role in ("feed", "auditor")}
        path = folder / "usage-2025-03.csv"
        digest = file_of_usage(path)
        service = Service(store)
        idle = memory_mib(service)
        asker = Asker(service, keys["feed"])

        status, made = asker.ask("POST", "/v1/imports", {"kind": "usage", "file": path.name, "feed": "meter"})
        expect(status == 201 and made["offset"] == 0, made)
        imported = made["id"]
        expect(asker.send(imported, 0, b"x" * 100, keys["auditor"])[0] == 403, "an auditor sends bytes")
        expect(asker.send(imported, 7, b"x")[0] == 409, "bytes after a gap are taken")
        expect(asker.offset(imported) == 0, "what was refused is on the disk")
        asker.break_off(imported, 0, open(path, "rb").read(1 << 20))
        expect(0 < asker.offset(imported) <= 1 << 20, "what came before the break is gone")
        service.end(signal.SIGKILL)

        service = Service(store)
        asker = Asker(service, keys["feed"])
        send_all(asker, imported, path)
        received = memory_mib(service, "VmHWM")
        refused = asker.ask("POST", f"/v1/imports/{imported}:run", {"sha256": "0" * 64})
        expect(refused[0] == 422 and refused[1]["code"] == "DIGEST_DIFFERS", refused)
        status, told = asker.ask("POST", f"/v1/imports/{imported}:run", {"sha256": digest})
        expect(status == 202 and told["state"] == "running", told)
        service.end(signal.SIGKILL)  # in the middle of it, or just behind

        service = Service(store)
        asker = Asker(service, keys["feed"])
        expect(finished(asker, imported) == "done", asker.ask("GET", f"/v1/imports/{imported}"))
        taken_in = memory_mib(service, "VmHWM")
        expect(asker.ask("POST", f"/v1/imports/{imported}:run", {})[0] == 409, "it is taken in twice")
        expect(asker.send(imported, 0, b"x")[0] == 409, "bytes are taken behind the end")

        status, other = asker.ask("POST", "/v1/imports", {"kind": "usage", "file": "bad.csv"})
        asker.send(other["id"], 0, b"no columns of ours\n1\n")
        asker.ask("POST", f"/v1/imports/{other['id']}:run", {})
        expect(finished(asker, other["id"]) == "failed", "a file that is none is taken in")
        expect(asker.ask("GET", f"/v1/imports/{other['id']}")[1]["why"], "it is not said why")
        status, third = asker.ask("POST", "/v1/imports", {"kind": "registry", "file": "partners.csv"})
        asker.send(third["id"], 0, b"partner_id,name,group_id,country,status\nP2,Two,,US,active\n")
        asker.ask("POST", f"/v1/imports/{third['id']}:run", {})
        expect(finished(asker, third["id"]) == "done", "a registry file is not taken in")
        service.end(signal.SIGTERM)
        left = list(pathlib.Path(store, "imports").iterdir())
        expect(not left, f"{left} stays")
        accredit("verify", store=store)
        told = accredit("reconcile", "--month", "2025-03", "-o", "csv", store=store)
    rows = csv.DictReader(io.StringIO(told))
    counted = sum(int(row["quantity"]) for row in rows if row["bucket"] == "ingested")
    expect(counted == ROWS, f"{counted} rows of {ROWS} count")
    print(f"{ROWS} rows in the log once; memory above idle: {received - idle} MiB while they came, "
          f"{taken_in - idle} MiB when they were taken in")


if __name__ == "__main__":
    main()
