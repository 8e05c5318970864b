# min-version: 3.14
# pdb sets its breakpoints where functions begin, trace counts lines, modulefinder finds imports: all ask dis.
import dis
import modulefinder
import os
import pdb
import subprocess
import sys
import tempfile
import trace


def plain():
    """Documented."""
    return 1


@staticmethod
def decorated(
        a=1):

    return a


def generator():
    x = yield 1
    return x


def closure():
    value = 1
    return lambda: value


async def coroutine():
    await 1


for function in (plain, decorated.__func__, generator, closure, coroutine):
    code = function.__code__
    print(code.co_name, pdb.find_first_executable_line(code) - code.co_firstlineno)

source = """\
def outer(n):
    '''Doc.'''
    def counts():
        yield n
    return sum(counts())


print(outer(3))
"""
commands = ["n", "b outer", "c", "n", "b counts", "c", "clear 1", "clear 2", "c"]
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "debugged.py")
    with open(path, "w") as file:
        file.write(source)
    text = subprocess.run([sys.executable, "-m", "pdb", path], input="\n".join(commands) + "\nq\n", capture_output=True, text=True).stdout
    for line in text.replace(os.path.realpath(folder), "FOLDER").replace(folder, "FOLDER").replace("(Pdb) ", "").splitlines():
        if "Breakpoint" in line or line.startswith("> ") or "Deleted" in line:
            print(line)

    print(sorted(set(trace._find_executable_linenos(path)) - {None}))

    for name, text in {
            "start.py": "import middle, folder.inner as inner\nfrom folder import sibling, absent\nimport missing\nx = 1\ndef f():\n    import late\n    global y\n    y = 2\n",
            "middle.py": "from start import x\n", "late.py": "from folder.inner import *\n", "folder/__init__.py": "from . import sibling\n", "folder/inner.py": "from .sibling import name\nz = 1\n",
            "folder/sibling.py": "from ..nowhere import a\nname = 1\n"}.items():
        place = os.path.join(folder, name)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "w") as file:
            file.write(text)
    finder = modulefinder.ModuleFinder([folder])
    finder.run_script(os.path.join(folder, "start.py"))
    print(sorted(finder.modules), sorted(finder.badmodules), [sorted(names) for names in finder.any_missing_maybe()])
    print(sorted(finder.modules["__main__"].globalnames), sorted(finder.modules["folder.inner"].globalnames))

code = compile("import a.b, c as d\nfrom .. import e\nfrom f import *\nlazy = 1\n", "<string>", "exec")
print(list(dis._find_imports(code)), sorted(set(dis._find_store_names(code))))

# expect: plain 2
# expect: decorated 4
# expect: generator 1
# expect: closure 1
# expect: coroutine 1
# expect: > FOLDER/debugged.py(1)<module>()
# expect: > FOLDER/debugged.py(8)<module>()
# expect: Breakpoint 1 at FOLDER/debugged.py:3
# expect: > FOLDER/debugged.py(3)outer()
# expect: > FOLDER/debugged.py(5)outer()
# expect: Breakpoint 2 at FOLDER/debugged.py:4
# expect: > FOLDER/debugged.py(4)counts()
# expect: Deleted breakpoint 1 at FOLDER/debugged.py:3
# expect: Deleted breakpoint 2 at FOLDER/debugged.py:4
# expect: > FOLDER/debugged.py(1)<module>()
# expect: [0, 1, 3, 4, 5, 8]
# expect: ['__main__', 'folder', 'folder.inner', 'folder.sibling', 'late', 'middle', 'start'] ['folder.absent', 'missing', 'nowhere'] [['folder.absent', 'missing', 'nowhere'], []]
# expect: ['absent', 'f', 'inner', 'middle', 'missing', 'sibling', 'x', 'y'] ['name', 'z']
# expect: [('a.b', 0, None), ('c', 0, None), ('', 2, ('e',)), ('f', 0, ('*',))] ['a', 'd', 'e', 'lazy']
