# A thread waits for data, while another one ends the connection. And threads use, look at and close the same connections.
import socket
import sys
import threading
from _tls import Server, connect


def outcome_of(connection, seen, ready):
    ready.set()
    try:
        seen.append(connection.recv(10))
    except (OSError, ValueError, AttributeError) as e:  # the last: the library looks at an attribute twice, and close() came between
        seen.append(type(e))

done = threading.Event()
with Server(lambda connection: done.wait()) as server:
    for timeout in (None, 60):
        connection = connect(server)
        connection.settimeout(timeout)
        seen, ready = [], threading.Event()
        thread = threading.Thread(target=outcome_of, args=(connection, seen, ready))
        thread.start()
        ready.wait()
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
        thread.join()
        print(timeout, len(seen), connection.close())
    # closed while a call waits: the call ends by its timeout, or fails
    connection = connect(server)
    connection.settimeout(0.2)
    seen, ready = [], threading.Event()
    thread = threading.Thread(target=outcome_of, args=(connection, seen, ready))
    thread.start()
    ready.wait()
    connection.close()
    thread.join()
    print(len(seen), connection.fileno())
    done.set()


def answer(connection):
    try:
        while data := connection.recv(100):
            connection.sendall(data)
    except OSError:
        pass


def use(connection, what):
    for _ in range(20):
        try:
            what(connection)
        except (OSError, ValueError, AttributeError, TypeError):
            pass

closing = threading.Event()
ACTIONS = [lambda c: c.send(b"abc"), lambda c: c.recv(3), lambda c: c.recv(3), lambda c: (c.version(), c.cipher(), c.pending()),
           lambda c: c.getpeercert(), lambda c: c.session, lambda c: c.do_handshake(), lambda c: (closing.wait(0.01), c.close())]
with Server(answer) as server:
    for _ in range(0 if sys.implementation.name == "cpython" else 5):  # CPython's connections are not made for that: it crashes
        connection = connect(server)
        connection.settimeout(0.1)
        threads = [threading.Thread(target=use, args=(connection, what)) for what in ACTIONS]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        connection.close()
print("done")

# expect: None 1 None
# expect: 60 1 None
# expect: 1 -1
# expect: done
