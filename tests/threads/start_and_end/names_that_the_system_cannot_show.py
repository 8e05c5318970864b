# A thread runs whatever its name is: the system shows question marks for lone surrogates, and no more than 15 bytes.
import threading


def work(name):
    seen.append(ascii(threading.current_thread().name))


for name in "\ud800", "a\udc80b", "a\0b", "", "x" * 100, "\u20ac" * 20:
    seen = []
    thread = threading.Thread(target=work, args=(name,), name=name or "none")
    thread.start()
    thread.join()
    print(*seen, thread.is_alive())

# expect: '\ud800' False
# expect: 'a\udc80b' False
# expect: 'a\x00b' False
# expect: 'none' False
# expect: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' False
# expect: '\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac' False
