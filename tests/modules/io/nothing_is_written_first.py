# The first text that a file is given is empty: there is no memory for pending text yet.
import io

raw = io.BytesIO()
file = io.TextIOWrapper(raw, encoding="utf-8", newline="")
print(file.write(""), file.tell(), raw.getvalue())
print(file.write("a"), file.write(""))
file.flush()
print(raw.getvalue())

# expect: 0 0 b''
# expect: 1 0
# expect: b'a'
