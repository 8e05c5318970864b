import os
import subprocess
import sys

# breakpoint() calls the hook, and the hook what the environment names.
program = "import sys\nprint(sys.breakpointhook is sys.__breakpointhook__)\nprint(sys.breakpointhook(1, 2, end='!\\n'), breakpoint('again'))"
done = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONBREAKPOINT": "print"})
print(done.stdout.split("\n"))
done = subprocess.run([sys.executable, "-W", "always", "-c", "import sys; print(sys.breakpointhook())"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                      env={**os.environ, "PYTHONBREAKPOINT": "no.such.thing"})
print(done.stdout, done.stderr.split("\n")[0])
done = subprocess.run([sys.executable, "-c", "breakpoint(); print('passed')"], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONBREAKPOINT": "0"})
print(done.stdout)


def hook(*arguments, **options):
    return arguments, options


sys.breakpointhook = hook
print(breakpoint(1, x=2))
del sys.breakpointhook
try:
    breakpoint()
except RuntimeError as error:
    print(error)
sys.breakpointhook = sys.__breakpointhook__

# What the interpreter knows of its heap goes to the standard error, however much it is.
done = subprocess.run([sys.executable, "-c", "import sys; print(sys._debugmallocstats())"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
print(done.returncode, done.stdout, len(done.stderr) > 0)

# expect: ['True', '1 2!', 'again', 'None None', '']
# expect: None
# expect:  <string>:1: RuntimeWarning: Ignoring unimportable $PYTHONBREAKPOINT: "no.such.thing"
# expect: passed
# expect:
# expect: ((1,), {'x': 2})
# expect: lost sys.breakpointhook
# expect: 0 None
# expect:  True
