# min-version: 3.15
# RLIM_INFINITY is a positive number; negative limits are deprecated.
import resource
import warnings

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

# expect: 18446744073709551615 True
# expect: (9223372036854775808, 18446744073709551615) None
# expect: (9223372036854775808, 18446744073709551615)
# expect: (100, 18446744073709551615) None
# expect: (100, 18446744073709551615)
# expect: (-1, 18446744073709551615) DeprecationWarning Use RLIM_INFINITY instead of negative limit value.
# expect: (100, 18446744073709551615)
# expect: (-2, 18446744073709551615) ValueError Cannot convert negative int
# expect: (100, 18446744073709551615)
# expect: (18446744073709551616, 18446744073709551615) OverflowError Python int too large to convert to C rlim_t
# expect: (100, 18446744073709551615)
# expect: (1180591620717411303424, 1) OverflowError Python int too large to convert to C rlim_t
# expect: (100, 18446744073709551615)
# expect: (1.5, 18446744073709551615) TypeError 'float' object cannot be interpreted as an integer
# expect: (100, 18446744073709551615)
# expect: ('a', 1) TypeError 'str' object cannot be interpreted as an integer
# expect: (100, 18446744073709551615)
# expect: (1,) ValueError expected a tuple of 2 integers
# expect: (100, 18446744073709551615)
# expect: 5 TypeError 'int' object is not iterable
# expect: (100, 18446744073709551615)
# expect: (18446744073709551615, 18446744073709551615) None
# expect: (18446744073709551615, 18446744073709551615)
# expect: (18446744073709551615, 18446744073709551615) (7, 18446744073709551615)
