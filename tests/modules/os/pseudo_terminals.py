# min-version: 3.13
import os
master = os.posix_openpt(os.O_RDWR | os.O_NOCTTY)
os.grantpt(master)
os.unlockpt(master)
name = os.ptsname(master)
print(name.startswith("/dev/pts/"), os.get_inheritable(master))
slave = os.open(name, os.O_RDWR | os.O_NOCTTY)
print(os.isatty(slave), os.ttyname(slave) == name)
os.write(master, b"typed\n")
print(os.read(slave, 100))
r, w = os.pipe()
try:
    os.ptsname(r)
except OSError as e:
    print("OSError")

# expect: True False
# expect: True True
# expect: b'typed\n'
# expect: OSError
