# Virtual environments as links and as copies: prefixes, packages, and what the program says of itself.
import os
import subprocess
import sys
import sysconfig
import tempfile

REPORT = """
import os, sys, sysconfig
def seen(path):
    for name, folder in (("ENV", ENV), ("BASE", BASE)):
        if path == folder or path.startswith(folder + "/"):
            return name + path[len(folder):].replace(VERSION + "t/", VERSION + "/").replace(VERSION, "VERSION")
    return "elsewhere"
print(sys.prefix == sys.exec_prefix, seen(sys.prefix), sys.base_prefix == PREFIX == sys.base_exec_prefix)
print(seen(sys.executable), os.path.samefile(sys._base_executable, EXECUTABLE))
print([seen(p) for p in sys.path if seen(p) == "elsewhere" and "packages" in p] == [], [seen(p) for p in sys.path if seen(p).startswith("ENV")])
for name in "purelib", "platlib", "scripts", "data":
    print(name, seen(sysconfig.get_path(name)), end=" ")
print()
print(os.path.dirname(os.__file__) == LIBRARY, sys.flags.no_user_site or not __import__("site").ENABLE_USER_SITE)
try:
    import of_the_environment
    print(of_the_environment.value)
except ImportError as e:
    print(e)
"""
top = os.path.realpath(tempfile.mkdtemp())
# "python3.13"; with a "t" at its end for a program without a GIL.
VERSION = os.path.basename(os.path.dirname(sysconfig.get_path("purelib", "venv")))


def run(*command, **environment):
    keep = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH", "PYTHONUSERBASE")}
    done = subprocess.run(command, capture_output=True, text=True, env=keep | environment)
    if done.returncode:
        print(done.returncode, done.stderr.splitlines()[-1:])
    return done.stdout


def report(folder, program, *options, **environment):
    facts = {"ENV": folder, "BASE": sys.prefix, "PREFIX": sys.base_prefix, "EXECUTABLE": sys.executable, "LIBRARY": os.path.dirname(os.__file__),
             "VERSION": VERSION}
    code = "".join(f"{name} = {value!r}\n" for name, value in facts.items()) + REPORT
    print(run(program, *options, "-c", code, **environment), end="")


def make(name, *options):
    folder = os.path.join(top, name)
    run(sys.executable, "-m", "venv", "--without-pip", *options, folder)
    packages = run(os.path.join(folder, "bin", "python"), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    with open(os.path.join(packages, "of_the_environment.py"), "w") as file:
        file.write("value = 'module of the environment'\n")
    return folder


for name, options in ("links", ()), ("copies", ("--copies",)):
    folder = make(name, *options)
    print(name, os.path.islink(os.path.join(folder, "bin", os.path.basename(sys.executable))), os.path.isfile(os.path.join(folder, "pyvenv.cfg")))
    report(folder, os.path.join(folder, "bin", "python"))

# Called through PATH, by a relative path, without site, isolated.
folder = os.path.join(top, "links")
report(folder, "python", PATH=os.path.join(folder, "bin"))
os.chdir(os.path.join(folder, "bin"))
report(folder, "./python", "-I")
print(run("./python", "-S", "-c", "import sys; print([p for p in sys.path if 'packages' in p])"), end="")

# An environment that sees the packages of its base; one inside of which another one is made.
shared = make("shared", "--system-site-packages")
print(run(os.path.join(shared, "bin", "python"), "-c", "import site; print(len(site.PREFIXES) > 1, site.PREFIXES[0] == %r)" % shared), end="")
inner = os.path.join(top, "inner")
run(os.path.join(shared, "bin", "python"), "-m", "venv", "--without-pip", inner)
print(run(os.path.join(inner, "bin", "python3"), "-c", "import sys; print(sys.prefix == %r, sys.base_prefix == %r)" % (inner, sys.base_prefix)), end="")
with open(os.path.join(inner, "pyvenv.cfg")) as file:
    print([line.split(" = ")[0] for line in file][:2])
    file.seek(0)
    print(file.readline() == f"home = {os.path.dirname(sys.executable)}\n")

# Files that say nothing of a home, or nothing at all.
for text in "", "version = 3.11\n", "home\n":
    with open(os.path.join(inner, "pyvenv.cfg"), "w") as file:
        file.write(text)
    print(run(os.path.join(inner, "bin", "python3"), "-c", "import sys; print(sys.prefix == %r)" % inner), end="")
with open(os.path.join(inner, "pyvenv.cfg"), "w") as file:
    file.write("# a comment\n  HOME=%s  \nno value\n" % os.path.dirname(sys.executable))
print(run(os.path.join(inner, "bin", "python3"), "-c", "import sys; print(sys.prefix == %r)" % inner), end="")

# expect: links True True
# expect: True ENV True
# expect: ENV/bin/python True
# expect: True ['ENV/lib/VERSION/site-packages']
# expect: purelib ENV/lib/VERSION/site-packages platlib ENV/lib/VERSION/site-packages scripts ENV/bin data ENV 
# expect: True True
# expect: module of the environment
# expect: copies False True
# expect: True ENV True
# expect: ENV/bin/python True
# expect: True ['ENV/lib/VERSION/site-packages']
# expect: purelib ENV/lib/VERSION/site-packages platlib ENV/lib/VERSION/site-packages scripts ENV/bin data ENV 
# expect: True True
# expect: module of the environment
# expect: True ENV True
# expect: ENV/bin/python True
# expect: True ['ENV/lib/VERSION/site-packages']
# expect: purelib ENV/lib/VERSION/site-packages platlib ENV/lib/VERSION/site-packages scripts ENV/bin data ENV 
# expect: True True
# expect: module of the environment
# expect: True ENV True
# expect: ENV/bin/python True
# expect: True ['ENV/lib/VERSION/site-packages']
# expect: purelib ENV/lib/VERSION/site-packages platlib ENV/lib/VERSION/site-packages scripts ENV/bin data ENV 
# expect: True 1
# expect: module of the environment
# expect: []
# expect: True True
# expect: True True
# expect: ['home', 'include-system-site-packages']
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
