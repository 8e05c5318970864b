"""Regular expressions over a long text: searches, replacements, splits."""

import re

LINE = "user{0}@mail{1}.example.com visited http://site{2}.org/path/{0}?q={3} on 2024-0{4}-1{4} (ref #{0})"
TEXT = " ".join(LINE.format(i, i % 13, i % 17, i * 3, i % 9 + 1) for i in range(6000))
PATTERNS = [r"[\w.]+@[\w.]+\.\w+", r"https?://([^/\s]+)(/[^\s?]*)?(\?\S+)?", r"(\d{4})-(\d\d)-(\d\d)", r"\(ref #(\d+)\)", r"(?i)\bVISITED\b|\bon\b"]

for pattern in PATTERNS:
    print(sum(len(match.group()) for match in re.finditer(pattern, TEXT)))
print(len(re.sub(r"(\w+)@(\w+)", r"\2 at \1", TEXT)), len(re.split(r"[\s,;()]+", TEXT)))
print(len(re.sub(r"#(\d+)", lambda match: f"#{int(match[1]) * 2}", TEXT)))
