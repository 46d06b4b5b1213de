#!/usr/bin/env python3
"""kills.py PROGRAM [ROUNDS]: the service is ended in the middle of its work, again and again.

Clients send batches of usage events and write down what was acknowledged. The service is killed
(kill -9) or asked to end (SIGTERM) at a random moment and started again. In the end every event that
was acknowledged is in the log exactly once, and none that was never sent. The seed is printed.
"""
import csv
import http.client
import io
import json
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

PROGRAM = os.path.abspath(sys.argv[1])
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 6
SEED = int(os.environ.get("ACCREDIT_SEED", time.time_ns() % 1_000_000))
EPOCH_DAY = "2025-03-10T08:00:00Z"


def accredit(*words, store):
    done = subprocess.run([PROGRAM, *words, "--data", store], capture_output=True, text=True)
    if done.returncode not in (0, 3):
        sys.exit(f"accredit {' '.join(words)}: {done.stderr}")
    return done.stdout


def make_store(folder):
    store = str(folder / "store")
    accredit("init", store=store)
    for name, text in {
        "partners.csv": "partner_id,name,group_id,country,status\nP1,One,,US,active\n",
        "customers.csv": "customer_id,name,country\nC1,One,US\n",
        "products.csv": "product_id,name,family,metering\nazure,Azure,azure,metered\n",
        "subscriptions.csv": "subscription_id,customer_id,product_id,currency,starts_on,ends_on\n"
                             "S1,C1,azure,USD,2025-01-01,\n",
    }.items():
        (folder / name).write_text(text)
        accredit("import", str(folder / name), store=store)
    return store


UNLIMITED = tuple(word for one in ("read", "write", "ingest") for word in (f"--rates-{one}", "0"))


class Service:
    # `more`: flags; `how`: where the process begins (cwd, env, stdout).
    def __init__(self, store, *more, limits=UNLIMITED, **how):
        words = [PROGRAM, "serve", "--data", store, "--port", "0", *limits, *more]
        self.process = subprocess.Popen(words, **{"stdout": subprocess.DEVNULL, **how},
                                        stderr=subprocess.PIPE, text=True)
        line = self.process.stderr.readline()
        found = re.search(r":(\d+)", line.rsplit("//", 1)[-1])
        if not found:
            sys.exit("the service did not start: " + line + self.process.stderr.read())
        self.port = int(found[1])

    def end(self, how):
        self.process.send_signal(how)
        self.process.wait(timeout=60)
        self.process.stderr.close()


def event(name):
    return {"specversion": "1.0", "id": name, "source": "kills", "type": "usage", "subject": "S1",
            "time": EPOCH_DAY,
            "data": {"workload": "vm", "measure": "consumption", "quantity": "1", "unit": "h",
                     "amount": "1", "currency": "USD", "charge_kind": "usage"}}


def client(port, key, names, acknowledged, lock, seed):
    chance = random.Random(seed)
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        while True:
            batch = [next(names) for _ in range(chance.choice((1, 1, 20, 200)))]
            link.request("POST", "/v1/usage-events", json.dumps([event(name) for name in batch]),
                         {"content-type": "application/cloudevents-batch+json",
                          "authorization": "Bearer " + key})
            answer = link.getresponse()
            receipt = json.loads(answer.read())
            if answer.status != 202 or receipt["rejected"] != 0:
                raise SystemExit(f"{answer.status}: {receipt}")
            with lock:
                acknowledged.update(batch)
    except (OSError, http.client.HTTPException, json.JSONDecodeError):
        return  # the service has ended


def main():
    print(f"seed {SEED}, {ROUNDS} rounds")
    chance = random.Random(SEED)
    sent, acknowledged, lock = [0], set(), threading.Lock()

    def names():
        while True:
            with lock:
                sent[0] += 1
                number = sent[0]
            yield f"e{number}"

    with tempfile.TemporaryDirectory() as folder:
        store = make_store(pathlib.Path(folder))
        key = re.search(r"ack_\w+", accredit("key", "create", "meter", "--role", "feed",
                                             store=store))[0]
        for round_number in range(ROUNDS):
            service = Service(store)
            clients = [threading.Thread(target=client, args=(service.port, key, names(), acknowledged,
                                                             lock, SEED + 100 * round_number + i))
                       for i in range(4)]
            for one in clients:
                one.start()
            time.sleep(chance.uniform(0.3, 2.5))
            service.end(chance.choice((signal.SIGKILL, signal.SIGTERM)))
            for one in clients:
                one.join()
        service = Service(store)  # what waits is folded into the log
        time.sleep(3)
        service.end(signal.SIGTERM)
        accredit("verify", store=store)
        credited = accredit("reconcile", "--month", "2025-03", "-o", "csv", store=store)
    rows = csv.DictReader(io.StringIO(credited))
    counted = sum(int(row["quantity"]) for row in rows if row["bucket"] == "ingested")
    print(f"{sent[0]} events sent, {len(acknowledged)} acknowledged, {counted} in the log")
    if not len(acknowledged) <= counted <= sent[0] or not acknowledged:
        sys.exit("an acknowledged event is lost, or one counts twice")


if __name__ == "__main__":
    main()
