"""Measures the program at work: python bench.py PROGRAM SPECIMEN SUBSCRIBERS.

Readers subscribe by the form, confirm by the links in their mails and get an edition; Postfix's smtp-sink takes the mails.
Figures are ratios of two things measured here and now: mails a second of the worker against Python's smtplib, which sends
the same mails one after another to the same sink; answers to addresses that are known against those to addresses that are
not. Nothing is asserted.
"""

import http.client
import json
import os
import pathlib
import random
import re
import shutil
import smtplib
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import urlencode, urlsplit

EDITION = "2020-06-22"
NEWSLETTER = "en"
FORMS_AT_ONCE = 8
CONNECTIONS = 4
WAIT_SECONDS_MAX = 600
PERCENTILES = (50, 95, 99)

# What smtp-sink writes in front of what it takes, and how it keeps the envelope.
CAPTURED = re.compile(rb"X-Client-Addr: .*?X-Mail-Args: <(.*?)>.*?X-Rcpt-Args: <(.*?)>.*?\(UTC\)\n", re.DOTALL)


def main(program, specimen, subscribers):
    with tempfile.TemporaryDirectory(prefix="barograph-bench-") as folder:
        work = pathlib.Path(folder)
        bench = Bench(work, program)
        bench.take_in(pathlib.Path(specimen))
        with sink(work, bench.sink_port) as mails, bench.serving():
            known = [f"reader{number}@readers.example" for number in range(subscribers)]
            subscribe(bench, mails, known)
            sent, worker = mailing(bench, mails, subscribers)
            smtplib_rate = peer(bench, mails, sent)
            print(f"  ratio    {worker / smtplib_rate:8.2f}")
            forms(bench, known)


