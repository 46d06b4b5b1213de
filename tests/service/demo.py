#!/usr/bin/env python3
"""demo.py PROGRAM: the demo is served; what it prints works as it is printed, and its links once."""
import http.client
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile

from imports import expect
from kills import PROGRAM

PASSWORD = "a long enough password"
WISH = ["demo", "--rows", "5000", "--closed", "2", "--port", "0"]


class Demo:
    def __init__(self, folder):
        self.process = subprocess.Popen([PROGRAM, *WISH, "--dir", str(folder / "demo")], cwd=folder,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.said = ""
        while "End with Ctrl+C" not in self.said:
            line = self.process.stdout.readline()
            expect(line, "the demo ended: " + self.said)
            self.said += line
        self.links = re.findall(r"(\w+) +http://127\.0\.0\.1:(\d+)/set-up#(\w+)", self.said)
        self.port = int(self.links[0][1])
        expect([one[0] for one in self.links] == ["customer", "partner", "operator"], self.said)

    def ask(self, method, target, body=None, cookie=""):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        link.request(method, target, json.dumps(body) if body else None,
                     {"content-type": "application/json", "cookie": cookie})
        answer = link.getresponse()
        text = answer.read().decode()
        return answer.status, json.loads(text) if text else None, answer.headers

    def end(self):
        self.process.send_signal(signal.SIGINT)
        expect(self.process.wait(timeout=60) == 0, "it does not end well")


def signs_in(demo, token):
    status, told, headers = demo.ask("POST", "/v1/setup", {"token": token, "password": PASSWORD})
    expect(status == 201, told)
    again = demo.ask("POST", "/v1/setup", {"token": token, "password": PASSWORD})
    expect(again[0] == 422 and again[1]["code"] == "LINK_OVER", f"a link is taken twice: {again[:2]}")
    return headers["set-cookie"].split(";")[0]


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        demo = Demo(folder)
        cookies = {portal: signs_in(demo, token) for portal, _, token in demo.links}
        for portal, target in (("customer", "/v1/subscriptions"), ("partner", "/v1/statements"), ("operator", "/v1/periods")):
            status, told, _ = demo.ask("GET", target, cookie=cookies[portal])
            expect(status == 200 and told["data"], f"{target}: {told}")
        closed = [one for one in told["data"] if one["state"] == "closed"]
        expect(len(closed) == 2 and all(one["frozen_by"] != one["signed_by"] for one in closed), told)
        curl = next(line for line in demo.said.splitlines() if "curl" in line)
        sent = subprocess.run(["/bin/sh", "-c", curl], capture_output=True, text=True)
        expect('"accepted":1' in sent.stdout, sent)
        demo.end()
        told = demo.links
        demo = Demo(folder)
        expect(not {one[2] for one in told} & {one[2] for one in demo.links}, "a link is printed again")
        signs_in(demo, demo.links[1][2])
        demo.end()
    print("three persons sign in to the demo, once with each link; the printed request is taken")


if __name__ == "__main__":
    main()
