"""http.server's server, with a thread for each connection, for what a function answers."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from _resets import QuietAboutResets


class Server(QuietAboutResets, ThreadingHTTPServer):
    pass


def serve(port, respond):
    """Answers each request with the bytes that respond() returns."""
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"  # connections stay open
        disable_nagle_algorithm = True  # head and body are written one after the other: the body would wait for the client's acknowledgement

        def do_GET(self):
            body = respond()
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    Server(("127.0.0.1", port), Handler).serve_forever()
