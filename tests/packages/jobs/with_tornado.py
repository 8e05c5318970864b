# An application with handlers, templates, a websocket and a client; two loops in two threads.
# needs: python3-tornado
import asyncio

from _together import in_two_threads
from tornado import gen, httpclient, httpserver, template, testing, web, websocket


class Hello(web.RequestHandler):
    async def get(self, name):
        await gen.sleep(0)
        self.write({"hello": name, "all": self.get_arguments("a")})

    def post(self, name):
        self.set_status(201)
        self.finish(self.request.body[::-1])


class Echo(websocket.WebSocketHandler):
    def on_message(self, message):
        self.write_message(message * 2)


class Fails(web.RequestHandler):
    def get(self):
        raise web.HTTPError(418, "teapot")


async def story():
    import logging

    logging.getLogger("tornado").setLevel(logging.CRITICAL)
    server = httpserver.HTTPServer(web.Application([(r"/hello/(\w+)", Hello), ("/echo", Echo), ("/fails", Fails)], cookie_secret="x"))
    socket, port = testing.bind_unused_port()
    server.add_sockets([socket])
    client, base, said = httpclient.AsyncHTTPClient(force_instance=True), f"127.0.0.1:{port}", []
    answer = await client.fetch(f"http://{base}/hello/you?a=1&a=2")
    said.append((answer.code, answer.headers["Content-Type"], answer.body))
    said.append((await client.fetch(f"http://{base}/hello/you", method="POST", body="abc")).body)
    said.append(sum([a.code for a in await gen.multi([client.fetch(f"http://{base}/hello/n{n}") for n in range(30)])]))
    try:
        await client.fetch(f"http://{base}/fails")
    except httpclient.HTTPClientError as e:
        said.append(str(e))
    connection = await websocket.websocket_connect(f"ws://{base}/echo")
    await connection.write_message("ab")
    said.append(await connection.read_message())
    connection.close()
    await connection.read_message()
    server.stop()
    client.close()
    await server.close_all_connections()
    return said


one, two = in_two_threads(lambda i: asyncio.run(story()))
for line in one:
    print(line)
print(one == two)
print(template.Template("{% for x in xs %}{{ x }}{% if x > 1 %}!{% end %}, {% end %}{{ '<' }}").generate(xs=[1, 2]).decode())

# expect: (200, 'application/json; charset=UTF-8', b'{"hello": "you", "all": ["1", "2"]}')
# expect: b'cba'
# expect: 6000
# expect: HTTP 418: I'm a Teapot
# expect: abab
# expect: True
# expect: 1, 2!, &lt;
