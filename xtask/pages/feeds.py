"""Reads every feed in a folder with a parser that is not ours: python feeds.py FOLDER."""

import pathlib
import sys

import feedparser


def problems(path):
    feed = feedparser.parse(path.read_bytes())
    if feed.bozo:
        yield f"not well made: {feed.bozo_exception}"
    if not feed.version.startswith("atom"):
        yield f"read as {feed.version or 'no feed at all'}, not as Atom"
    if not feed.feed.get("title") or not feed.feed.get("id"):
        yield "has no title or no id"
    if not feed.entries:
        yield "has no entries"
    if any(not entry.get(part) for entry in feed.entries for part in ("id", "title", "link", "updated_parsed")):
        yield "has an entry without id, title, link or date"
    if len({entry.get("id") for entry in feed.entries}) < len(feed.entries):
        yield "gives one id to two entries"


feeds = sorted(pathlib.Path(sys.argv[1]).iterdir())
found = [f"{path.name}: {problem}" for path in feeds for problem in problems(path)]
if not feeds:
    found.append("no feed to read")
for problem in found:
    print(f"error: {problem}")
print(f"feeds, {len(feeds)}: {f'{len(found)} to put right' if found else 'nothing wrong'}")
sys.exit(1 if found else 0)
