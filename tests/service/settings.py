#!/usr/bin/env python3
"""settings.py PROGRAM: what is set reaches the service, and SIGHUP brings what was changed.

Flags, variables and a file are laid over one another; a running service takes what it may, keeps all of
it when a file is wrong, and says so in its log. Metrics, log lines and traces are as they are told.
"""
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

from imports import Asker, expect
from kills import PROGRAM, Service, accredit, make_store

TRACE = "0af7651916cd43dd8448eb211c80319c"


def environment(folder, **more):
    return {"PATH": os.environ["PATH"], "XDG_CONFIG_HOME": str(folder / "user"), **more}


def config(folder, *words, **variables):
    return subprocess.run([PROGRAM, "config", *words], cwd=folder, env=environment(folder, **variables),
                          capture_output=True, text=True)


def layers(folder):
    user = folder / "user" / "accredit"
    user.mkdir(parents=True)
    (user / "config.toml").write_text('port = 1\naddress = "::1"\n[log]\nlevel = "error"\n')
    (folder / "accredit.toml").write_text('port = 2\n[tls]\ncertificate = "server.pem"\n')
    told = config(folder, "show", "--origin", "--public-url", "https://a.example", "-o", "csv",
                  ACCREDIT_PORT="3").stdout
    for row in ("port,3,environment ACCREDIT_PORT", "address,::1,user " + str(user / "config.toml") + ":2",
                "tls.certificate,server.pem,project accredit.toml:3",
                "public_url,https://a.example,flag --public-url", "rates.read,2000,built-in"):
        expect(row in told.splitlines(), f"{row} is not in\n{told}")
    expect(config(folder, "get", "port").stdout == "2\n", "config get")
    paths = config(folder, "path", "-o", "csv").stdout
    expect(f"user,{user}/config.toml,read" in paths and "system,/etc/accredit/accredit.toml" in paths, paths)
    (user / "config.toml").unlink()
    (folder / "accredit.toml").unlink()


def findings(folder):
    (folder / "bad.toml").write_text('adress = "::1"\nport = 70000\n')
    done = config(folder, "validate", "bad.toml", "-o", "csv")
    expect(done.returncode == 3 and "did you mean 'address'?" in done.stdout and "bad.toml:2" in done.stdout,
           done)
    login = folder / "smtp.login"
    login.write_text("ann\nsecret\n")
    login.chmod(0o644)
    (folder / "mail.toml").write_text('public_url = "https://a.example"\nsmtp.url = "smtps://mail.example"\n'
                                      'smtp.login_file = "smtp.login"\nmail.from = "a@a.example"\n')
    done = config(folder, "validate", "mail.toml")
    expect(done.returncode == 3 and "chmod 600" in done.stdout, done)
    login.chmod(0o600)
    expect(config(folder, "validate", "mail.toml").returncode == 0, "a private file is refused")
    done = config(folder, "show", ACCREDIT_SMTP_LOGIN="ann")
    expect(done.returncode == 2 and "a secret is kept in a file" in done.stderr, done)
    done = config(folder, "get", "prot")
    expect(done.returncode == 2 and "did you mean 'port'?" in done.stderr, done)


class Served:
    """A service whose file of settings is changed while it runs."""

    def __init__(self, folder, store, key):
        self.folder, self.log = folder, folder / "log"
        self.write("rates.read = 3\n")
        self.service = Service(store, limits=(), cwd=folder, env=environment(folder),
                               stdout=open(self.log, "w"))
        self.asker = Asker(self.service, key)

    def write(self, text):
        (self.folder / "accredit.toml").write_text(text)

    def lines(self):
        return [line for line in self.log.read_text().splitlines() if line]

    def until(self, holds, what):
        for _ in range(100):
            if holds():
                return
            time.sleep(0.1)
        sys.exit(f"FAILED: {what}\n" + "\n".join(self.lines()[-5:]))

    def hang_up(self):
        self.service.process.send_signal(signal.SIGHUP)

    def policy(self):
        return self.asker.head("GET", "/v1/partners")["ratelimit-policy"]

    def says(self, text):
        return lambda: any(text in line for line in self.lines())


def reloads(served):
    expect(served.policy() == '"read";q=3;w=1', served.policy())
    served.write("rates.read = 7\nlimits.workers = 3\n")
    served.hang_up()
    served.until(lambda: served.policy() == '"read";q=7;w=1', "the new limit does not hold")
    served.until(served.says('"needs_restart":"limits.workers"'), "it is not told what waits for a start")
    served.write("rates.raed = 9\n")
    served.hang_up()
    served.until(served.says("did you mean 'rates.read'?"), "it is not told why the file was not taken")
    expect(served.policy() == '"read";q=7;w=1', "a wrong file changed something")
    served.write('rates.read = 7\nlog.format = "text"\n')
    served.hang_up()
    served.until(served.says("info: settings read again"), "the log is not in text")
    served.write('rates.read = 7\nlog.level = "error"\n')
    served.hang_up()
    time.sleep(1)
    count = len(served.lines())
    served.policy()
    time.sleep(0.5)
    expect(len(served.lines()) == count, "a level of errors tells requests")


def traces(served):
    head = served.asker.head("GET", "/healthz", traceparent=f"00-{TRACE}-b7ad6b7169203331-01")
    expect(re.fullmatch(f"00-{TRACE}-[0-9a-f]{{16}}-01", head["traceparent"]), head["traceparent"])
    served.until(lambda: any(json.loads(line).get("trace_id") == TRACE for line in served.lines()),
                 "the log does not name the trace")
    fresh = served.asker.head("GET", "/healthz", traceparent="00-malformed")["traceparent"]
    expect(re.fullmatch("00-[0-9a-f]{32}-[0-9a-f]{16}-00", fresh) and TRACE not in fresh, fresh)


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        layers(folder)
        findings(folder)
        store = make_store(folder)
        key = re.search(r"ack_\w+", accredit("key", "create", "reader", "--role", "auditor", store=store))[0]
        served = Served(folder, store, key)
        traces(served)
        reloads(served)
        served.service.end(signal.SIGTERM)
    print("settings are laid over one another, checked, and read again by a running service")


if __name__ == "__main__":
    main()
