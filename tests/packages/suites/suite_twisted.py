# needs: python3-twisted python3-hypothesis
from _suite import count

MODULES = ("defer", "failure", "reflect", "task", "internet", "protocols", "context", "threadpool", "paths")

count(["-m", "twisted.trial", *(f"twisted.test.test_{name}" for name in MODULES)], r"^Ran \d+ tests|^PASSED.*|^FAILED.*", r"^twisted\.test\.\S+$")

# expect: twisted.test.test_context
# expect: twisted.test.test_defer
# expect: twisted.test.test_failure
# expect: twisted.test.test_internet
# expect: twisted.test.test_internet.PortStringificationTests.testSSL
# expect: twisted.test.test_paths
# expect: twisted.test.test_paths.FilePathTests.testInsecureWin32
# expect: twisted.test.test_paths.FilePathTests.testInsecureWin32Whacky
# expect: twisted.test.test_paths.FilePathTests.test_getPermissions_Windows
# expect: twisted.test.test_paths.FilePathTests.test_statinfoBitsNotImplementedInWindows
# expect: twisted.test.test_paths.ListingCompatibilityTests.test_windowsErrorExcept
# expect: twisted.test.test_paths.UnicodeFilePathTests.test_bytesreprWindows
# expect: twisted.test.test_paths.UnicodeFilePathTests.test_unicodereprWindows
# expect: twisted.test.test_protocols
# expect: twisted.test.test_reflect
# expect: twisted.test.test_task
# expect: twisted.test.test_threadpool
# expect: ['Ran 542 tests', 'FAILED (skips=8, errors=1, successes=533)']
