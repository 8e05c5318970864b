"""Writes the extension that the tester of the C API plays with: a call for each function of api.def, by the rules of capi_arguments.py.

A call takes its arguments from C variables that threads share, or has them made; calls the function; and puts what it gets into such a variable.
"""

import re
from pathlib import Path

import capi_arguments
import capi_rows

HERE = Path(__file__).resolve().parent
SEQUENCE = re.compile(r"^static void (sequence_(\w+))\(Draw\* d\)", re.MULTILINE)

# Functions that sequences use, and that make sense alone, too.
ALONE_TOO = set("""PyObject_Repr PyObject_CallNoArgs PyNumber_Long PyUnicode_GetLength PyBytes_FromStringAndSize PyList_SetItem PyList_Append PyDict_New PyErr_SetObject
                PyErr_GetHandledException Py_REFCNT Py_TYPE PyObject_IS_GC PyObject_GC_IsTracked PySequence_Fast PyUnicode_WriteChar PyTuple_GET_SIZE PyBytes_GET_SIZE
                PyUnicode_GET_LENGTH PyUnicode_MAX_CHAR_VALUE""".split())

# What expressions of capi_arguments.py name.
LOCALS = {
    "two": "PyObject* two[2] = {pick(d, KIND_leaf), pick(d, KIND_leaf)};",
    "text": "PyObject* text = pick(d, KIND_name);",
    "module": 'PyObject* module = hold(d, PyImport_ImportModule("colorsys"));',
    "module_name": 'PyObject* module_name = hold(d, PyUnicode_FromString("colorsys"));',
    "frame": "PyFrameObject* frame = (PyFrameObject*)pick(d, KIND_frame);",
    "slot": 'PyObject* slot = hold(d, PyObject_GetAttrString((PyObject*)&PyBaseObject_Type, "__repr__"));',
    "errors": 'PyObject* errors = hold(d, Py_BuildValue("[O]", Py_None));',
    "wide": 'PyObject* wide = hold(d, PyUnicode_FromFormat("%256s", "x"));',
    "no_methods": "static PyMethodDef no_methods[] = {{NULL, NULL, 0, NULL}};",
    "scratch": "_Alignas(16) char scratch[SCRATCH];",
    "order": "int order = 0;",
    "used": "Py_ssize_t used = 0;",
    "start": "Py_ssize_t start = 0;",
    "stop": "Py_ssize_t stop = 5;",
    "place": "char* place;",
}


def argument(at, word, kind, letter):
    """(declaration, expression) of an argument."""
    if word.startswith("="):
        return "", word[1:]
    name = f"a{at}"
    cast = f"({kind})" if kind in ("PyTypeObject*", "PyFrameObject*", "PyCodeObject*", "PyTypeObject**") else ""
    if word == "out":
        return f"PyObject* {name} = NULL;", f"{cast}&{name}"
    optional, word = word.startswith("?"), word.lstrip("?")
    loosely, word = word.startswith("~"), word.lstrip("~")
    got = f"pick{'_loosely' if loosely else ''}(d, KIND_{word})"
    got = f"draw(d, 4) ? {got} : NULL" if optional else got
    given = f"Py_{'X' if optional else ''}NewRef({name})" if letter == "s" else name
    return f"PyObject* {name} = {got};", cast + given


def settled(row, call):
    """What is done with the result."""
    kept = not capi_arguments.NOT_KEPT.search(row.name)
    if row.ownership[0] == "n":
        may_be_null = int(bool(capi_arguments.MAY_BE_NULL.match(row.name)))
        return [f"PyObject* result = (PyObject*){call};", f"check(d, result, {may_be_null});", "keep(d, result);" if kept else "Py_XDECREF(result);"]
    if row.ownership[0] == "b" and kept:
        return [f"PyObject* result = (PyObject*){call};", "keep(d, Py_XNewRef(result));"]
    if row.name in capi_arguments.FREED_BY:
        return [f"{capi_arguments.FREED_BY[row.name]}({call});"]
    return [f"{call};" if row.result == "void" else f"(void){call};"]


def function_of(row, words):
    types = list(row.parameters) + [""] * len(words)
    letters = list(row.ownership[1:].replace("v", "")) + ["b"] * len(words)
    parts = [argument(at, *part) for at, part in enumerate(zip(words, types, letters))]
    names = set(re.findall(r"\w+", re.sub(r'"[^"]*"', "", " ".join(expression for _, expression in parts))))
    lines = [text for name, text in LOCALS.items() if name in names]
    lines += [declaration for declaration, _ in parts if declaration]
    lines += ["if (d->failed) return;", "trace(d);"]
    lines += settled(row, f"{row.name}({', '.join(expression for _, expression in parts)})")
    lines += [f"keep(d, a{at});" if not capi_arguments.NOT_KEPT.search(row.name) else f"Py_XDECREF(a{at});" for at, word in enumerate(words) if word == "out"]
    return f"static void call_{row.name}(Draw* d) {{\n" + "".join(f"  {line}\n" for line in lines) + "}\n"


def generate():
    """(source text, names of the calls in their order)."""
    sequences = (HERE / "capi_sequences.h").read_text()
    only_in_sequences = set(re.findall(r"\w+", sequences)) - ALONE_TOO - set(capi_arguments.ARGUMENTS)
    functions, calls = [], [(name, function) for function, name in SEQUENCE.findall(sequences)]
    for row in capi_rows.rows():
        if capi_arguments.left_out(row.name) or row.name in only_in_sequences:
            continue
        words = capi_arguments.arguments_of(row)
        if words is None:
            raise ValueError(f"{row.name}: no rule says which arguments it gets (capi_arguments.py)")
        functions.append(function_of(row, words))
        calls.append((row.name, f"call_{row.name}"))
    table = "static const struct {\n  const char* name;\n  void (*call)(Draw*);\n} kCalls[] = {\n" + "".join(f'  {{"{name}", {function}}},\n' for name, function in calls) + "};\n"
    includes = [f'#include "{HERE / name}"\n' for name in ("capi_pool.h", "capi_sequences.h")]
    text = "".join(includes) + '#include "marshal.h"\n#include "datetime.h"\n' + "\n".join(functions) + table + f'#include "{HERE / "capi_module.h"}"\n'
    return text, [name for name, _ in calls]
