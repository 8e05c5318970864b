"""The rows of interp/capi/include/tinypy/api.def, and of the functions that only the headers have."""

import re
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).resolve().parents[2] / "interp/capi/include/tinypy/api.def"
ROW = re.compile(r'^API\((?P<result>[^,]+), (?P<name>\w+),\s*\((?P<parameters>[^"]*)\),\s*"(?P<ownership>\w?-?[^"]*)", "(?P<effects>\w*)", \d+\)', re.MULTILINE)

# Macros and functions that headers define over the words and layouts of objects.
INLINE = """\
API(int, PyObject_TypeCheck, (PyObject*, PyTypeObject*), "-bb", "", 0)
API(Py_ssize_t, PyTuple_GET_SIZE, (PyObject*), "-b", "", 0)
API(Py_ssize_t, PyList_GET_SIZE, (PyObject*), "-b", "", 0)
API(Py_ssize_t, PyDict_GET_SIZE, (PyObject*), "-b", "", 0)
API(Py_ssize_t, PySet_GET_SIZE, (PyObject*), "-b", "", 0)
API(Py_ssize_t, PyBytes_GET_SIZE, (PyObject*), "-b", "", 0)
API(Py_ssize_t, PyUnicode_GET_LENGTH, (PyObject*), "-b", "", 0)
API(Py_UCS4, PyUnicode_MAX_CHAR_VALUE, (PyObject*), "-b", "", 0)
API(PyObject*, PyObject_CallMethodNoArgs, (PyObject*, PyObject*), "nbb", "p", 0)
API(PyObject*, PyObject_CallMethodOneArg, (PyObject*, PyObject*, PyObject*), "nbbb", "p", 0)
API(PyObject*, PyWeakref_GET_OBJECT, (PyObject*), "bb", "", 0)
API(PyObject*, PyCell_GET, (PyObject*), "nb", "", 0)
API(int, PyMapping_DelItem, (PyObject*, PyObject*), "-bb", "p", 0)
API(int, PyMapping_DelItemString, (PyObject*, const char*), "-b-", "p", 0)
"""


@dataclass(frozen=True)
class Row:
    result: str
    name: str
    parameters: tuple  # types of C; "..." at the end where there may be more
    ownership: str  # a letter for the result and for each parameter


def split(parameters):
    """The types between commas, but not those in parentheses of a pointer to a function."""
    found, depth, start = [], 0, 0
    for at, character in enumerate(parameters + ","):
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            found.append(" ".join(parameters[start:at].split()))
            start = at + 1
    return () if found == ["void"] else tuple(found)


def rows():
    text = TABLE.read_text()
    found = [Row(m["result"], m["name"], split(m["parameters"]), m["ownership"]) for m in ROW.finditer(text + INLINE)]
    missed = set(re.findall(r"^API\([^,]+, (\w+)", text, re.MULTILINE)) - {row.name for row in found}
    if missed:
        raise ValueError(f"api.def has rows that are not understood: {sorted(missed)}")
    return found
