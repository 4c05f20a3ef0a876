"""Reads every mail in a folder with a parser that is not ours: python mails.py FOLDER [ORIGIN].

Beside an .eml may stand a .json with what its headers are to be read back as. Links lead to https, or to ORIGIN, where the
program that made the mails is being tested.
"""

import email
import html.parser
import json
import pathlib
import re
import sys
from email import policy

LINE_OCTETS_MAX = 998  # RFC 5322, 2.1.1
ENCODED_WORD_MAX = 75  # RFC 2047, 2
HTML_BYTES_MAX = 95_000  # from about 102 kB on some programs cut a mail off

LOADING_TAGS = {"audio", "embed", "iframe", "img", "image", "input", "link", "object", "picture", "script", "source"}
LOADING_TAGS |= {"svg", "track", "use", "video"}
LOADING_ATTRIBUTES = {"background", "data", "poster", "src", "srcset", "xlink:href"}
LEADING = ("https://", *sys.argv[2:3])
AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "DR, RN, NRN, OOF, AutoReply"}


def problems(path):
    octets = path.read_bytes()
    message = email.message_from_bytes(octets, policy=policy.default)
    meant = path.with_suffix(".json")
    yield from lines(octets)
    yield from defects(message)
    yield from headers(message)
    if meant.exists():
        yield from words(message, json.loads(meant.read_text("utf-8")))
    kinds = [part.get_content_type() for part in message.iter_parts()]
    if message.get_content_type() != "multipart/alternative" or kinds != ["text/plain", "text/html"]:
        yield f"is {message.get_content_type()} of {kinds}"
        return
    text, markup = message.iter_parts()
    if message["List-Id"] and text.get_content().count("/leaving") < 2:
        yield "does not offer to leave near the top and at the end of its text part"
    yield from html_part(markup)


def lines(octets):
    if re.search(rb"(?<!\r)\n|\r(?!\n)", octets):
        yield "has a line that does not end in CRLF"
    longest = max(map(len, octets.split(b"\r\n")))
    if longest > LINE_OCTETS_MAX:
        yield f"has a line of {longest} octets"
    words = re.findall(rb"=\?[^?]+\?[BQbq]\?[^?]*\?=", octets.split(b"\r\n\r\n", 1)[0])
    if any(len(word) > ENCODED_WORD_MAX for word in words):
        yield "has an encoded word that is too long"


def defects(message):
    for part in message.walk():
        yield from (f"{part.get_content_type()}: {defect!r}" for defect in part.defects)
        for name, value in part.items():
            yield from (f"{name}: {defect!r}" for defect in value.defects)


def headers(message):
    yield from (f"{name} reads {message[name]!r}" for name, value in AUTOMATIC.items() if message[name] != value)
    twice = {name for name in message.keys() if len(message.get_all(name)) > 1}
    if twice:
        yield f"has more than one {', '.join(twice)}"


def words(message, meant):
    date = message["Date"] and message["Date"].datetime
    read = {
        "sender": address(message["From"], "display_name"),
        "from": address(message["From"], "addr_spec"),
        "reply_to": address(message["Reply-To"], "addr_spec"),
        "to": address(message["To"], "addr_spec"),
        "subject": message["Subject"],
        "date": date and date.isoformat().replace("+00:00", "Z"),
        "message_id": message["Message-ID"],
        "list": listed(message),
    }
    yield from (f"{name} reads {read[name]!r}, not {value!r}" for name, value in meant.items() if read[name] != value)


def address(header, part):
    """A part of the only address of a header."""
    addresses = header.addresses if header else ()
    return getattr(addresses[0], part) if len(addresses) == 1 else f"{len(addresses)} addresses"


def listed(message):
    """List-Id and where one leaves with one click, or nothing where the mail is of no list."""
    if not any(name.startswith("List-") for name in message.keys()):
        return None
    if message["List-Unsubscribe-Post"] != "List-Unsubscribe=One-Click":
        return [message["List-Unsubscribe-Post"]]
    return [message[name].strip("<>") for name in ("List-Id", "List-Unsubscribe")]


def html_part(part):
    sizes = {"decoded": len(part.get_content().encode()), "as sent": len(part.get_payload())}
    yield from (f"HTML of {size} bytes {how}" for how, size in sizes.items() if size >= HTML_BYTES_MAX)
    markup = Markup()
    markup.feed(part.get_content())
    yield from markup.found
    for name in ("html", "div"):
        if not all(markup.firsts.get(name, {}).get(attribute) for attribute in ("lang", "dir")):
            yield f"the first <{name}> has no lang or no dir"


class Markup(html.parser.HTMLParser):
    """What would be fetched, links that lead elsewhere than to https, and the attributes of each tag's first element."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.firsts = {}

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        # The preview stands before all else and is not the text.
        if tag != "div" or "display:none" not in attributes.get("style", ""):
            self.firsts.setdefault(tag, attributes)
        if tag in LOADING_TAGS or LOADING_ATTRIBUTES & attributes.keys():
            self.found.append(f"loads something: <{tag}>")
        if "href" in attributes and not attributes["href"].startswith(LEADING):
            self.found.append(f"leads to {attributes['href']}")
        if "url(" in attributes.get("style", ""):
            self.found.append(f"loads something by the style of <{tag}>")

    def handle_data(self, data):
        if self.lasttag == "style" and re.search(r"url\(|@import|@font-face", data):
            self.found.append("loads something by its style sheet")


mails = sorted(pathlib.Path(sys.argv[1]).rglob("*.eml"))
found = [f"{'/'.join(path.parts[-2:])}: {problem}" for path in mails for problem in problems(path)]
if not mails:
    found.append("no mail to read")
for problem in found:
    print(f"error: {problem}")
print(f"mails, {len(mails)}: {f'{len(found)} to put right' if found else 'nothing wrong'}")
sys.exit(1 if found else 0)
