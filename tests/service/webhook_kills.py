#!/usr/bin/env python3
"""webhook_kills.py PROGRAM [ROUNDS]: webhooks of a service that is ended in the middle of its work.

A request is opened, tests are asked for, while the service is killed (kill -9) or asked to
end (SIGTERM) at random moments. In the end whatever was acknowledged, and every event that /v1/events
has, has reached the receiver at least once, always with the same id and body. The seed is printed.
"""
import http.server
import json
import random
import re
import signal
import sys
import tempfile
import threading
import time
import pathlib

import kills
from kills import Service, accredit, http as client_http

ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 5


class Receiver(http.server.BaseHTTPRequestHandler):
    got = {}  # id -> bodies
    count = 0
    chance = random.Random(kills.SEED)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        if Receiver.chance.random() < 0.05:
            time.sleep(0.2)
        Receiver.got.setdefault(self.headers["webhook-id"], set()).add(body)
        Receiver.count += 1
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


def ask(port, key, method, target, body=None):
    link = client_http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"authorization": "Bearer " + key}
    if body is not None:
        headers["content-type"] = "application/json"
    link.request(method, target, None if body is None else json.dumps(body), headers)
    answer = link.getresponse()
    text = answer.read()
    if answer.status >= 500:
        raise SystemExit(f"{method} {target}: {answer.status} {text}")
    return json.loads(text)


def work(port, key, partner, acknowledged):
    """Until the service has ended."""
    try:
        while True:
            acknowledged.add(ask(port, key, "POST", "/v1/webhook-endpoints/we_1:test")["event_id"])
            ask(port, partner, "POST", "/v1/requests",
                {"kind": "dpor", "event": "invite", "type": "dpor", "partner_id": "P1",
                 "subscription_id": "S1"})
    except (OSError, client_http.client.HTTPException, json.JSONDecodeError):
        return


def events(port, key):
    out, cursor = [], ""
    while True:
        page = ask(port, key, "GET", "/v1/events?limit=1000" + (f"&cursor={cursor}" if cursor else ""))
        out += page["data"]
        if not page["has_more"]:
            return {one["id"] for one in out}
        cursor = page["next_cursor"]


def main():
    print(f"seed {kills.SEED}, {ROUNDS} rounds")
    chance = random.Random(kills.SEED)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    acknowledged = set()
    with tempfile.TemporaryDirectory() as folder:
        store = kills.make_store(pathlib.Path(folder))
        key = re.search(r"ack_\w+", accredit("key", "create", "k", "--role", "admin", store=store))[0]
        partner = re.search(r"ack_\w+", accredit("key", "create", "p", "--role", "partner_admin",
                                                 "--partner", "P1", store=store))[0]
        service = Service(store, "--webhooks-anywhere")
        ask(service.port, key, "POST", "/v1/webhook-endpoints",
            {"url": f"http://127.0.0.1:{server.server_port}/"})
        first = events(service.port, key)
        for _ in range(ROUNDS):
            thread = threading.Thread(target=work, args=(service.port, key, partner, acknowledged))
            thread.start()
            time.sleep(chance.uniform(0.5, 3))
            service.end(chance.choice((signal.SIGKILL, signal.SIGTERM)))
            thread.join()
            service = Service(store, "--webhooks-anywhere")
        patience = time.monotonic() + 120
        while time.monotonic() < patience:
            told = events(service.port, key)
            missing = (acknowledged | told) - first - Receiver.got.keys()
            if not missing:
                break
            time.sleep(0.5)
        time.sleep(1.5)  # what is made of the last commits
        missing = (acknowledged | events(service.port, key)) - first - Receiver.got.keys()
        service.end(signal.SIGTERM)
        accredit("verify", store=store)
    print(f"{len(acknowledged)} tests acknowledged, {len(Receiver.got)} messages arrived "
          f"in {Receiver.count} deliveries")
    if missing or not acknowledged or len(Receiver.got) <= len(acknowledged):
        sys.exit(f"{len(missing)} messages are lost: {sorted(missing)[:5]}")
    if any(len(bodies) != 1 for bodies in Receiver.got.values()):
        sys.exit("a message came with the id of another one")


if __name__ == "__main__":
    main()
