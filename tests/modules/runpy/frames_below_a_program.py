# Below a program that runpy runs, frames have no file: tracebacks do not show it, and who looks for the first file passes over it.
import os
import subprocess
import sys
import tempfile

with tempfile.TemporaryDirectory() as folder:
    os.mkdir(os.path.join(folder, "package"))
    for name in "module.py", os.path.join("package", "__main__.py"):
        with open(os.path.join(folder, name), "w") as file:
            file.write("import inspect, runpy\nprint([frame.filename for frame in inspect.stack()][1:], runpy.__name__, runpy.__spec__.name)\n")
    for arguments in ["-m", "module"], ["-m", "package"], ["package"]:
        print(subprocess.run([sys.executable, *arguments], cwd=folder, stdout=subprocess.PIPE, text=True).stdout, end="")

# expect: ['<frozen runpy>', '<frozen runpy>'] runpy runpy
# expect: ['<frozen runpy>', '<frozen runpy>'] runpy runpy
# expect: ['<frozen runpy>', '<frozen runpy>'] runpy runpy
