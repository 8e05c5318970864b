import os, subprocess, sys, tempfile

SHOW = "import sys; print(sys.path[0] if sys.path[0] in ('', sys.base_prefix) else os.path.basename(sys.path[0]), __loader__ and getattr(__loader__, '__name__', type(__loader__).__name__), __spec__ and __spec__.name)\n"


def run(*arguments, text=None, folder):
    done = subprocess.run([sys.executable, *arguments], input=text, cwd=folder, capture_output=True, text=True)
    print(done.returncode, done.stdout, done.stderr.splitlines()[-1:])


with tempfile.TemporaryDirectory() as top:
    folder = os.path.join(top, "folder")
    os.mkdir(folder)
    with open(os.path.join(folder, "program.py"), "w") as file:
        file.write("import os\n" + SHOW + "print(__loader__.get_source('__main__').splitlines()[0], __loader__.path == __file__)\n")
    with open(os.path.join(folder, "neighbour.py"), "w") as file:
        file.write("where = 'beside'\n")
    with open(os.path.join(folder, "sitecustomize.py"), "w") as file:
        file.write("print('not to be found before the program runs')\n")
    run("-c", "import os\n" + SHOW, folder=folder)
    run("-c", "import neighbour; print(neighbour.where)", folder=folder)
    run("-c", "import os; os.chdir('folder'); import neighbour; print(neighbour.where)", folder=top)
    run("-", text="import os\n" + SHOW, folder=folder)
    run("program.py", folder=folder)
    run("folder/program.py", folder=top)
    run("-m", "program", folder=folder)
    run("-P", "-c", "import neighbour", folder=folder)

# expect: 0  BuiltinImporter None
# expect:  []
# expect: 0 beside
# expect:  []
# expect: 0 beside
# expect:  []
# expect: 0  BuiltinImporter None
# expect:  []
# expect: 0 folder SourceFileLoader None
# expect: import os True
# expect:  []
# expect: 0 folder SourceFileLoader None
# expect: import os True
# expect:  []
# expect: 1 folder SourceFileLoader program
# expect:  ['ImportError: loader for program cannot handle __main__']
# expect: 1  ["ModuleNotFoundError: No module named 'neighbour'"]
