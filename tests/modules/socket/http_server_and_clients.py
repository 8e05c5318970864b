import http.server
import threading
import urllib.error
import urllib.request


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = b"path " + self.path.encode()
        self.send_response(404 if self.path == "/none" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).upper()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}/"
    answers = {}

    def fetch(i):
        with urllib.request.urlopen(url + str(i)) as answer:
            answers[i] = answer.read()

    clients = [threading.Thread(target=fetch, args=(i,)) for i in range(12)]
    for c in clients:
        c.start()
    for c in clients:
        c.join()
    print([answers[i] for i in range(12)])
    print(urllib.request.urlopen(url, data=b"posted " * 3).read())
    try:
        urllib.request.urlopen(url + "none")
    except urllib.error.HTTPError as error:
        print(error.code, error.read())
        error.close()
    server.shutdown()
    thread.join()

# expect: [b'path /0', b'path /1', b'path /2', b'path /3', b'path /4', b'path /5', b'path /6', b'path /7', b'path /8', b'path /9', b'path /10', b'path /11']
# expect: b'POSTED POSTED POSTED '
# expect: 404 b'path /none'
