import os
import socket

a, b = socket.socketpair()
a.sendall(b"hello")
print(b.recv(2), b.recv_into(buffer := bytearray(10)), bytes(buffer[:3]), a.family.name, a.type.name)
read_end, write_end = os.pipe()
socket.send_fds(a, [b"descriptor"], [write_end])
message, fds, flags, address = socket.recv_fds(b, 20, 3)
os.write(fds[0], b"through the copy")
print(message, len(fds), os.read(read_end, 50))
for fd in (read_end, write_end, *fds):
    os.close(fd)
print(a.sendmsg([b"one ", b"two"]), b.recvmsg(10)[0], b.gettimeout())
for timeout in (0.02, 0):
    b.settimeout(timeout)
    try:
        b.recv(1)
    except OSError as error:
        print(type(error).__name__, b.getblocking(), b.timeout)
b.close()
a.close()
print(a.fileno(), repr(a)[:25])
try:
    a.send(b"x")
except OSError as error:
    print(error)
listener = socket.create_server(("127.0.0.1", 0))
port = listener.getsockname()[1]
listener.close()
with socket.socket() as s:
    print(s.connect_ex(("127.0.0.1", port)) != 0)
    try:
        s.connect(("127.0.0.1", port))
    except ConnectionRefusedError as error:
        print(error)

# expect: b'he' 3 b'llo' AF_UNIX SOCK_STREAM
# expect: b'descriptor' 1 b'through the copy'
# expect: 7 b'one two' None
# expect: TimeoutError True 0.02
# expect: BlockingIOError False 0.0
# expect: -1 <socket.socket [closed] f
# expect: [Errno 9] Bad file descriptor
# expect: True
# expect: [Errno 111] Connection refused
