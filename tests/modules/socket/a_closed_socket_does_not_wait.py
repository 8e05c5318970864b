# A wait would end with "timed out".
import socket

a, b = socket.socketpair()
a.settimeout(10)
a.close()
for use in (lambda: a.send(b"x"), lambda: a.sendall(b"x"), lambda: a.recv(1), lambda: a.recv_into(bytearray(3)), lambda: a.recvfrom(3),
            lambda: a.sendmsg([b"x"]), lambda: a.recvmsg(3), lambda: a.sendto(b"x", "nowhere"), lambda: a.accept(), lambda: a.connect("nowhere")):
    try:
        use()
    except OSError as error:
        print(error)
b.close()

# expect: [Errno 9] Bad file descriptor
# expect: [Errno 9] Bad file descriptor
# expect: [Errno 9] Bad file descriptor
# expect: [Errno 9] Bad file descriptor
# expect: [Errno 9] Bad file descriptor
# expect: [Errno 9] Bad file descriptor
# expect: [Errno 9] Bad file descriptor
# expect: [Errno 9] Bad file descriptor
# expect: [Errno 9] Bad file descriptor
# expect: [Errno 9] Bad file descriptor
