# Lines and branches of a program with threads, with its report, its page and contexts; data of two runs combined.
# Branches by `sys.monitoring` are found by reading the bytecode of CPython; by tracing they are found everywhere.
# needs: python3-coverage
import os
import subprocess
import sys

with open("subject.py", "w") as file:
    file.write('''import sys
import threading

def f(n):
    if n > 5:
        return "large"
    for i in range(n):
        if i == 3:
            break
    else:
        return "whole"
    return "part"

def never():
    return 0

def generator():
    yield 1
    yield 2

threads = [threading.Thread(target=f, args=(n,)) for n in map(int, sys.argv[1:])]
for t in threads:
    t.start()
for t in threads:
    t.join()
next(generator())
''')


with open(".coveragerc", "w") as file:
    file.write("[run]\ndisable_warnings = no-ctracer\ncore = pytrace\n")


def coverage(*words):
    done = subprocess.run([sys.executable, "-m", "coverage", *words], capture_output=True, text=True)
    print(words[0], done.returncode, done.stdout.strip(), done.stderr.strip()[-300:])


coverage("run", "--branch", "-p", "subject.py", "2")
coverage("run", "--branch", "-p", "subject.py", "7")
subprocess.run([sys.executable, "-m", "coverage", "combine"], capture_output=True)
coverage("report", "-m")
subprocess.run([sys.executable, "-m", "coverage", "html"], capture_output=True)
print(os.path.exists("htmlcov/index.html"))
coverage("run", "--branch", "subject.py", "2", "4", "7")
coverage("report", "-m", "--fail-under=90")

import coverage as module

cov = module.Coverage(data_file=None, branch=True)
with cov.collect():
    namespace = {}
    exec(compile("x = 1\nif x:\n    y = 2\nelse:\n    y = 3\n", os.path.abspath("made.py"), "exec"), namespace)
with open("made.py", "w") as file:
    file.write("x = 1\nif x:\n    y = 2\nelse:\n    y = 3\n")
print(cov.analysis2("made.py")[1:4])

# expect: run 0  
# expect: run 0  
# expect: report 0 Name         Stmts   Miss Branch BrPart  Cover   Missing
# expect: --------------------------------------------------------
# expect: subject.py      21      4     10      1    84%   9, 12, 15, 19
# expect: --------------------------------------------------------
# expect: TOTAL           21      4     10      1    84% 
# expect: True
# expect: run 0  
# expect: report 0 Name         Stmts   Miss Branch BrPart  Cover   Missing
# expect: --------------------------------------------------------
# expect: subject.py      21      2     10      0    94%   15, 19
# expect: --------------------------------------------------------
# expect: TOTAL           21      2     10      0    94% 
# expect: ([1, 2, 3, 5], [], [5])
