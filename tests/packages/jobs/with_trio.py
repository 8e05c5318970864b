# Nurseries, cancellation, channels, streams over sockets with TLS, threads and processes; two runs in two threads.
# needs: python3-trio
import ssl
import subprocess
import sys

import _authority
import trio
import trio.testing
from _together import in_two_threads

authority = _authority.make()
of_server = _authority.server_context()


async def story():
    said = []
    send, receive = trio.open_memory_channel(2)

    async def producer():
        async with send:
            for i in range(5):
                await send.send(i)

    async with trio.open_nursery() as nursery:
        nursery.start_soon(producer)
        said.append([i async for i in receive])
    with trio.move_on_after(0.01) as scope:
        await trio.sleep_forever()
    said.append(scope.cancelled_caught)
    try:
        async with trio.open_nursery() as nursery:
            for kind in KeyError, ValueError:
                async def fail(kind=kind):
                    try:
                        await trio.lowlevel.checkpoint()
                    finally:
                        raise kind("x")
                nursery.start_soon(fail)
    except* (KeyError, ValueError) as e:
        said.append(sorted(type(x).__name__ for x in e.exceptions))

    async def echo(stream):
        async for data in stream:
            await stream.send_all(data.upper())

    async with trio.open_nursery() as nursery:
        listeners = await trio.open_ssl_over_tcp_listeners(0, of_server, host="127.0.0.1")
        nursery.start_soon(trio.serve_listeners, echo, listeners)
        port = listeners[0].transport_listener.socket.getsockname()[1]
        stream = await trio.open_ssl_over_tcp_stream("localhost", port, ssl_context=ssl.create_default_context(cafile=authority))
        await stream.send_all(b"hello")
        said.append(bytes(await stream.receive_some()))
        await stream.aclose()
        nursery.cancel_scope.cancel()
    said.append(await trio.to_thread.run_sync(lambda: trio.from_thread.run(trio.sleep, 0) or sum(range(100))))
    return said


one, two = in_two_threads(lambda i: trio.run(story))
for line in one:
    print(line)
print(one == two)


async def processes():
    done = await trio.run_process([sys.executable, "-c", "print(input()[::-1])"], stdin=b"abc\n", capture_stdout=True)
    print(done.returncode, done.stdout)
    async with await trio.open_file("f", "w") as file:
        await file.write("text")
    print(await trio.Path("f").read_text())


trio.run(processes)


async def with_clock():
    began = trio.current_time()
    await trio.sleep(1000)
    print(trio.current_time() - began)


trio.run(with_clock, clock=trio.testing.MockClock(autojump_threshold=0))

# expect: [0, 1, 2, 3, 4]
# expect: True
# expect: ['KeyError', 'ValueError']
# expect: b'HELLO'
# expect: 4950
# expect: True
# expect: 0 b'cba\n'
# expect: text
# expect: 1000.0
