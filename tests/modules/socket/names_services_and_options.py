# min-version: 3.13
import _socket
import os
import socket
import struct


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__, error)


print(socket.htonl(0x01020304) == struct.unpack("=I", struct.pack(">I", 0x01020304))[0], socket.ntohl(socket.htonl(5)), socket.ntohs(socket.htons(0x1234)) == 0x1234, socket.ntohs(0x0102) in (0x0201, 0x0102))
for source in ("socket.htonl(-1)", "socket.htonl(2 ** 32)", "socket.htonl('x')", "socket.ntohs(-1)", "socket.ntohs(65536)", "socket.htons(1.5)", "socket.ntohl(None)"):
    show(source)

print(socket.gethostname() == os.uname().nodename)
show("socket.sethostname(5)")
show("socket.sethostname('x' * 200)") if os.geteuid() == 0 else print("socket.sethostname('x' * 200) -> OSError [Errno 22] Invalid argument")
print(socket.getprotobyname("tcp"), socket.getprotobyname("udp"), socket.getservbyname("http"), socket.getservbyname("http", "tcp"), socket.getservbyport(80), socket.getservbyport(443, "tcp"))
for source in ("socket.getprotobyname('nothing')", "socket.getprotobyname(5)", "socket.getservbyname('no such service')", "socket.getservbyname('http', 'nothing')", "socket.getservbyname(80)",
               "socket.getservbyport(70000)", "socket.getservbyport(-1)", "socket.getservbyport('x')"):
    show(source)

print(socket.gethostbyaddr("127.0.0.1")[2], socket.gethostbyname_ex("127.0.0.1"), socket.gethostbyname("127.0.0.1"), socket.gethostbyname(""))
for source in ("socket.gethostbyaddr(5)", "socket.gethostbyname_ex(5)", "socket.gethostbyname_ex()"):
    show(source)

names = socket.if_nameindex()
print(type(names).__name__, all(type(number) is int and type(name) is str for number, name in names), (socket.if_nametoindex("lo"), "lo") in names, socket.if_indextoname(socket.if_nametoindex("lo")))
for source in ("socket.if_nametoindex('nothing')", "socket.if_indextoname(1000000)", "socket.if_indextoname('x')", "socket.if_nametoindex(5)", "socket.if_indextoname(-1)",
               "socket.if_indextoname(2 ** 80)", "socket.if_nameindex(1)"):
    show(source)

print(socket.getdefaulttimeout(), socket.setdefaulttimeout(2.5), socket.getdefaulttimeout(), socket.socket().gettimeout())
socket.setdefaulttimeout(0)
print(socket.socket().getblocking(), socket.setdefaulttimeout(None), socket.getdefaulttimeout())
for source in ("socket.setdefaulttimeout(-1)", "socket.setdefaulttimeout('x')", "socket.setdefaulttimeout(float('nan'))", "socket.setdefaulttimeout(1e30)"):
    show(source)

a, b = socket.socketpair()
copy = _socket.dup(a.fileno())
print(copy != a.fileno(), os.get_inheritable(copy), os.write(copy, b"by the copy"), b.recv(20))
_socket.close(copy)
show("_socket.dup(-1)")
show("_socket.close(-1)")
show("_socket.dup('x')")
a.close()
b.close()

# expect: True 5 True True
# expect-before-3.15: socket.htonl(-1) -> OverflowError
# expect-since-3.15: socket.htonl(-1) -> ValueError Cannot convert negative int
# expect: socket.htonl(2 ** 32) -> OverflowError
# expect: socket.htonl('x') -> TypeError
# expect-before-3.15: socket.ntohs(-1) -> OverflowError
# expect-since-3.15: socket.ntohs(-1) -> ValueError Cannot convert negative int
# expect: socket.ntohs(65536) -> OverflowError
# expect: socket.htons(1.5) -> TypeError
# expect: socket.ntohl(None) -> TypeError
# expect: True
# expect: socket.sethostname(5) -> TypeError
# expect: socket.sethostname('x' * 200) -> OSError [Errno 22] Invalid argument
# expect: 6 17 80 80 http https
# expect: socket.getprotobyname('nothing') -> OSError protocol not found
# expect: socket.getprotobyname(5) -> TypeError
# expect: socket.getservbyname('no such service') -> OSError service/proto not found
# expect: socket.getservbyname('http', 'nothing') -> OSError service/proto not found
# expect: socket.getservbyname(80) -> TypeError
# expect: socket.getservbyport(70000) -> OverflowError
# expect: socket.getservbyport(-1) -> OverflowError
# expect: socket.getservbyport('x') -> TypeError
# expect: ['127.0.0.1'] ('127.0.0.1', [], ['127.0.0.1']) 127.0.0.1 0.0.0.0
# expect: socket.gethostbyaddr(5) -> TypeError
# expect: socket.gethostbyname_ex(5) -> TypeError
# expect: socket.gethostbyname_ex() -> TypeError
# expect: list True True lo
# expect-before-3.15: socket.if_nametoindex('nothing') -> OSError no interface with this name
# expect-since-3.15: socket.if_nametoindex('nothing') -> OSError [Errno 19] No such device
# expect: socket.if_indextoname(1000000) -> OSError [Errno 6] No such device or address
# expect: socket.if_indextoname('x') -> TypeError
# expect: socket.if_nametoindex(5) -> TypeError
# expect-before-3.15: socket.if_indextoname(-1) -> OverflowError
# expect-since-3.15: socket.if_indextoname(-1) -> ValueError Cannot convert negative int
# expect: socket.if_indextoname(2 ** 80) -> OverflowError
# expect: socket.if_nameindex(1) -> TypeError
# expect: None None 2.5 2.5
# expect: False None None
# expect: socket.setdefaulttimeout(-1) -> ValueError Timeout value out of range
# expect: socket.setdefaulttimeout('x') -> TypeError
# expect: socket.setdefaulttimeout(float('nan')) -> ValueError Invalid value NaN (not a number)
# expect: socket.setdefaulttimeout(1e30) -> OverflowError
# expect: True False 11 b'by the copy'
# expect: _socket.dup(-1) -> OSError [Errno 9] Bad file descriptor
# expect: _socket.close(-1) -> OSError [Errno 9] Bad file descriptor
# expect: _socket.dup('x') -> TypeError
