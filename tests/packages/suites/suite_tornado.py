# needs: python3-tornado
from _suite import count

# Those of httputil are left out: one of them measures time.
PARTS = ["web", "httpserver", "simple_httpclient", "iostream", "websocket", "template", "routing", "locks", "queues", "gen", "ioloop", "escape"]
count(["-m", "tornado.test.runtests", *(f"tornado.test.{part}_test" for part in PARTS)], r"^Ran \d+ tests|^OK|^FAILED.*", r"^(?:FAIL|ERROR): .*")

# expect: ['Ran 843 tests', 'OK']
