# A folder or an archive with a __main__ is a program, also in isolated mode; its path is the first of sys.path.
import os
import subprocess
import sys
import tempfile
import zipfile

PROGRAM = "import sys; print(__name__, sys.argv, sys.path[0]); import other"
with tempfile.TemporaryDirectory() as folder:
    folder = os.path.realpath(folder)
    os.mkdir(folder + "/program")
    with open(folder + "/program/__main__.py", "w") as f:
        f.write(PROGRAM)
    with open(folder + "/program/other.py", "w") as f:
        f.write("print('other')")
    with zipfile.ZipFile(folder + "/archive.zip", "w") as archive:
        for place in "", "below/":
            archive.writestr(place + "__main__.py", PROGRAM)
            archive.writestr(place + "other.py", "print('other of', __file__)")

    def run(*arguments):
        result = subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, text=True)
        lines = (result.stdout + result.stderr).replace(folder, "FOLDER").replace(sys.executable, "PYTHON").splitlines()
        print(arguments, result.returncode, *lines, sep=" | ")

    for name in "program", "archive.zip", "archive.zip/below", "./program":
        for options in (), ("-I",), ("-P",):
            run(*options, name, "argument")
    run("archive.zip/missing")
    run("program/__main__.py/missing")

# expect: ('program', 'argument') | 0 | __main__ ['program', 'argument'] FOLDER/program | other
# expect: ('-I', 'program', 'argument') | 0 | __main__ ['program', 'argument'] FOLDER/program | other
# expect: ('-P', 'program', 'argument') | 0 | __main__ ['program', 'argument'] FOLDER/program | other
# expect: ('archive.zip', 'argument') | 0 | __main__ ['archive.zip', 'argument'] FOLDER/archive.zip | other of FOLDER/archive.zip/other.py
# expect: ('-I', 'archive.zip', 'argument') | 0 | __main__ ['archive.zip', 'argument'] FOLDER/archive.zip | other of FOLDER/archive.zip/other.py
# expect: ('-P', 'archive.zip', 'argument') | 0 | __main__ ['archive.zip', 'argument'] FOLDER/archive.zip | other of FOLDER/archive.zip/other.py
# expect: ('archive.zip/below', 'argument') | 0 | __main__ ['archive.zip/below', 'argument'] FOLDER/archive.zip/below | other of FOLDER/archive.zip/below/other.py
# expect: ('-I', 'archive.zip/below', 'argument') | 0 | __main__ ['archive.zip/below', 'argument'] FOLDER/archive.zip/below | other of FOLDER/archive.zip/below/other.py
# expect: ('-P', 'archive.zip/below', 'argument') | 0 | __main__ ['archive.zip/below', 'argument'] FOLDER/archive.zip/below | other of FOLDER/archive.zip/below/other.py
# expect: ('./program', 'argument') | 0 | __main__ ['./program', 'argument'] FOLDER/./program | other
# expect: ('-I', './program', 'argument') | 0 | __main__ ['./program', 'argument'] FOLDER/./program | other
# expect: ('-P', './program', 'argument') | 0 | __main__ ['./program', 'argument'] FOLDER/./program | other
# expect: ('archive.zip/missing',) | 1 | PYTHON: can't find '__main__' module in 'FOLDER/archive.zip/missing'
# expect: ('program/__main__.py/missing',) | 2 | PYTHON: can't open file 'FOLDER/program/__main__.py/missing': [Errno 20] Not a directory
