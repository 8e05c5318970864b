# refscope.explain() of objects of C that show memory: whose it is.
import re

import lenders

try:
    import refscope
except ImportError:
    refscope = None  # another interpreter: every check counts as passed


def check(what, x, *wanted):
    memory = refscope.explain(x).split("; ")[-1] if refscope else ""
    # 0x7f3c10 -> ADDRESS; the rest of a path, and by whom the object was made, depend on the program.
    memory = re.sub(r"0x[0-9a-f]+", "ADDRESS", memory)
    print(what, True if not refscope or memory in wanted else memory)


def belong(size, whose):
    return [f"its {size} bytes at ADDRESS belong to {whose}{made}" for made in (", owned by thread 1 (this one)", ", made by thread 1 (this one)", ", owned by nobody")]


block = lenders.own(80)
check("own", block, "its 80 bytes at ADDRESS belong to the object itself")
check("part", lenders.part(block, 8, 24), *belong(16, "the lenders.Block at ADDRESS"))
check("part of a part", lenders.part(lenders.part(block, 8, 24), 0, 2), *belong(2, "the lenders.Block at ADDRESS"))
check("backwards", lenders.backwards(block), *belong(80, "the lenders.Block at ADDRESS"))
check("view", memoryview(lenders.part(block, 8, 24))[::2], *belong(8, "the lenders.Block at ADDRESS"))
check("capsule", lenders.of_a_capsule(), "its 40 bytes at ADDRESS belong to C code outside of the interpreter, for which a PyCapsule stands")
static = "its 24 bytes at ADDRESS belong to C code outside of the interpreter: they are static memory of " + lenders.__file__
check("static", lenders.of_the_library(), static)
check("view of static memory", lenders.view_of_c(), static)

# expect: own True
# expect: part True
# expect: part of a part True
# expect: backwards True
# expect: view True
# expect: capsule True
# expect: static True
# expect: view of static memory True
