"""http.server.ThreadingHTTPServer: a thread for each connection.

    python3 bench/servers/with_http_server.py PORT STEPS
"""

import sys

import _handler
from _work import answer

port, steps = map(int, sys.argv[1:])
_handler.serve(port, lambda: answer(steps))
