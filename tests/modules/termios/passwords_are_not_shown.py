import os, pty, sys
pid, master = pty.fork()
if pid == 0:
    import getpass
    word = getpass.getpass("Password: ")
    print("got", len(word), word == "secret", flush=True)
    os._exit(7)
shown = b""
while b"Password: " not in shown:
    shown += os.read(master, 100)
os.write(master, b"secret\n")
while True:
    try:
        data = os.read(master, 100)
    except OSError:
        break
    if not data:
        break
    shown += data
print(shown.decode().split("\r\n"))
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))

# expect: ['Password: ', 'got 6 True', '']
# expect: 7
