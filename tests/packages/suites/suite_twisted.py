# needs: python3-twisted
from _suite import count

PARTS = ["twisted.python", "twisted.protocols", "twisted.web.test.test_http", "twisted.internet.test", "twisted.test.test_defer", "twisted.trial.test.test_assertions"]
count(["-m", "twisted.trial", *PARTS], r"^Ran \d+ tests|^PASSED.*|^FAILED.*", r"^twisted\.[\w.]+\.test_\w+$")
