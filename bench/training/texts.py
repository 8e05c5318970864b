"""Stands for programs that work on text: reports, log readers, templates, checks of spelling, clean-up of input."""

import difflib
import io
import re
import string
import textwrap
import unicodedata
import zlib

WORDS = """the quick server answered request naïve façade with status timeout while Straße reading config from cache
 user_id session token expired Ελλάδα retry after seconds warning memory usage above limit İstanbul disk
 volume""".split()

TOKEN = re.compile(
    r"""
    (?P<number> \d+ (?:\.\d+)? )      # 12 or 12.5
  | (?P<name>   [^\W\d]\w* )          # letters of any script
  | (?P<string> "(?:[^"\\]|\\.)*" )
  | (?P<mark>   [-+*/=()<>,;] )
  | (?P<blank>  \s+ )
    """,
    re.VERBOSE,
)
LINE = re.compile(
    r"^(?P<day>\d{4}-\d\d-\d\d)\ (?P<hour>\d\d):(?P<minute>\d\d)\ \[(?P<level>[A-Z]+)\]\ (?P<text>.*)$", re.M | re.X
)
PAIR = re.compile(r"\b(\w+)=(\S+?)(?=[,\s]|$)")


def make_log(count):
    """Lines as servers write them. A small generator of numbers chooses the words."""
    state, lines = 12345, []
    for number in range(count):
        chosen = []
        for _ in range(5 + number % 5):
            state = (state * 1103515245 + 12345) & 0x7FFFFFFF
            chosen.append(WORDS[(state >> 8) % len(WORDS)])
        level = ("INFO", "WARN", "DEBUG", "ERROR")[(state >> 5) % 4]
        pairs = f"id={number:04x}, took={state % 900 / 10:.1f}ms, from=10.0.{number % 7}.{state % 250}"
        date = f"2025-03-{1 + number // 190:02d} {number % 24:02d}:{state % 60:02d}"
        lines.append(f"{date} [{level}] {' '.join(chosen)} {pairs}")
    return "\n".join(lines)


def read_log(log):
    """Groups the lines by level; takes the numbers out of them."""
    levels = {}
    for found in LINE.finditer(log):
        fields = dict(PAIR.findall(found["text"]))
        entry = levels.setdefault(found["level"], {"count": 0, "took": 0.0, "hosts": set(), "minutes": 0})
        entry["count"] += 1
        entry["took"] += float(fields["took"].removesuffix("ms"))
        entry["hosts"].add(fields["from"].rsplit(".", 1)[0])
        entry["minutes"] += int(found["hour"]) * 60 + int(found["minute"])
    rows = [f"{'level':<8}|{'count':^7}|{'took':>12}|{'mean':>9}"]
    for level, entry in sorted(levels.items()):
        mean = entry["took"] / entry["count"]
        rows.append(f"{level:<8}|{entry['count']:^7d}|{entry['took']:>12,.2f}|{mean:>9.3e}|{len(entry['hosts']):#06b}")
    return "\n".join(rows)


def rewrite(log):
    """Substitutions with functions, templates and translation tables."""
    text = re.sub(r"\b\d+\.\d+\.\d+\.(\d+)\b", lambda found: "x.x.x." + found[1].zfill(3), log)
    text = re.sub(r"(?i)\b(warn|error)\b", r"<\1>", text)
    text, count = re.subn(r"(\w+)_(\w+)", lambda found: found[1] + found[2].capitalize(), text)
    words = re.split(r"[\s,;:]+", text)
    capitals = [word for word in words if word[:1].isupper() and word.isalpha()]
    table = str.maketrans({"ï": "i", "ç": "c", "[": "(", "]": ")", "=": None})
    return len(text), count, len(words), len(capitals), zlib.crc32(text.translate(table).encode())


