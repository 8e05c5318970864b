# The traceback shows the text of a module in KOI8-R.
import os, sys, tempfile, traceback
with tempfile.TemporaryDirectory() as folder:
    with open(os.path.join(folder, "other_encoding.py"), "wb") as file:
        file.write(b'# -*- coding: koi8-r -*-\ndef f(): return "\xce\xd0" / 1\n')
    sys.path.insert(0, folder)
    import other_encoding
    try:
        other_encoding.f()
    except TypeError as e:
        print(ascii(traceback.format_exception(e)[-2].splitlines()[1:]))

# expect: ['    def f(): return "\u043d\u043f" / 1', '                    ~~~~~^~~']
