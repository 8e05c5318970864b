from concurrent.futures import ThreadPoolExecutor
from _tls import Server, client_context, connect, server_context, use_once


def echo(connection):
    while data := connection.recv(4096):
        connection.sendall(data)

shared = client_context()
def visit(number):
    with connect(server, shared if number % 2 else client_context()) as connection:
        data = bytes([number]) * 10_000
        connection.sendall(data)
        received = b""
        while len(received) < len(data):
            received += connection.recv(3000)
        assert connection.getpeercert()["subject"][-1] == (("commonName", "localhost"),)
        return received == data

with Server(echo) as server, ThreadPoolExecutor(8) as pool:
    use_once(shared, server.context)
    print(sum(pool.map(visit, range(40))), server.errors)

# expect: 40 []
