"""A server and ten clients of asyncio's streams, on the loopback address: a line there, a line back."""

import asyncio


async def answer(reader, writer):
    while line := await reader.readline():
        writer.write(line.upper())
        await writer.drain()
    writer.close()


async def ask(port, count):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    received = 0
    for i in range(count):
        writer.write(b"hello world %d\n" % i)
        await writer.drain()
        received += len(await reader.readline())
    writer.close()
    return received


async def main():
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    received = await asyncio.gather(*(ask(port, 500) for _ in range(10)))
    server.close()
    return sum(received)


print(asyncio.run(main()))
