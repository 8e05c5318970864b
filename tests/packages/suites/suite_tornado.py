# needs: python3-tornado
from _suite import count

count(["-m", "tornado.test.runtests"], r"^Ran \d+ tests|^OK.*|^FAILED.*", r"^(?:FAIL|ERROR): .*")
