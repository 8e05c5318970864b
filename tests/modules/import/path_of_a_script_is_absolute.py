import os
import subprocess
import sys
import tempfile

SCRIPT = """
import sys
print(__file__, sys.argv, sys._getframe().f_code.co_filename)
1 / 0
"""
with tempfile.TemporaryDirectory() as folder:
    folder = os.path.realpath(folder)
    os.mkdir(os.path.join(folder, "sub"))
    with open(os.path.join(folder, "sub", "script.py"), "w") as f:
        f.write(SCRIPT)
    for path in "sub/script.py", "./sub/../sub/script.py", os.path.join(folder, "sub", "script.py"), "sub/none.py":
        done = subprocess.run([sys.executable, path], cwd=folder, capture_output=True, text=True)
        print(done.stdout.replace(folder, "FOLDER"), [line.replace(folder, "FOLDER").replace(sys.executable, "PYTHON") for line in done.stderr.splitlines() if "script" in line or "none" in line])

# expect: FOLDER/sub/script.py ['sub/script.py'] FOLDER/sub/script.py
# expect:  ['  File "FOLDER/sub/script.py", line 4, in <module>']
# expect: FOLDER/./sub/../sub/script.py ['./sub/../sub/script.py'] FOLDER/./sub/../sub/script.py
# expect:  ['  File "FOLDER/./sub/../sub/script.py", line 4, in <module>']
# expect: FOLDER/sub/script.py ['FOLDER/sub/script.py'] FOLDER/sub/script.py
# expect:  ['  File "FOLDER/sub/script.py", line 4, in <module>']
# expect:  ["PYTHON: can't open file 'FOLDER/sub/none.py': [Errno 2] No such file or directory"]