class Bench:
    """The program, with a data folder and a configuration of its own."""

    def __init__(self, work, program):
        self.work, self.program, self.sink_port = work, program, free_port()
        mine = {name: value for name, value in os.environ.items() if not name.startswith("BAROGRAPH_")}
        self.environment = mine | {
            "BAROGRAPH_DATA": str(work / "data"),
            "BAROGRAPH_LISTEN": "127.0.0.1:0",
            "BAROGRAPH_LOG": "warn",
            "BAROGRAPH_SMTP": f"smtp+plain://127.0.0.1:{self.sink_port}",
            "BAROGRAPH_SMTP_CONNECTIONS": str(CONNECTIONS),
            "BAROGRAPH_TRUSTED_PROXIES": "127.0.0.1/32",
        }

    def run(self, *words):
        command = [self.program, *words]
        done = subprocess.run(command, cwd=self.work, env=self.environment, stdout=subprocess.PIPE, check=True)
        return done.stdout.decode()

    def take_in(self, specimen):
        """The newest edition, not yet published, of a publication that mails at once."""
        for name in ("publication", EDITION):
            shutil.copytree(specimen / name, self.work / name)
        replace(self.work / "publication/publication.toml", r"(?m)^pace = .*$", 'pace = "at once"')
        replace(self.work / EDITION / "edition.toml", r"(?m)^published = .*\n", "")
        self.run("publication", "import", "publication")
        self.run("edition", "import", EDITION)

    @contextmanager
    def serving(self):
        command = [self.program, "serve"]
        server = subprocess.Popen(command, cwd=self.work, env=self.environment, stdout=subprocess.PIPE)
        try:
            line = server.stdout.readline().decode()
            self.host = urlsplit(line.removeprefix("Listening on ").strip()).netloc
            yield
        finally:
            server.terminate()
            server.wait()

    def post(self, connection, path, form, network=0):
        """A network may send so many forms an hour, so each form comes from another (of those kept for examples)."""
        far_side = f"2001:db8:{network >> 16:x}:{network & 0xFFFF:x}::1"
        headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": far_side}
        connection.request("POST", path, urlencode(form), headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def replace(path, pattern, words):
    path.write_text(re.sub(pattern, words, path.read_text("utf-8")), "utf-8")


@contextmanager
def sink(work, port):
    """A server that keeps each mail as a file, in a folder that anybody may write to, for it does not run as root."""
    work.chmod(0o755)
    mails = work / "mails"
    mails.mkdir()
    mails.chmod(0o777)
    as_nobody = ["-u", "nobody"] if os.getuid() == 0 else []
    command = ["/usr/sbin/smtp-sink", "-4", *as_nobody, "-d", f"{mails}/", f"127.0.0.1:{port}", "100"]
    server = subprocess.Popen(command)
    try:
        yield mails
    finally:
        server.terminate()
        server.wait()


def subscribe(bench, mails, addresses):
    posted = list(in_parallel(bench, [("/en/subscribe/", form(address)) for address in addresses]))
    assert set(posted) == {303}, f"forms were answered {set(posted)}"
    links = {link for file in arrived(mails, len(addresses)) for link in [confirmation(file)] if link}
    assert len(links) == len(addresses), f"{len(links)} links to confirm"
    statuses = set(in_parallel(bench, [(link, {}) for link in links]))
    confirmed = json.loads(bench.run("newsletter", "list", "--json"))
    print(f"subscribed: {len(addresses)}, confirmations answered {statuses}", file=sys.stderr)
    assert any(line["slug"] == NEWSLETTER and len(addresses) in line.values() for line in confirmed), confirmed
    clear(mails)


def form(address):
    return {"newsletter": NEWSLETTER, "address": address, "homepage": ""}


def in_parallel(bench, posts):
    def batch(start):
        connection = http.client.HTTPConnection(bench.host)
        mine = range(start, len(posts), FORMS_AT_ONCE)
        return [bench.post(connection, *posts[number], network=number) for number in mine]

    with ThreadPoolExecutor(FORMS_AT_ONCE) as pool:
        for statuses in pool.map(batch, range(FORMS_AT_ONCE)):
            yield from statuses


def confirmation(file):
    text = file.read_bytes().replace(b"=\n", b"").replace(b"=3D", b"=")
    found = re.search(rb"(/subscriptions/[^/\s]+/confirmation\?lang=\w+)", text)
    return found and found[1].decode()


def arrived(mails, count):
    """The files of so many mails, once they are whole: the sink closes one before it says that it has the mail."""
    deadline = time.monotonic() + WAIT_SECONDS_MAX
    while time.monotonic() < deadline:
        files = list(mails.iterdir())
        if len(files) >= count:
            time.sleep(0.5)
            return files
        time.sleep(0.05)
    raise SystemExit(f"only {len(files)} of {count} mails arrived")


def clear(mails):
    for file in mails.iterdir():
        file.unlink()


def rate(files):
    """Mails a second, from the first that the sink had to the last: no start and no waiting for work is in it."""
    times = sorted(file.stat().st_mtime for file in files)
    return (len(times) - 1) / (times[-1] - times[0])


def mailing(bench, mails, audience):
    bench.run("edition", "publish", EDITION, "--yes", "--grace", "0", "--detach")
    files = arrived(mails, audience)
    shown = json.loads(bench.run("mailing", "show", f"{EDITION}/{NEWSLETTER}", "--json"))
    assert shown["counts"]["accepted"] == audience == len(files), shown
    size = statistics.mean(file.stat().st_size for file in files) / 1000
    print(f"mails: {audience} of {size:.0f} kB to smtp-sink")
    worker = rate(files)
    print(f"  worker   {worker:8.0f} a second, {CONNECTIONS} connections, each outcome on disk before the next mail")
    sent = [captured(file) for file in files]
    clear(mails)
    return sent, worker


def captured(file):
    """Sender, recipient and text of a mail that the sink took."""
    found = CAPTURED.match(file.read_bytes())
    return found[1].decode(), found[2].decode(), found.string[found.end() :]


def peer(bench, mails, sent):
    with smtplib.SMTP("127.0.0.1", bench.sink_port) as client:
        for sender, recipient, text in sent:
            client.sendmail(sender, [recipient], text)
    alone = rate(arrived(mails, len(sent)))
    print(f"  smtplib  {alone:8.0f} a second, one connection, nothing on disk")
    return alone


def forms(bench, known):
    """A known and an unknown address at a time, chance deciding which is first, over one connection."""
    chance = random.Random(9)
    pairs = [[("known", address), ("unknown", f"new-{address}")] for address in known]
    cases = [case for pair in pairs for case in chance.sample(pair, 2)]
    connection, took = http.client.HTTPConnection(bench.host), {"known": [], "unknown": []}
    for number, (kind, address) in enumerate(cases):
        start = time.perf_counter()
        status = bench.post(connection, "/en/subscribe/", form(address), network=number + len(cases))
        took[kind].append((time.perf_counter() - start) * 1000)
        assert status == 303, status
    print(f"form answers: {len(known)} known and {len(known)} unknown addresses, by turns")
    cuts = {kind: statistics.quantiles(times, n=100, method="inclusive") for kind, times in took.items()}
    for percentile in PERCENTILES:
        known_ms, unknown_ms = (cuts[kind][percentile - 1] for kind in ("known", "unknown"))
        print(f"  p{percentile}  known {known_ms:7.2f} ms  unknown {unknown_ms:7.2f} ms  ratio {known_ms / unknown_ms:.3f}")


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
