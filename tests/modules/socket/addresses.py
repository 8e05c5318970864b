import socket

print(socket.inet_aton("1.2.3.4"), socket.inet_ntoa(b"\x7f\0\0\1"), socket.inet_ntop(socket.AF_INET6, socket.inet_pton(socket.AF_INET6, "fe80::1")))
print(socket.htons(1), socket.ntohl(1), socket.CMSG_LEN(4), socket.CMSG_SPACE(4))
print(socket.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM)[0][4], socket.gethostbyname("127.0.0.1"))
print(socket.getnameinfo(("127.0.0.1", 80), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV), socket.has_ipv6)
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("", 0))
print(s.sendto(b"to itself", ("127.0.0.1", s.getsockname()[1])), s.recvfrom(100)[0], s.proto)
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR), len(s.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, 8)))
for action in (
    lambda: s.bind("text"), lambda: s.bind(("127.0.0.1",)), lambda: s.bind(("127.0.0.1", 70000)), lambda: s.bind((5, 5)),
    lambda: socket.inet_aton("x"), lambda: socket.inet_pton(socket.AF_INET, "1.2.3"), lambda: socket.inet_ntoa(b"123"),
    lambda: s.recv(-1), lambda: s.settimeout(-1),
):
    try:
        action()
    except (OSError, TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
s.close()
print(issubclass(socket.gaierror, OSError), socket.timeout is TimeoutError, socket.error is OSError)

# expect: b'\x01\x02\x03\x04' 127.0.0.1 fe80::1
# expect: 256 16777216 20 24
# expect: ('127.0.0.1', 80) 127.0.0.1
# expect: ('127.0.0.1', '80') True
# expect: 9 b'to itself' 0
# expect: 1 8
# expect: TypeError bind(): AF_INET address must be tuple, not str
# expect: TypeError AF_INET address must be a pair (host, port)
# expect: OverflowError bind(): port must be 0-65535.
# expect: TypeError str, bytes or bytearray expected, not int
# expect: OSError illegal IP address string passed to inet_aton
# expect: OSError illegal IP address string passed to inet_pton
# expect: OSError packed IP wrong length for inet_ntoa
# expect: ValueError negative buffersize in recv
# expect: ValueError Timeout value out of range
# expect: True True True
