import subprocess
import sys

for arguments in ({"args": [sys.executable], "cwd": "/nonexistent/directory"}, {"args": ["/nonexistent/program"]}, {"args": ["no-such-program"], "cwd": "/"}):
    try:
        subprocess.run(**arguments)
    except FileNotFoundError as e:
        print(e.filename, e.strerror)

# expect: /nonexistent/directory No such file or directory
# expect: /nonexistent/program No such file or directory
# expect: no-such-program No such file or directory
