"""The instructions of tinypy, by name and number.

It stands in for the module of Python's library, which is about CPython's instructions. `tinypy --dis` without a script
lists what each instruction does. An instruction that does what one of CPython's does has the same name.
"""

import _opcode
import _thread
from _opcode import stack_effect

__all__ = ["cmp_op", "stack_effect", "hascompare", "opname", "opmap", "HAVE_ARGUMENT", "EXTENDED_ARG", "hasarg", "hasconst", "hasname", "hasjump",
           "hasjrel", "hasjabs", "hasfree", "haslocal", "hasexc"]

opname = []


def _names_of_cpython():
    try:
        from _opcode_metadata import opmap as theirs  # has come with 3.13
    except ImportError:  # the library's own opcode.py has them, in whose place this module is
        from importlib.machinery import PathFinder
        from importlib.util import module_from_spec

        spec = PathFinder.find_spec(__name__)
        if spec is None:
            return ()
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        theirs = module.opmap
    return theirs


class _Opmap(dict):
    """Numbers by name. Programs look up instructions of CPython as they are imported: one that no code here has gets a number of its own."""

    _lock = _thread.allocate_lock()

    def __missing__(self, name):
        if name not in _names_of_cpython():
            raise KeyError(name)
        with self._lock:
            if name not in self:
                opname.append(name)
                self[name] = len(opname) - 1
            return self[name]


opmap = _Opmap()
_specialized_opmap = {}
_specializations = {}  # name of an instruction: names of the forms that it takes on as it runs
for _name, _number, _generic in _opcode._names():
    opname.append(_name)
    if _number == _generic:
        opmap[_name] = _number
    else:
        _specialized_opmap[_name] = _number
        _specializations.setdefault(opname[_generic], []).append(_name)
del _name, _number, _generic

# Operands have 16 or 32 bits, so nothing extends them: no code has this instruction. Programs look it up by its name.
EXTENDED_ARG = len(opname)
opname.append("EXTENDED_ARG")
# Kept for programs that compare numbers with it. hasarg tells which instructions have operands.
HAVE_ARGUMENT = 1
# Events for tools do not change instructions: none has such a number.
MIN_INSTRUMENTED_OPCODE = len(opname)

cmp_op = ("<", "<=", "==", "!=", ">", ">=")


def _those(test):
    return [number for number in opmap.values() if test(number)]


hasarg = _those(_opcode.has_arg)
hasconst = _those(_opcode.has_const)
hasname = _those(_opcode.has_name)
hasjump = _those(_opcode.has_jump)
hasjrel = hasjump
hasjabs = []
hasfree = _those(_opcode.has_free)
haslocal = _those(_opcode.has_local)
hasexc = _those(_opcode.has_exc)
hascompare = _those(_opcode._is_comparison)
opmap["EXTENDED_ARG"] = EXTENDED_ARG

_nb_ops = _opcode.get_nb_ops()