def tokens(text):
    position, kinds = 0, {}
    while position < len(text):
        found = TOKEN.match(text, position)
        if found is None:
            raise ValueError(f"no token at {position}: {text[position:position + 10]!r}")
        kinds.setdefault(found.lastgroup, []).append(found.group())
        position = found.end()
    return {kind: len("".join(parts)) for kind, parts in sorted(kinds.items())}


def clean(words):
    """The methods of str, one after the other, as those do who clean a table of names."""
    out = []
    for index, word in enumerate(words):
        name = word.strip(" _,.").replace("_", " ").title()
        if name.casefold() in ("the", "from") or not name.isprintable():
            continue
        plain = name
        if not name.isascii():
            plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
        left, dash, right = plain.partition(" ")
        key = (left.lower() + right.swapcase()).encode("ascii", "ignore").decode()
        if key.startswith(("s", "w")) or key.endswith("e") or "ss" in key:
            key = key.center(14, "*")
        elif key.find("x") > 0 or key.count("a") > 1:
            key = f"{key!s:.>10}{index:+05d}"
        else:
            key = "%-10s|%5.2f%%|%r" % (key, index / 7, bool(dash))
        out.append(key if key.islower() else key.rjust(20))
    return out


def set_pages(lines):
    """Wrapped and indented paragraphs in a template, and the difference of two versions."""
    page = string.Template("# ${title}\n\n$body\n-- $$ page $number --\n")
    out = io.StringIO()
    for number in range(20):
        paragraph = " ".join(line[18:].split("] ", 1)[-1] for line in lines[number * 6 : number * 6 + 6])
        body = textwrap.fill(paragraph, width=64, initial_indent="  ", subsequent_indent=" " * (number % 3))
        title = textwrap.shorten(paragraph, 40)
        out.write(page.substitute(title=title, body=textwrap.indent(body, "| "), number=number))
    text = textwrap.dedent(out.getvalue())
    old = text.splitlines()[:90]
    new = [line.replace("cache", "store") for line in old if "expired" not in line] + ["end"]
    difference = list(difflib.unified_diff(old, new, "old", "new", lineterm=""))
    ratio = difflib.SequenceMatcher(None, paragraph[:200], paragraph[60:260]).ratio()
    close = difflib.get_close_matches("sesion", WORDS)
    return len(text), len(difference), round(ratio, 4), close, zlib.crc32(text.encode())


def frames(lines):
    """Text in frames of bytes: a length, the text in an encoding, a sum; then found again in one buffer."""
    buffer = bytearray()
    for index, line in enumerate(lines):
        encoded = line.encode(("utf-8", "utf-16-le")[index % 2])
        buffer += len(encoded).to_bytes(2, "big") + bytes([index % 2]) + encoded
        buffer.append(sum(encoded[:40]) & 0xFF)
    view, position, texts = memoryview(buffer), 0, []
    while position < len(view):
        size = int.from_bytes(view[position : position + 2], "big")
        part = view[position + 3 : position + 3 + size]
        assert buffer[position + 3 + size] == sum(part[:40]) & 0xFF
        texts.append(str(part, "utf-16-le" if view[position + 2] else "utf-8"))
        position += size + 4
    upper = bytes(buffer).upper().replace(b"\x00", b"").split(b"ID=")
    return texts == lines, len(upper), upper[1][:12].hex(" "), zlib.crc32(b"|".join(upper))


def main():
    log = make_log(5600)
    lines = log.splitlines()
    print(read_log(log))
    print(*rewrite(log))
    print(tokens(" ".join(re.sub(r"[\[\]:.=]", " ", line) for line in lines[:1100]) + ' x = "a\\"b" * (1.5 + y)'))
    cleaned = [clean(line[18:].split()) for line in lines]
    print(sum(map(len, cleaned)), zlib.crc32("\n".join("".join(words) for words in cleaned).encode()))
    print(cleaned[3][:4])
    print(*set_pages(lines))
    print(*frames(lines))


if __name__ == "__main__":
    main()
