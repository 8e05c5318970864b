# Numbers, options and names that 3.15 refuses in its own words.
import socket
import sys

if sys.version_info < (3, 15):
    sys.exit()


def tried(call, *arguments):
    try:
        print(call.__name__, call(*arguments))
    except (OSError, ValueError, OverflowError, TypeError) as e:
        print(call.__name__, type(e).__name__, e)


for call in socket.ntohs, socket.htons, socket.ntohl, socket.htonl:
    for value in -1, -(2**70), 0, 2**16, 2**32, 2**64, 1.5, "a":
        tried(call, value)
tried(socket.if_nametoindex, "_missing")
with socket.socket() as s:
    for arguments in ({},), ("text",), (None,), (1, 2), (b"1234", 4), (None, 4):
        tried(s.setsockopt, socket.SOL_SOCKET, socket.SO_REUSEADDR, *arguments)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, bytearray(4))

# expect-since-3.15: ntohs ValueError Cannot convert negative int
# expect-since-3.15: ntohs ValueError Cannot convert negative int
# expect-since-3.15: ntohs 0
# expect-since-3.15: ntohs OverflowError Python int too large for C uint16_t
# expect-since-3.15: ntohs OverflowError Python int too large for C uint16_t
# expect-since-3.15: ntohs OverflowError Python int too large for C uint16_t
# expect-since-3.15: ntohs TypeError 'float' object cannot be interpreted as an integer
# expect-since-3.15: ntohs TypeError 'str' object cannot be interpreted as an integer
# expect-since-3.15: htons ValueError Cannot convert negative int
# expect-since-3.15: htons ValueError Cannot convert negative int
# expect-since-3.15: htons 0
# expect-since-3.15: htons OverflowError Python int too large for C uint16_t
# expect-since-3.15: htons OverflowError Python int too large for C uint16_t
# expect-since-3.15: htons OverflowError Python int too large for C uint16_t
# expect-since-3.15: htons TypeError 'float' object cannot be interpreted as an integer
# expect-since-3.15: htons TypeError 'str' object cannot be interpreted as an integer
# expect-since-3.15: ntohl ValueError Cannot convert negative int
# expect-since-3.15: ntohl ValueError Cannot convert negative int
# expect-since-3.15: ntohl 0
# expect-since-3.15: ntohl 256
# expect-since-3.15: ntohl OverflowError Python int too large for C uint32_t
# expect-since-3.15: ntohl OverflowError Python int too large for C uint32_t
# expect-since-3.15: ntohl TypeError 'float' object cannot be interpreted as an integer
# expect-since-3.15: ntohl TypeError 'str' object cannot be interpreted as an integer
# expect-since-3.15: htonl ValueError Cannot convert negative int
# expect-since-3.15: htonl ValueError Cannot convert negative int
# expect-since-3.15: htonl 0
# expect-since-3.15: htonl 256
# expect-since-3.15: htonl OverflowError Python int too large for C uint32_t
# expect-since-3.15: htonl OverflowError Python int too large for C uint32_t
# expect-since-3.15: htonl TypeError 'float' object cannot be interpreted as an integer
# expect-since-3.15: htonl TypeError 'str' object cannot be interpreted as an integer
# expect-since-3.15: if_nametoindex OSError [Errno 19] No such device
# expect-since-3.15: setsockopt TypeError socket option should be int, bytes-like object or None (got dict)
# expect-since-3.15: setsockopt TypeError socket option should be int, bytes-like object or None (got str)
# expect-since-3.15: setsockopt TypeError setsockopt() requires 4 arguments when the third argument is None
# expect-since-3.15: setsockopt TypeError setsockopt() only takes 4 arguments when the third argument is None (got int)
# expect-since-3.15: setsockopt TypeError setsockopt() only takes 4 arguments when the third argument is None (got bytes)
# expect-since-3.15: setsockopt OSError [Errno 14] Bad address
