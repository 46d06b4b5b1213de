#!/usr/bin/env python3
"""service.py PROGRAM: the service over loopback, with wrk and h2load on the same cores.

Prints one JSON object a line: P4 (events in batches of 1,000 and one by one, counted again in the
log), P9 (an association, a partner's overview of a year), what 1,000 idle and 200 slow connections
do to others, and the memory that a large import takes. Ends with an error when an answer is wrong.
"""
import csv
import io
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

PROGRAM = os.path.abspath(sys.argv[1])
SECONDS = int(os.environ.get("BENCH_SECONDS", 10))

BATCH = """
local threads = 0
function setup(thread) thread:set("id", threads); threads = threads + 1 end
local count = 0
function request()
  local events = {}
  for i = 1, %d do
    count = count + 1
    events[i] = '{"specversion":"1.0","id":"' .. id .. '-' .. count .. '","source":"%s","type":"usage","subject":"%s",' ..
      '"time":"2026-01-05T10:00:00Z","data":{"workload":"vm","measure":"consumption","quantity":"1","unit":"h",' ..
      '"amount":"1","currency":"%s","charge_kind":"usage"}}'
  end
  return wrk.format("POST", "/v1/usage-events", {["authorization"] = "Bearer %s",
    ["content-type"] = "application/cloudevents-batch+json"}, "[" .. table.concat(events, ",") .. "]")
end
"""


def told(**figures):
    print(json.dumps({"bench": "service", **figures}), flush=True)


def accredit(*words):
    done = subprocess.run([PROGRAM, *words], capture_output=True, text=True)
    if done.returncode not in (0, 3):
        sys.exit(f"accredit {' '.join(words)}: {done.stderr}")
    return done.stdout


UNLIMITED = [word for one in ("read", "write", "ingest") for word in (f"--rates-{one}", "0")]


class Service:
    def __init__(self, store):
        self.process = subprocess.Popen([PROGRAM, "serve", "--data", store, "--port", "0", *UNLIMITED],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        line = self.process.stderr.readline()
        self.url = re.search(r"http://[\d.:]+", line)[0]
        self.port = int(self.url.rsplit(":", 1)[1])

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=120)

    def get(self, target, key):
        request = urllib.request.Request(self.url + target, headers={"authorization": f"Bearer {key}"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def memory_mib(self):
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", text)[1]) // 1024


def key(store, *words):
    return re.search(r"ack_\w+", accredit("key", "create", "bench", *words, "--data", store))[0]


# Latencies in milliseconds of `rate` requests a second. h2load lets all connections ask at the same
# moment, so each waits for the others: with 50 of them the p99 is that of 50 at once.
def paced(service, target, bearer, rate, connections):
    log = tempfile.NamedTemporaryFile()
    subprocess.run(["h2load", "--h1", "-t1", f"-c{connections}", f"-D{SECONDS}", f"--rps={rate // connections}",
                    "-H", f"authorization: Bearer {bearer}", f"--log-file={log.name}", service.url + target],
                   check=True, capture_output=True)
    rows = [line.split("\t") for line in open(log.name)]
    if not rows or any(row[1] != "200" for row in rows):
        sys.exit(f"{target}: not every answer is 200")
    times = sorted(int(row[2]) / 1000 for row in rows)
    return {"requests_per_s": len(times) // SECONDS, "p50_ms": times[len(times) // 2], "p99_ms": times[len(times) * 99 // 100]}


def wrk(service, target, connections, bearer=None, script=None):
    command = ["wrk", "-t2", f"-c{connections}", f"-d{SECONDS}s", "--latency"]
    if script:
        command += ["-s", script]
    if bearer:
        command += ["-H", f"authorization: Bearer {bearer}"]
    out = subprocess.run([*command, service.url + target], check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in out:
        sys.exit(out)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1]), int(re.search(r"(\d+) requests in", out)[1])


def ingested(store):
    out = accredit("reconcile", "--month", "2026-01", "-o", "csv", "--data", store)
    rows = csv.DictReader(io.StringIO(out))
    return sum(int(float(row["quantity"])) for row in rows if row["bucket"] == "ingested" and row["measure"] == "consumption")


def events(folder, store):
    feed = key(store, "--role", "feed")
    for size, connections in ((1000, 8), (1, 64)):
        service = Service(store)
        before = ingested(store)
        script = folder / "batch.lua"
        script.write_text(BATCH % (size, f"bench-{size}", "S0003", "EUR", feed))
        rate, requests = wrk(service, "/v1/usage-events", connections, script=str(script))
        service.end()
        service = Service(store)  # what waits is folded
        time.sleep(2)
        for _ in range(60):
            counted = ingested(store) - before
            if counted >= requests * size:
                break
            time.sleep(1)
        service.end()
        if counted < requests * size:
            sys.exit(f"{requests * size} events were acknowledged, {counted} are in the log")
        told(goal="P4", events_in_a_request=size, events_per_s=round(rate * size), acknowledged=requests * size, in_the_log=counted)


def slow(port, stop):
    link = socket.create_connection(("127.0.0.1", port))
    try:
        for letter in "GET /v1/partners HTTP/1.1\r\nHost: a\r\nX: " + "x" * 10_000:
            if stop.wait(0.5):
                break
            link.sendall(letter.encode())
    except OSError:
        pass
    link.close()


def reads(store):
    operator = key(store, "--role", "admin")
    executive = key(store, "--role", "partner_executive", "--partner", "P11", "--sees-money")
    service = Service(store)
    association = service.get("/v1/associations?limit=1", operator)["data"][0]["id"]
    one = f"/v1/associations/{association}"
    rate, _ = wrk(service, one, 32, operator)
    told(goal="P9", what="association, as fast as it goes", requests_per_s=round(rate))
    for connections in (10, 20, 50):
        alone = paced(service, one, operator, 5000, connections)
        told(goal="P9", what=f"association, 5,000 a second over {connections} connections", **alone)
    overview = "/v1/reports?from=2025-04&to=2026-03&by=month&limit=1000"
    told(goal="P9", what="overview of a year, 20 a second", **paced(service, overview, executive, 20, 4))
    stop = threading.Event()
    idle = [socket.create_connection(("127.0.0.1", service.port)) for _ in range(1000)]
    slows = [threading.Thread(target=slow, args=(service.port, stop), daemon=True) for _ in range(200)]
    for one_of in slows:
        one_of.start()
    crowded = paced(service, one, operator, 5000, 50)
    stop.set()
    for link in idle:
        link.close()
    told(goal="1,000 idle and 200 slow connections", p99_ms_alone=alone["p99_ms"], **crowded)
    service.end()


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        accredit("demo", "--no-serve", "--closed", "0", "--rows", "200000", "--dir",
                 str(folder / "demo"), "--quiet")
        store = str(folder / "demo" / "store")
        reads(store)
        events(folder, store)


if __name__ == "__main__":
    main()
