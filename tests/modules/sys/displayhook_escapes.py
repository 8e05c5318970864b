# A value whose repr the encoding of sys.stdout cannot write is shown with escapes.
import io
import sys

text = "a=\xe9 b=\udc80 c=\U00010000 d=\U0010FFFF"
for encoding in ("ascii", "latin-1", "utf-8"):
    raw = io.BytesIO()
    sys.stdout = wrapper = io.TextIOWrapper(raw, encoding=encoding, write_through=True)
    sys.displayhook(text)
    sys.stdout = sys.__stdout__
    wrapper.flush()
    print(encoding, raw.getvalue())


class Stream:
    """No buffer below it: what is written is text."""

    encoding = "ascii"

    def __init__(self):
        self.written = []

    def write(self, text):
        text.encode("ascii")
        self.written.append(text)


sys.stdout = stream = Stream()
sys.displayhook(["\u20ac"])
stream.encoding = 5
try:
    sys.displayhook("\u20ac")
    error = None
except Exception as e:
    error = type(e).__name__
sys.stdout = sys.__stdout__
print(stream.written, error)

# expect: ascii b"'a=\\xe9 b=\\udc80 c=\\U00010000 d=\\U0010ffff'\n"
# expect: latin-1 b"'a=\xe9 b=\\udc80 c=\\U00010000 d=\\U0010ffff'\n"
# expect: utf-8 b"'a=\xc3\xa9 b=\\udc80 c=\xf0\x90\x80\x80 d=\\U0010ffff'\n"
# expect: ["['\\u20ac']", '\n'] TypeError
