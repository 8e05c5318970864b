import importlib, os, subprocess, sys, tempfile, zipfile

with tempfile.TemporaryDirectory() as folder:
    archive = os.path.join(folder, "library.zip")
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("packed.py", "value = 'from the archive'\n")
        file.writestr("bundle/__init__.py", "")
        file.writestr("bundle/part.py", "def where(): return __name__\n")
        file.writestr("below/inner.py", "value = 'below'\n")
    sys.path[:0] = [archive, os.path.join(archive, "below")]
    import bundle.part, inner, packed
    print(packed.value, bundle.part.where(), inner.value)
    print(type(packed.__loader__).__name__, packed.__file__ == os.path.join(archive, "packed.py"))
    del sys.path[:2]
    try:
        sys.path_hooks[0](folder)
    except ImportError as error:
        print(str(error).startswith("not a Zip file"))
    # A program, with the line in front that makes it executable.
    program = os.path.join(folder, "program")
    with open(program, "wb") as file:
        file.write(b"#!/usr/bin/env python3\n")
        with zipfile.ZipFile(file, "w") as inside:
            inside.writestr("__main__.py", "import helper, sys\nprint(helper.text, sys.argv[1:], __name__, sys.path[0] == sys.argv[0])\n")
            inside.writestr("helper.py", "text = 'helped'\n")
    print(subprocess.run([sys.executable, program, "a", "b"], capture_output=True, text=True).stdout, end="")

# expect: from the archive bundle.part below
# expect: zipimporter True
# expect: True
# expect: helped ['a', 'b'] __main__ True
