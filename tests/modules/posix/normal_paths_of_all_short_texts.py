# os.path.normpath() of all short texts of a few characters, as the definition in Python has it.
import itertools, os

def model(path):
    if not path: return "."
    slashes = len(path) - len(path.lstrip("/"))
    root = "//" if slashes == 2 else "/" if slashes else ""
    parts = []
    for part in path.split("/"):
        if part in ("", "."): continue
        if part != ".." or (not root and not parts) or (parts and parts[-1] == ".."): parts.append(part)
        elif parts: parts.pop()
    return (root + "/".join(parts)) or "."

wrong = 0
for letter in "aé€\U0001f600":
    for n in range(8 if letter == "a" else 6):
        for chars in itertools.product("/." + letter, repeat=n):
            text = "".join(chars)
            wrong += os.path.normpath(text) != model(text)
            if letter == "a" or n < 4: wrong += os.path.normpath(text.encode()) != model(text).encode()
print(wrong)
long = "/".join(["x" * 50, "..", ".", "", "yé" * 40] * 30)
print(os.path.normpath(long) == model(long), os.path.normpath("/" + long + "/..") == model("/" + long + "/.."))
print(os.path.normpath("a" * 300 + "/../b"), os.path.normpath("€/../é/./z"), os.path.normpath("é/.."), ascii(os.path.normpath("..\0/x/..")))
class Path:
    def __fspath__(self): return b"a//b"
print(os.path.normpath(Path()))
for wrong_type in (5, None):
    try:
        os.path.normpath(wrong_type)
    except TypeError as error:
        print(type(error).__name__)

# expect: 0
# expect: True True
# expect: b é/z . '..\x00'
# expect: b'a/b'
# expect: TypeError
# expect: TypeError
