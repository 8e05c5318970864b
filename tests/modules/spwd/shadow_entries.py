# spwd is a module of the libraries 3.11 and 3.12. Only root may read the database.
import os
import warnings

warnings.simplefilter("ignore")
try:
    import spwd
except ImportError:
    spwd = None


def refused(*arguments):
    try:
        spwd.getspnam(*arguments)
    except Exception as error:
        return type(error).__name__


def same():
    if os.geteuid() != 0:
        return refused("root") == "PermissionError" or refused("root") is None
    entries = spwd.getspall()
    first = entries[0]
    found = spwd.getspnam(first.sp_namp)
    return (found == first and len(found) == 9 and found[0] == found.sp_namp == found.sp_nam and found.sp_pwd == found[1] == found.sp_pwdp
            and found.sp_lstchg == found[2] and found[3:] == (found.sp_min, found.sp_max, found.sp_warn, found.sp_inact, found.sp_expire, found.sp_flag)
            and isinstance(found, spwd.struct_spwd))


print(spwd is None or same())
print(spwd is None or (refused(5), refused("a\0"), refused()) == ("TypeError", "ValueError", "TypeError"))
print(spwd is None or refused("no such user") in ("KeyError", "PermissionError"))

# expect: True
# expect: True
# expect: True
