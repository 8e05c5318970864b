# RLIM_INFINITY is a positive number; negative limits are deprecated.
import resource
import sys
import warnings

if sys.version_info < (3, 15):
    sys.exit()

warnings.simplefilter("error")
WHICH = resource.RLIMIT_RSS
hard = resource.getrlimit(WHICH)[1]
print(resource.RLIM_INFINITY, hard == resource.RLIM_INFINITY)
for limits in (2**63, hard), (100, resource.RLIM_INFINITY), (-1, hard), (-2, hard), (2**64, hard), (2**70, 1), (1.5, hard), ("a", 1), (1,), 5, (resource.RLIM_INFINITY, hard):
    try:
        print(limits, resource.setrlimit(WHICH, limits))
    except (TypeError, ValueError, OverflowError, DeprecationWarning) as e:
        print(limits, type(e).__name__, e)
    print(resource.getrlimit(WHICH))
print(resource.prlimit(0, WHICH, (7, hard)), resource.prlimit(0, WHICH))

# expect-since-3.15: 18446744073709551615 True
# expect-since-3.15: (9223372036854775808, 18446744073709551615) None
# expect-since-3.15: (9223372036854775808, 18446744073709551615)
# expect-since-3.15: (100, 18446744073709551615) None
# expect-since-3.15: (100, 18446744073709551615)
# expect-since-3.15: (-1, 18446744073709551615) DeprecationWarning Use RLIM_INFINITY instead of negative limit value.
# expect-since-3.15: (100, 18446744073709551615)
# expect-since-3.15: (-2, 18446744073709551615) ValueError Cannot convert negative int
# expect-since-3.15: (100, 18446744073709551615)
# expect-since-3.15: (18446744073709551616, 18446744073709551615) OverflowError Python int too large to convert to C rlim_t
# expect-since-3.15: (100, 18446744073709551615)
# expect-since-3.15: (1180591620717411303424, 1) OverflowError Python int too large to convert to C rlim_t
# expect-since-3.15: (100, 18446744073709551615)
# expect-since-3.15: (1.5, 18446744073709551615) TypeError 'float' object cannot be interpreted as an integer
# expect-since-3.15: (100, 18446744073709551615)
# expect-since-3.15: ('a', 1) TypeError 'str' object cannot be interpreted as an integer
# expect-since-3.15: (100, 18446744073709551615)
# expect-since-3.15: (1,) ValueError expected a tuple of 2 integers
# expect-since-3.15: (100, 18446744073709551615)
# expect-since-3.15: 5 TypeError 'int' object is not iterable
# expect-since-3.15: (100, 18446744073709551615)
# expect-since-3.15: (18446744073709551615, 18446744073709551615) None
# expect-since-3.15: (18446744073709551615, 18446744073709551615)
# expect-since-3.15: (18446744073709551615, 18446744073709551615) (7, 18446744073709551615)
