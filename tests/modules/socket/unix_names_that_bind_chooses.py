# Binding a Unix socket to an empty name gives it an abstract name of its own.
import socket

with socket.socket(socket.AF_UNIX) as first, socket.socket(socket.AF_UNIX) as second:
    first.bind("")
    second.bind(b"")
    names = [first.getsockname(), second.getsockname()]
    print([(len(name), name[0], set(name[1:]) <= set(b"0123456789abcdef")) for name in names], names[0] != names[1])
for length in 2**31 - 17, 2**31 - 16, 2**31 - 24, 2**31 - 25, 2**31 - 1, -1:
    for call in socket.CMSG_LEN, socket.CMSG_SPACE:
        try:
            print(call.__name__, length, call(length))
        except OverflowError as e:
            print(call.__name__, length, e)

# expect: [(6, 0, True), (6, 0, True)] True
# expect: CMSG_LEN 2147483631 2147483647
# expect: CMSG_SPACE 2147483631 CMSG_SPACE() argument out of range
# expect: CMSG_LEN 2147483632 CMSG_LEN() argument out of range
# expect: CMSG_SPACE 2147483632 CMSG_SPACE() argument out of range
# expect: CMSG_LEN 2147483624 2147483640
# expect: CMSG_SPACE 2147483624 CMSG_SPACE() argument out of range
# expect: CMSG_LEN 2147483623 2147483639
# expect: CMSG_SPACE 2147483623 2147483640
# expect: CMSG_LEN 2147483647 CMSG_LEN() argument out of range
# expect: CMSG_SPACE 2147483647 CMSG_SPACE() argument out of range
# expect: CMSG_LEN -1 CMSG_LEN() argument out of range
# expect: CMSG_SPACE -1 CMSG_SPACE() argument out of range
