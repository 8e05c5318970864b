import socket

print(socket.getnameinfo(("::1", 80, 0, 0), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV))
for address in (("::1", 0, 0xFFFFFFFF), ("::1", 0, -1), ("127.0.0.1", 0, 0), ("::1", 0, 0, "x")):
    try:
        print(socket.getnameinfo(address, socket.NI_NUMERICHOST | socket.NI_NUMERICSERV))
    except (OverflowError, OSError, TypeError) as e:
        print(type(e).__name__, e)
a, b = socket.socketpair()
for buffers in ([b"constant"], b"abc", [object()], [bytearray(1), "text"], 5):
    try:
        a.recvmsg_into(buffers)
    except TypeError as e:
        print(e)
b.send(b"abcdef")
parts = [bytearray(2), bytearray(3)]
print(a.recvmsg_into(parts)[0], parts)
print(socket.getaddrinfo("ff02::1de:c0:face:8d%lo", 1234, socket.AF_INET6, socket.SOCK_DGRAM, socket.IPPROTO_UDP)[0][4])
print(getattr(socket, "VMADDR_CID_LOCAL", 1))

# expect: ('::1', '80')
# expect: OverflowError getnameinfo(): flowinfo must be 0-1048575.
# expect: OverflowError getnameinfo(): flowinfo must be 0-1048575.
# expect: OSError IPv4 sockaddr must be 2 tuple
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: recvmsg_into() argument 1 must be an iterable of single-segment read-write buffers
# expect: recvmsg_into() argument 1 must be an iterable of single-segment read-write buffers
# expect: recvmsg_into() argument 1 must be an iterable of single-segment read-write buffers
# expect: recvmsg_into() argument 1 must be an iterable of single-segment read-write buffers
# expect: recvmsg_into() argument 1 must be an iterable
# expect: 5 [bytearray(b'ab'), bytearray(b'cde')]
# expect: ('ff02::1de:c0:face:8d', 1234, 0, 1)
# expect: 1
