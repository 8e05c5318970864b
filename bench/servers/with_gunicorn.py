"""A WSGI application under gunicorn: one worker process with eight threads.

    python3 bench/servers/with_gunicorn.py PORT STEPS
"""

import sys

from _wsgi import application
from gunicorn.app.base import BaseApplication

port, steps = map(int, sys.argv[1:])
SETTINGS = {"bind": f"127.0.0.1:{port}", "workers": 1, "worker_class": "gthread", "threads": 8, "loglevel": "warning", "control_socket_disable": True}


class Application(BaseApplication):
    def load_config(self):
        for name, value in SETTINGS.items():
            self.cfg.set(name, value)

    def load(self):
        return application(steps)


Application().run()
