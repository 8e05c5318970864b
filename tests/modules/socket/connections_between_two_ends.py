# min-version: 3.12
import os
import socket


def show(call):
    try:
        print(call())
    except (TypeError, OverflowError) as error:
        print(type(error).__name__)
    except Exception as error:
        print(type(error).__name__, error)


server = socket.socket()
server.bind(("127.0.0.1", 0))
server.listen(5)
server.listen()
client = socket.create_connection(server.getsockname())
accepted, address = server.accept()
print(client.getpeername() == server.getsockname(), accepted.getpeername() == client.getsockname() == address, accepted.getsockname() == server.getsockname())
again = socket.create_connection(server.getsockname())
fd, address = server._accept()
print(type(fd).__name__, address == again.getsockname(), os.get_inheritable(fd))
os.close(fd)
again.close()
show(lambda: server.getpeername())
show(lambda: server.listen("x"))
show(lambda: client.listen(1) or "listens")

client.sendall(b"0123456789")
buffer = bytearray(b"........")
print(accepted.recvfrom_into(buffer, 4), buffer, accepted.recvfrom_into(memoryview(buffer)[4:]), buffer)
show(lambda: accepted.recvfrom_into(buffer, 100))
show(lambda: accepted.recvfrom_into(buffer, -1))
accepted.setblocking(False)
print(accepted.getblocking(), accepted.gettimeout())
accepted.recv(2)
show(lambda: accepted.recvfrom_into(buffer))
accepted.setblocking(True)
print(accepted.getblocking(), accepted.gettimeout(), accepted.timeout)
show(lambda: accepted.setblocking("x"))
show(lambda: accepted.setblocking())

fd = accepted.detach()
print(fd > 2, accepted.fileno(), accepted.detach(), os.write(fd, b"still open"), client.recv(100))
show(lambda: accepted.recv(1))
os.close(fd)
print(client.recv(100))
client.close()
server.close()
show(lambda: server._accept())
show(lambda: client.getpeername())

# Datagrams: the sender's address comes with them.
one, two = socket.socket(type=socket.SOCK_DGRAM), socket.socket(type=socket.SOCK_DGRAM)
for each in (one, two):
    each.bind(("127.0.0.1", 0))
one.sendto(b"a datagram", two.getsockname())
buffer = bytearray(4)
count, sender = two.recvfrom_into(buffer)
print(count, buffer, sender == one.getsockname())
show(lambda: one.getpeername())
one.connect(two.getsockname())
print(one.getpeername() == two.getsockname())
one.close()
two.close()

# expect: True True True
# expect: int True False
# expect: OSError [Errno 107] Transport endpoint is not connected
# expect: TypeError
# expect: OSError [Errno 22] Invalid argument
# expect: (4, None) bytearray(b'01234567') (4, None) bytearray(b'01234567')
# expect: ValueError nbytes is greater than the length of the buffer
# expect: ValueError negative buffersize in recvfrom_into
# expect: False 0.0
# expect: BlockingIOError [Errno 11] Resource temporarily unavailable
# expect: True None None
# expect: None
# expect: TypeError
# expect: True -1 -1 10 b'still open'
# expect: OSError [Errno 9] Bad file descriptor
# expect: b''
# expect: OSError [Errno 9] Bad file descriptor
# expect: OSError [Errno 9] Bad file descriptor
# expect: 4 bytearray(b'a da') True
# expect: OSError [Errno 107] Transport endpoint is not connected
# expect: True
