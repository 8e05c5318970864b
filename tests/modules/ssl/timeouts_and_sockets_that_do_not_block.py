import select
import socket
import ssl
import threading
from _tls import Server, client_context, connect, outcome, server_context

# nobody answers
silent = socket.create_server(("127.0.0.1", 0))
for timeout in (0.05, 0):
    plain = socket.create_connection(silent.getsockname())
    plain.settimeout(timeout)
    connection = client_context().wrap_socket(plain, server_hostname="localhost", do_handshake_on_connect=False)
    try:
        connection.do_handshake()
    except OSError as e:
        print(type(e).__name__, str(e).split(": ")[-1].split(" (")[0], isinstance(e, TimeoutError))
    connection.close()
silent.close()

go = threading.Event()
def wait(connection):
    connection.sendall(b"hello")
    go.wait()
with Server(wait) as server:
    connection = connect(server)
    print(connection.recv(10))
    connection.settimeout(0.05)
    print(outcome(connection.recv, 10))
    connection.settimeout(0)
    print(outcome(connection.recv, 10))
    connection.settimeout(0.05)
    def fill():
        while True:
            connection.send(b"x" * 60_000)
    print(outcome(fill))
    go.set()
    connection.close()

# a handshake by hand
def answer(connection):
    connection.sendall(connection.recv(10).upper())
with Server(answer) as server:
    plain = socket.create_connection(server.address)
    plain.setblocking(False)
    connection = client_context().wrap_socket(plain, server_hostname="localhost", do_handshake_on_connect=False)
    def finish(function, *args):
        while True:
            try:
                return function(*args)
            except ssl.SSLWantReadError:
                select.select([connection], [], [], 30)
            except ssl.SSLWantWriteError:
                select.select([], [connection], [], 30)
    finish(connection.do_handshake)
    print(finish(connection.send, b"word"), finish(connection.recv, 10), connection.version())
    connection.close()

# the socket goes away
with Server(lambda connection: connection.recv(1)) as server:
    connection = connect(server)
    inner = connection._sslobj
    connection.close()
    del connection
    for call in (lambda: inner.write(b"x"), lambda: inner.read(1), inner.do_handshake, inner.shutdown):
        print(outcome(call))
# expect: TimeoutError The handshake operation timed out True
# expect: SSLWantReadError The operation did not complete False
# expect: b'hello'
# expect: TimeoutError: The read operation timed out
# expect: SSLWantReadError: The operation did not complete (read)
# expect: TimeoutError: The write operation timed out
# expect: 4 b'WORD' TLSv1.3
# expect: SSLError: Underlying socket connection gone
# expect: SSLError: Underlying socket connection gone
# expect: SSLError: Underlying socket connection gone
# expect: SSLError: Underlying socket connection gone
