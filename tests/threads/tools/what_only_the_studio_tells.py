# Counts and histories of objects need tinypy-t-studio: the other programs say so.
try:
    import refscope
except ImportError:  # no other interpreter has it
    refscope = None


def refused(name, *arguments):
    try:
        getattr(refscope, name)(*arguments)
    except RuntimeError as error:
        return str(error) == f"refscope.{name}() needs the studio: run tinypy-t-studio, or tinypy-t --studio"
    return False


x = [1]
for call in (("counts",), ("watch", x), ("history", x), ("print_history", x), ("sharing",), ("sharing", 3)):
    print(call[0], refscope is None or refused(*call))

# expect: counts True
# expect: watch True
# expect: history True
# expect: print_history True
# expect: sharing True
# expect: sharing True
