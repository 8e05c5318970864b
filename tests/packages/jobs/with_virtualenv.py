# An environment of this interpreter, without seeds and with a module in it.
# needs: python3-virtualenv
import os
import subprocess
import sys

done = subprocess.run([sys.executable, "-m", "virtualenv", "--no-seed", "--no-periodic-update", "env"], capture_output=True, text=True)
print(done.returncode, done.stderr[-300:])
REPORT = "import sys, sysconfig; print(sys.prefix); print(sys.prefix != sys.base_prefix); print(sysconfig.get_path('purelib'))"
keep = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def inside(code):
    return subprocess.run(["env/bin/python", "-c", code], capture_output=True, text=True, env=keep)


prefix, differs, packages = inside(REPORT).stdout.split()
print(os.path.samefile(prefix, "env"), differs, os.path.relpath(packages, prefix).startswith("lib/python3"), os.path.isdir(packages))
with open(os.path.join(packages, "inner.py"), "w") as file:
    file.write("value = 7\n")
print(inside("import inner; print(inner.value)").stdout, inside("import virtualenv").returncode)
print(sorted(name for name in os.listdir("env/bin") if name.startswith("activate")))

# expect: 0 
# expect: True True True True
# expect: 7
# expect:  1
# expect: ['activate', 'activate.csh', 'activate.fish', 'activate.nu', 'activate.ps1', 'activate.xsh', 'activate_this.py']
