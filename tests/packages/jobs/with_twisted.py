# A server of lines and its clients, deferreds, a pool of threads, a web server, tests by trial.
# needs: python3-twisted
import os
import subprocess
import sys

from twisted.internet import defer, endpoints, protocol, reactor, task, threads
from twisted.protocols.basic import LineReceiver
from twisted.web import resource, server
from twisted.web.client import Agent, readBody


class Upper(LineReceiver):
    def lineReceived(self, line):
        self.sendLine(line.upper())


class Asker(LineReceiver):
    def __init__(self, done):
        self.done, self.lines = done, []

    def connectionMade(self):
        for word in b"one", b"two", b"three":
            self.sendLine(word)

    def lineReceived(self, line):
        self.lines.append(line)
        if len(self.lines) == 3:
            self.transport.loseConnection()

    def connectionLost(self, reason):
        self.done.callback((self.lines, reason.type.__name__))


class Page(resource.Resource):
    isLeaf = True

    def render_GET(self, request):
        reactor.callLater(0, lambda: (request.write(b"path " + request.path), request.finish()))
        return server.NOT_DONE_YET


@defer.inlineCallbacks
def main(reactor):
    port = yield endpoints.TCP4ServerEndpoint(reactor, 0, interface="127.0.0.1").listen(protocol.Factory.forProtocol(Upper))
    done = defer.Deferred()
    yield endpoints.connectProtocol(endpoints.TCP4ClientEndpoint(reactor, "127.0.0.1", port.getHost().port), Asker(done))
    print((yield done))
    yield port.stopListening()

    web = yield endpoints.TCP4ServerEndpoint(reactor, 0, interface="127.0.0.1").listen(server.Site(Page()))
    answers = yield defer.gatherResults([Agent(reactor).request(b"GET", b"http://127.0.0.1:%d/%d" % (web.getHost().port, n)) for n in range(5)])
    bodies = yield defer.gatherResults([readBody(answer) for answer in answers])
    print([a.code for a in answers], bodies)
    yield web.stopListening()

    print((yield defer.gatherResults([threads.deferToThread(sum, range(n)) for n in (10, 100, 1000)])))
    try:
        yield threads.deferToThread(int, "x")
    except ValueError as e:
        print(e)
    clock, seen = task.Clock(), []
    loop = task.LoopingCall(lambda: seen.append(clock.seconds()))
    loop.clock = clock
    loop.start(2)
    clock.pump([1] * 5)
    print(seen)
    slow = defer.Deferred()
    slow.addTimeout(0.01, reactor)
    try:
        yield slow
    except defer.TimeoutError as e:
        print(type(e).__name__)


os.makedirs("suite")
with open("suite/test_it.py", "w") as file:
    file.write("""
from twisted.internet import defer, reactor, task
from twisted.trial import unittest

class Tests(unittest.TestCase):
    def test_deferred(self):
        return task.deferLater(reactor, 0.01, lambda: self.assertEqual(1, 1))
    def test_fails(self):
        self.assertEqual(1, 2)
    def test_error_of_a_deferred(self):
        return self.assertFailure(defer.fail(KeyError(1)), KeyError)
""")
open("suite/__init__.py", "w").close()
done = subprocess.run([sys.executable, "-m", "twisted.trial", "suite"], capture_output=True, text=True)
print(done.returncode, [line for line in done.stdout.splitlines() if "..." in line or "FAILED" in line and "(" in line])
task.react(main)

# expect: 1 ['    test_deferred ...                                                      [OK]', '    test_error_of_a_deferred ...                                           [OK]', '    test_fails ...                                                       [FAIL]', 'FAILED (failures=1, successes=2)']
# expect: ([b'ONE', b'TWO', b'THREE'], 'ConnectionDone')
# expect: [200, 200, 200, 200, 200] [b'path /0', b'path /1', b'path /2', b'path /3', b'path /4']
# expect: [45, 4950, 499500]
# expect: invalid literal for int() with base 10: 'x'
# expect: [0.0, 2.0, 4.0]
# expect: TimeoutError
