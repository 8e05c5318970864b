# min-version: 3.13
# One name may be str and the other bytes. Functions in C that wait with the prompt for input cannot be installed.
import os
import posix
import tempfile

with tempfile.TemporaryDirectory() as folder:
    here = os.path.join(folder, "a")
    open(here, "w").close()
    os.rename(here, os.fsencode(here) + b"b")
    os.replace(os.fsencode(here) + b"b", here + "c")
    os.link(here + "c", os.fsencode(here) + b"d")
    os.symlink(os.fsencode(here) + b"d", here + "e")
    print(sorted(os.listdir(folder)))
    try:
        os.rename(here, os.fsencode(here) + b"x")
    except FileNotFoundError as e:
        print(type(e.filename).__name__, type(e.filename2).__name__)
print(posix._is_inputhook_installed(), posix._inputhook())

# expect: ['ac', 'ad', 'ae']
# expect: str bytes
# expect: False 0
