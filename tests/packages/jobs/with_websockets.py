# A server over TLS and its clients: asyncio's and the one with threads, with fragments, pings and refused handshakes.
# needs: python3-websockets
import asyncio
import ssl
import threading

import _authority
import websockets
from _together import in_two_threads
from websockets.asyncio.server import serve
from websockets.sync.client import connect

trusted = ssl.create_default_context(cafile=_authority.make())
of_server = _authority.server_context()


async def echo(socket):
    async for message in socket:
        await socket.send(message * 2 if isinstance(message, str) else message[::-1])


async def gate(connection, request):
    if request.path == "/forbidden":
        return connection.respond(403, "no\n")


def threaded(port):
    said = []
    with connect(f"wss://localhost:{port}/", ssl=trusted) as socket:
        for message in "ab", b"abc", "x" * 100_000:
            socket.send(message)
            answer = socket.recv()
            said.append(answer if len(answer) < 10 else len(answer))
        socket.send(["one ", "message ", "in parts"])
        said += [socket.recv(), socket.ping().wait(60)]
        said.append(sum(len(socket.recv()) for n in range(200) if not socket.send("y" * n)))
    return said


async def main():
    async with serve(echo, "localhost", 0, ssl=of_server, process_request=gate) as server:
        port = server.sockets[0].getsockname()[1]
        one, two = await asyncio.to_thread(in_two_threads, lambda i: threaded(port))
        print(one, one == two)
        async with websockets.connect(f"wss://localhost:{port}/", ssl=trusted, compression=None) as socket:
            await socket.send("z")
            print(await socket.recv(), await (await socket.ping()) >= 0)
            await socket.close(1000, "enough")
            try:
                await socket.recv()
            except websockets.ConnectionClosedOK as e:
                print(e)
        try:
            await websockets.connect(f"wss://localhost:{port}/forbidden", ssl=trusted)
        except websockets.InvalidStatus as e:
            print(e, e.response.body)


asyncio.run(main())

# expect: ['abab', b'cba', 200000, 'one message in partsone message in parts', True, 39800] True
# expect: zz True
# expect: sent 1000 (OK) enough; then received 1000 (OK) enough
# expect: server rejected WebSocket connection: HTTP 403 bytearray(b'no\n')
