import hashlib
import sys
import threading
from _tls import Server, connect

SIZE, PIECE = 3_000_000, 7_001


def both_ways(connection, seed, results):
    """Sends SIZE bytes while another thread receives as many."""
    def send():
        data = bytes([seed]) * PIECE
        left = SIZE
        while left:
            connection.sendall(data[:left])
            left -= min(left, PIECE)
    writer = threading.Thread(target=send)
    writer.start()
    count, total = 0, hashlib.sha256()
    buffer = bytearray(5000)
    while count < SIZE:
        n = connection.recv_into(buffer, min(len(buffer), SIZE - count))
        if n == 0:
            break
        total.update(buffer[:n])
        count += n
    writer.join()
    results.append((count, total.hexdigest()))

served, asked = [], []
for timeout in (None, 30):
    with Server(lambda connection: both_ways(connection, 1, served)) as server:
        with connect(server) as connection:
            connection.settimeout(timeout)
            both_ways(connection, 2, asked)
expected = [(SIZE, hashlib.sha256(bytes([n]) * SIZE).hexdigest()) for n in (1, 2)]
print(asked == [expected[0]] * 2, served == [expected[1]] * 2, server.errors)

# Several writers: each message arrives whole. CPython 3.13 lets threads disturb each other, so it has only one.
def collect(connection):
    data = b""
    while not data.endswith(b"!"):
        data += connection.recv(10_000)
    messages.extend(data[:-1].split(b"."))
    connection.sendall(b"thanks")

messages = []
writers = 1 if sys.implementation.name == "cpython" else 6
with Server(collect) as server:
    with connect(server) as connection:
        def write(count):
            for n in range(count):
                connection.send(b"%d" % (n % 10) * 500 + b".")
        threads = [threading.Thread(target=write, args=(300 // writers,)) for _ in range(writers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        connection.sendall(b"!")
        print(connection.recv(10))
print(len(messages), {len(m) for m in messages}, all(len(set(m)) <= 1 for m in messages))

# expect: True True []
# expect: b'thanks'
# expect: 301 {0, 500} True
