# What C reads up to the first zero byte is refused if it has a null character.
import hashlib
import locale
import socket

CALLS = r'''
socket.inet_aton("1.2.3.4\0")
socket.inet_pton(socket.AF_INET, "1.2.3.4\0")
socket.getservbyname("http\0")
socket.getservbyname("http", "tcp\0")
socket.getservbyport(80, "tcp\0")
socket.getprotobyname("tcp\0")
locale.gettext("a\0b")
locale.textdomain("a\0b")
locale.setlocale(locale.LC_ALL, "C\0")
'''
for line in CALLS.strip().splitlines():
    try:
        print(line, "->", eval(line))
    except ValueError as e:
        print(line, "->", e)

# expect-since-3.14: socket.inet_aton("1.2.3.4\0") -> embedded null character
# expect-since-3.14: socket.inet_pton(socket.AF_INET, "1.2.3.4\0") -> embedded null character
# expect-since-3.14: socket.getservbyname("http\0") -> embedded null character
# expect-since-3.14: socket.getservbyname("http", "tcp\0") -> embedded null character
# expect-since-3.14: socket.getservbyport(80, "tcp\0") -> embedded null character
# expect-since-3.14: socket.getprotobyname("tcp\0") -> embedded null character
# expect-since-3.14: locale.gettext("a\0b") -> embedded null character
# expect-since-3.14: locale.textdomain("a\0b") -> embedded null character
# expect-since-3.14: locale.setlocale(locale.LC_ALL, "C\0") -> embedded null character
