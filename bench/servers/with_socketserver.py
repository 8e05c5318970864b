"""socketserver.ThreadingTCPServer: a thread for each connection, which reads the lines of a request and answers in the shape of HTTP, by hand.

    python3 bench/servers/with_socketserver.py PORT STEPS
"""

import socketserver
import sys

from _resets import QuietAboutResets
from _work import answer

port, steps = map(int, sys.argv[1:])


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            if line == b"\r\n":  # the end of a request
                body = answer(steps)
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))


class Server(QuietAboutResets, socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


Server(("127.0.0.1", port), Handler).serve_forever()
