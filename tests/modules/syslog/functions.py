# Masks, wrong arguments, opening and closing. What the log does with messages is not seen.
# min-version: 3.13
import syslog
from concurrent.futures import ThreadPoolExecutor

def outcome(name, *arguments, **keywords):
    try:
        return repr(getattr(syslog, name)(*arguments, **keywords))
    except Exception as error:
        return f"{type(error).__name__}: {error}"

for name, *arguments in [
        ("openlog", 1), ("syslog",), ("syslog", 1), ("syslog", 1, 2), ("syslog", 1, "a\0b"), ("syslog", "x", "y", "z"), ("syslog", "x", "y"),
        ("setlogmask", "x"), ("LOG_MASK", 3), ("LOG_MASK", 33), ("LOG_MASK", -1), ("LOG_UPTO", 5), ("LOG_UPTO", 7), ("LOG_UPTO", 40),
        ("setlogmask", 0), ("setlogmask", 255), ("closelog",), ("openlog", "name"), ("openlog", "name", syslog.LOG_PID, syslog.LOG_LOCAL0),
        ("syslog", syslog.LOG_DEBUG, "a debugging message"), ("syslog", "a message"), ("closelog",), ("closelog",), ("openlog",)]:
    print(name, arguments, outcome(name, *arguments))
print(outcome("openlog", ident="x", logoption=1, facility=8), syslog.LOG_INFO, syslog.LOG_LOCAL7, syslog.LOG_AUTHPRIV)
print(set(ThreadPoolExecutor(4).map(lambda n: (syslog.openlog(f"name {n}"), syslog.syslog(syslog.LOG_DEBUG, f"text {n}"), syslog.closelog()), range(100))))

# expect: openlog [1] TypeError: openlog() argument 'ident' must be str, not int
# expect: syslog [] TypeError: syslog.syslog requires 1 to 2 arguments
# expect: syslog [1] TypeError: syslog() argument 1 must be str, not int
# expect: syslog [1, 2] TypeError: syslog() argument 2 must be str, not int
# expect: syslog [1, 'a\x00b'] ValueError: embedded null character
# expect: syslog ['x', 'y', 'z'] TypeError: syslog.syslog requires 1 to 2 arguments
# expect: syslog ['x', 'y'] TypeError: 'str' object cannot be interpreted as an integer
# expect: setlogmask ['x'] TypeError: 'str' object cannot be interpreted as an integer
# expect: LOG_MASK [3] 8
# expect: LOG_MASK [33] 2
# expect: LOG_MASK [-1] -2147483648
# expect: LOG_UPTO [5] 63
# expect: LOG_UPTO [7] 255
# expect: LOG_UPTO [40] 511
# expect: setlogmask [0] 255
# expect: setlogmask [255] 255
# expect: closelog [] None
# expect: openlog ['name'] None
# expect: openlog ['name', 1, 128] None
# expect: syslog [7, 'a debugging message'] None
# expect: syslog ['a message'] None
# expect: closelog [] None
# expect: closelog [] None
# expect: openlog [] None
# expect: None 6 184 80
# expect: {(None, None, None)}
