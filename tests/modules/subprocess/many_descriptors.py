# A child inherits as many descriptors as the parent lets it.
import os
import resource
import subprocess
import sys

COUNT = 1500
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
room = COUNT + 100 if hard == resource.RLIM_INFINITY else min(hard, COUNT + 100)
resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, room), hard))
base = os.open(os.devnull, os.O_RDONLY)
fds = []
while len(fds) < COUNT:
    try:
        fds.append(os.dup(base))
    except OSError:  # a system with a lower limit
        break
code = "import os, sys; print(all(os.fstat(int(fd)) for fd in sys.stdin.read().split()))"
done = subprocess.run([sys.executable, "-c", code], pass_fds=fds[:-50], input=" ".join(map(str, fds[:-50])), text=True, capture_output=True)
print(done.stdout.strip(), done.stderr)

# expect: True 
