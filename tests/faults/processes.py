# Processes started, pipes, signals, sockets.
import os
import select
import signal
import socket
import subprocess
print(subprocess.run(["echo", "said"], capture_output=True, text=True).stdout, subprocess.run(["false"]).returncode)
read_end, write_end = os.pipe()
child = os.fork()
if child == 0:
    os.write(write_end, b"child")
    os._exit(3)
os.close(write_end)
with os.fdopen(read_end, "rb") as pipe:
    print(pipe.read(), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
caught = []
signal.signal(signal.SIGUSR1, lambda number, frame: caught.append(number == signal.SIGUSR1))
os.kill(os.getpid(), signal.SIGUSR1)
left, right = socket.socketpair()
left.sendall(b"x" * 1000)
print(select.select([right], [], [], 60)[0] == [right], len(right.recv(2000)), caught)
left.close()
right.close()
