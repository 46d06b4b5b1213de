#!/usr/bin/env python3
"""tls.py PROGRAM: the service by TLS: which versions, what it tells browsers, how slow a handshake may
be, and another certificate while it runs. openssl makes the certificates."""
import http.client
import os
import pathlib
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import warnings

from imports import expect
from kills import PROGRAM, Service, make_store

HANDSHAKE = 10  # seconds, and some of patience
warnings.filterwarnings("ignore", category=DeprecationWarning)  # old versions are what is tried


def certificate(folder, name):
    key, pem = folder / f"{name}.key", folder / f"{name}.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                    "-days", "2", "-subj", f"/CN={name}", "-keyout", key, "-out", pem],
                   check=True, capture_output=True)
    key.chmod(0o600)
    return key, pem


def context(least=ssl.TLSVersion.TLSv1_2, most=ssl.TLSVersion.MAXIMUM_SUPPORTED):
    out = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    out.check_hostname, out.verify_mode = False, ssl.CERT_NONE
    if least < ssl.TLSVersion.TLSv1_2:
        out.set_ciphers("DEFAULT@SECLEVEL=0")
    out.minimum_version, out.maximum_version = least, most
    return out


def connect(port, how=None):
    return (how or context()).wrap_socket(socket.create_connection(("127.0.0.1", port), timeout=60))


def name_of(port):
    with connect(port) as line:
        text = ssl.DER_cert_to_PEM_cert(line.getpeercert(binary_form=True))
    told = subprocess.run(["openssl", "x509", "-noout", "-subject"], input=text, capture_output=True, text=True)
    return told.stdout.strip().rsplit(" ", 1)[-1].rsplit("=", 1)[-1]


def versions(port):
    for version, name in ((ssl.TLSVersion.TLSv1_2, "TLSv1.2"), (ssl.TLSVersion.TLSv1_3, "TLSv1.3")):
        with connect(port, context(version, version)) as line:
            expect(line.version() == name, f"{line.version()} is not {name}")
    try:
        connect(port, context(ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1)).close()
        sys.exit("FAILED: TLS 1.1 is taken")
    except ssl.SSLError as error:
        expect("ALERT_PROTOCOL_VERSION" in str(error).upper().replace(" ", "_"), error)


def answers(port):
    offers = context()
    offers.set_alpn_protocols(["h2", "http/1.1"])
    with connect(port, offers) as line:
        expect(line.selected_alpn_protocol() in (None, "http/1.1"), "something else than HTTP/1.1 was agreed")
    link = http.client.HTTPSConnection("127.0.0.1", port, timeout=60, context=context())
    link.request("GET", "/healthz")
    answer = link.getresponse()
    answer.read()
    expect(answer.version == 11 and answer.status == 200, "no HTTP/1.1")
    seconds = int(answer.headers["strict-transport-security"].removeprefix("max-age="))
    expect(seconds >= 31_536_000, "browsers forget within a year that there is TLS")
    plain = socket.create_connection(("127.0.0.1", port), timeout=60)
    plain.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
    expect(b"HTTP/1.1 200" not in plain.recv(4_096), "it answers in the clear")
    return link


# One says nothing, one says its hello a byte a second.
def dawdles(port):
    began, ends = time.monotonic(), []

    def dawdle(bytes_):
        line = socket.create_connection(("127.0.0.1", port), timeout=60)
        try:
            for byte in bytes_:
                line.sendall(bytes([byte]))
                line.settimeout(1)
                try:
                    if not line.recv(1):
                        break
                except TimeoutError:
                    pass
            line.settimeout(60)
            line.recv(1)
        except OSError:
            pass  # cut off
        ends.append(time.monotonic() - began)

    threads = [threading.Thread(target=dawdle, args=(said,)) for said in (b"", b"\x16\x03\x01\x02\x00" + b"\x01" * 40)]
    for one in threads:
        one.start()
    expect(name_of(port) == "one", "others wait for who dawdles")
    for one in threads:
        one.join()
    expect(max(ends) < HANDSHAKE + 5, f"a handshake may take {max(ends):.0f} s")


def reloads(folder, service, log, link):
    shutil.copy(folder / "two.pem", folder / "server.pem")
    service.process.send_signal(signal.SIGHUP)  # the key is still that of one
    wait(lambda: "the settings stay as they were" in log.read_text(), "it is not told that they do not fit")
    expect(name_of(service.port) == "one", "a certificate without its key is served")
    shutil.copy(folder / "two.key", folder / "server.key")
    service.process.send_signal(signal.SIGHUP)
    wait(lambda: name_of(service.port) == "two", "the new certificate is not served")
    link.request("GET", "/healthz")
    expect(link.getresponse().status == 200, "an open connection was cut")


def wait(holds, what):
    for _ in range(100):
        if holds():
            return
        time.sleep(0.1)
    sys.exit(f"FAILED: {what}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        store = make_store(folder)
        for name in ("two", "one"):
            key, pem = certificate(folder, name)
        shutil.copy(pem, folder / "server.pem")
        shutil.copy(key, folder / "server.key")
        flags = ["--tls-certificate", str(folder / "server.pem"), "--tls-key", str(folder / "server.key")]
        os.chmod(folder / "server.key", 0o644)
        refused = subprocess.run([PROGRAM, "serve", "--data", store, "--port", "0", *flags], capture_output=True,
                                 text=True, timeout=60)
        expect(refused.returncode == 2 and "chmod 600" in refused.stderr, refused)
        os.chmod(folder / "server.key", 0o600)
        log = folder / "log"
        service = Service(store, *flags, stdout=open(log, "w"))
        versions(service.port)
        link = answers(service.port)
        reloads(folder, service, log, link)
        shutil.copy(folder / "one.pem", folder / "server.pem")
        shutil.copy(folder / "one.key", folder / "server.key")
        service.process.send_signal(signal.SIGHUP)
        wait(lambda: name_of(service.port) == "one", "the first certificate does not come back")
        dawdles(service.port)
        service.end(signal.SIGTERM)
    print("TLS 1.2 and 1.3 only, slow handshakes are cut off, certificates change while it runs")


if __name__ == "__main__":
    main()
