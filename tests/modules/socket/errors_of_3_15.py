# min-version: 3.15
# Numbers, options and names that 3.15 refuses in its own words.
import socket


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

# expect: ntohs ValueError Cannot convert negative int
# expect: ntohs ValueError Cannot convert negative int
# expect: ntohs 0
# expect: ntohs OverflowError Python int too large for C uint16_t
# expect: ntohs OverflowError Python int too large for C uint16_t
# expect: ntohs OverflowError Python int too large for C uint16_t
# expect: ntohs TypeError 'float' object cannot be interpreted as an integer
# expect: ntohs TypeError 'str' object cannot be interpreted as an integer
# expect: htons ValueError Cannot convert negative int
# expect: htons ValueError Cannot convert negative int
# expect: htons 0
# expect: htons OverflowError Python int too large for C uint16_t
# expect: htons OverflowError Python int too large for C uint16_t
# expect: htons OverflowError Python int too large for C uint16_t
# expect: htons TypeError 'float' object cannot be interpreted as an integer
# expect: htons TypeError 'str' object cannot be interpreted as an integer
# expect: ntohl ValueError Cannot convert negative int
# expect: ntohl ValueError Cannot convert negative int
# expect: ntohl 0
# expect: ntohl 256
# expect: ntohl OverflowError Python int too large for C uint32_t
# expect: ntohl OverflowError Python int too large for C uint32_t
# expect: ntohl TypeError 'float' object cannot be interpreted as an integer
# expect: ntohl TypeError 'str' object cannot be interpreted as an integer
# expect: htonl ValueError Cannot convert negative int
# expect: htonl ValueError Cannot convert negative int
# expect: htonl 0
# expect: htonl 256
# expect: htonl OverflowError Python int too large for C uint32_t
# expect: htonl OverflowError Python int too large for C uint32_t
# expect: htonl TypeError 'float' object cannot be interpreted as an integer
# expect: htonl TypeError 'str' object cannot be interpreted as an integer
# expect: if_nametoindex OSError [Errno 19] No such device
# expect: setsockopt TypeError socket option should be int, bytes-like object or None (got dict)
# expect: setsockopt TypeError socket option should be int, bytes-like object or None (got str)
# expect: setsockopt TypeError setsockopt() requires 4 arguments when the third argument is None
# expect: setsockopt TypeError setsockopt() only takes 4 arguments when the third argument is None (got int)
# expect: setsockopt TypeError setsockopt() only takes 4 arguments when the third argument is None (got bytes)
# expect: setsockopt OSError [Errno 14] Bad address
