"""A WSGI application under waitress: one thread for the sockets, eight that answer.

    python3 bench/servers/with_waitress.py PORT STEPS
"""

import sys

import waitress
from _wsgi import application

port, steps = map(int, sys.argv[1:])
waitress.serve(application(steps), host="127.0.0.1", port=port, threads=8)
