#!/usr/bin/env python3
"""check_chain FILE [FOLDER]: an exported audit chain, checked without the program that wrote it.

Written from docs/formats/audit-record.md alone. With a FOLDER the last checkpoint's message and
signature are put there, for: openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in message
-sigfile sig
"""
import hashlib
import json
import pathlib
import struct
import sys


def text(value):
    data = value if isinstance(value, bytes) else value.encode()
    return struct.pack("<I", len(data)) + data


def number(value):
    return struct.pack("<q", value)


def field(event, name):
    return bytes.fromhex(event[name + "_hex"]) if name + "_hex" in event else event[name]


def digest(event):
    record = text("accredit.audit.1")
    record += b"".join(number(event[n]) for n in ("seq", "commit", "recorded_at"))
    record += b"".join(text(field(event, n)) for n in ("actor", "action", "reason", "detail"))
    record += b"".join(text(bytes.fromhex(event[n])) for n in ("content", "previous"))
    return hashlib.sha256(b"\0" + record).hexdigest()


def main(path, folder=None):
    head, before, seq, faults = "00" * 32, None, 0, []
    for line in map(json.loads, open(path, encoding="utf-8")):
        if line["kind"] == "event":
            for name, wanted in (("seq", seq + 1), ("previous", head), ("hash", digest(line))):
                if line[name] != wanted:
                    faults.append(f"event {line['seq']}, {name}")
            before, head, seq = head, line["hash"], line["seq"]
        elif line["kind"] == "checkpoint":
            if before is None and seq == 0:  # vouches for what came before
                head, seq = line["head"], line["seq"]
            elif (line["seq"] + 1, line["head"]) != (seq, before):
                faults.append(f"checkpoint {line['commit']}")
            if folder:
                message = text("accredit.checkpoint.1") + number(line["seq"])
                message += text(bytes.fromhex(line["head"]))
                pathlib.Path(folder, "message").write_bytes(message)
                pathlib.Path(folder, "sig").write_bytes(bytes.fromhex(line["signature"]))
    print("\n".join(faults) or f"{seq} {head}")
    return 3 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
