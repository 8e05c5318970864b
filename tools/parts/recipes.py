"""What building a compiled package takes beyond what its own pyproject.toml says.

A package that is not in the table is built as it is. `changes` are made in a source that this interpreter cannot have as it is; each
has its reason.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Part:
    """A folder of the tree that a snapshot of the repository has empty: a submodule. Archives of the package index have it."""

    path: str
    source: str  # a folder of the sources
    without: str = ""  # the option that builds without it; else it must be there


@dataclass(frozen=True)
class Recipe:
    parts: tuple = ()
    changes: tuple = ()
    cython: tuple = ()  # sources of which an archive of the package index has the C
    needs: tuple = ()  # packages that the build imports, or whose headers it takes
    options: tuple = ()  # for the build system, as pip's -C
    folder: str = ""  # of the sources, where that is not the package's name: a folder in a repository


def type_of(file, expression):
    """An object has no ob_type here: `x->ob_type` becomes Py_TYPE(x), or Py_SET_TYPE(x, ...) where it is stored."""
    return Change(file, expression + "->ob_type", f"Py_TYPE({expression})")


# An object of this interpreter is aligned to 16 bytes: one that follows another in an array, too.
BOOL = "        PyObject_HEAD\n        npy_bool obval;\n"
WIDER_BOOL = BOOL + "        char _spare[15];\n"

# The hash inside of a str is not for C to see.
KEPT_HASH = """    PyASCIIObject *ascii = (PyASCIIObject *)o;
    if (ascii->hash != -1) {
        return ascii->hash;
    }
    return PyUnicode_Type.tp_hash(o);
"""

# The module `features` of NumPy's own meson, laid into Debian's: it is written for meson 1.5.
FEATURES = "vendored-meson/meson/mesonbuild/modules/features"
PERMITTED = """    @permittedKwargs(build.known_stlib_kwargs | {
        'dispatch', 'baseline', 'prefix', 'cached', 'keep_sort'
    })
"""

# Some builds compile C for CPython only: they shall do so for this interpreter, too.
FOR_CPYTHON = 'sys.implementation.name != "cpython"'
HERE_TOO = 'sys.implementation.name not in ("cpython", "tinypy")'
BACKEND_HERE_TOO = Change("packaging/pep517_backend/_backend.py", '== "cpython"', 'in ("cpython", "tinypy")')

# NumPy 2.6's ndarraytypes.h declares the table of NumPy's functions. These macros choose which table: they stand before the first such header.
UNIT_HEADER = '#include "pandas/vendored/numpy/datetime/np_datetime.h"\n'
UNIT_MACROS = "#define NO_IMPORT_ARRAY\n#define PY_ARRAY_UNIQUE_SYMBOL PANDAS_DATETIME_NUMPY\n"

# A type is called with None for the cursor in its own tests; None is no address here, and no cursor anywhere.
CASTER = "    old = ((cursorObject*)curs)->caster;\n    ((cursorObject*)curs)->caster = obj;\n"
CASTER_OF_CURSOR = """    int has_caster = PyObject_TypeCheck(curs, &cursorType);
    if (has_caster) {
        old = ((cursorObject*)curs)->caster;
        ((cursorObject*)curs)->caster = obj;
    }
"""

RECIPES = {
    "aiohttp": Recipe(changes=(Change("setup.py", FOR_CPYTHON, HERE_TOO),)),
    "cffi": Recipe(
        changes=(
            type_of("src/c/minibuffer.h", "item"),
            type_of("src/c/_cffi_backend.c", "ob"),
            type_of("src/c/_cffi_backend.c", "it"),
            # Items of a new tuple are None.
            Change("src/c/lib_obj.c", "if (lib1 != NULL) {", "if ((PyObject *)lib1 != Py_None) {"),
        )
    ),
    "numpy": Recipe(
        parts=(
            Part("numpy/fft/pocketfft", "pocketfft"),
            Part("numpy/_core/src/common/pythoncapi-compat", "pythoncapi-compat"),
            Part(FEATURES, "numpy-meson/mesonbuild/modules/features"),
            Part("numpy/_core/src/highway", "highway", "setup-args=-Ddisable-highway=true"),
            Part("numpy/_core/src/npysort/x86-simd-sort", "x86-simd-sort", "setup-args=-Ddisable-intel-sort=true"),
            Part("numpy/_core/src/umath/svml", "SVML", "setup-args=-Ddisable-svml=true"),
        ),
        changes=(
            Change("numpy/_core/src/multiarray/stringdtype/dtype.c", "((PyObject *)&PyArray_StringDType)->ob_type = &PyArrayDTypeMeta_Type;",
                   "Py_SET_TYPE((PyObject *)&PyArray_StringDType, &PyArrayDTypeMeta_Type);"),
            type_of("numpy/_core/src/multiarray/methods.c", "((PyObject*)self)"),
            type_of("numpy/_core/src/umath/override.c", "obj"),
            Change("numpy/_core/include/numpy/arrayscalars.h", BOOL, WIDER_BOOL),
            Change("numpy/_core/code_generators/generate_numpy_api.py", BOOL, WIDER_BOOL),
            Change(FEATURES + "/module.py", "ContainerTypeInfo, permittedKwargs", "ContainerTypeInfo"),
            Change(FEATURES + "/module.py", PERMITTED, ""),
            Change(FEATURES + "/module.py", "test_args(args, state.environment)", "test_args(args)"),
            Change(FEATURES + "/utils.py", "code, state.environment.coredata, extra_args", "code, extra_args"),
        ),
    ),
    "lxml": Recipe(needs=("cython",)),
    # Its own copies of these libraries would be fetched while it is built.
    "matplotlib": Recipe(
        needs=("numpy",),
        options=("setup-args=-Dsystem-freetype=true", "setup-args=-Dsystem-libraqm=true", "setup-args=-Dsystem-qhull=true"),
    ),
    "multidict": Recipe(
        changes=(
            Change("setup.py", FOR_CPYTHON, HERE_TOO),
            Change("multidict/_multilib/htkeys.h", KEPT_HASH, "    return PyObject_Hash(o);\n"),
        )
    ),
    "frozenlist": Recipe(changes=(BACKEND_HERE_TOO,)),
    "msgpack": Recipe(cython=("msgpack/_cmsgpack.pyx",)),
    "pandas": Recipe(
        changes=(
            Change("pandas/_libs/src/vendored/numpy/datetime/np_datetime.c", UNIT_HEADER, ""),
            Change("pandas/_libs/src/vendored/numpy/datetime/np_datetime.c", UNIT_MACROS, UNIT_MACROS + UNIT_HEADER),
        ),
        needs=("numpy",),
    ),
    "psycopg2": Recipe(
        changes=(
            Change("psycopg/typecast.c", "PyObject *old, *res = NULL;", "PyObject *old = NULL, *res = NULL;"),
            Change("psycopg/typecast.c", CASTER, CASTER_OF_CURSOR),
            Change("psycopg/typecast.c", "    ((cursorObject*)curs)->caster = old;\n", "    if (has_caster) ((cursorObject*)curs)->caster = old;\n"),
        )
    ),
    "pynacl": Recipe(needs=("cffi",)),
    "pybind11_tests": Recipe(folder="pybind11/tests", needs=("pybind11",)),
    "propcache": Recipe(changes=(BACKEND_HERE_TOO,)),
    "regex": Recipe(changes=(type_of("regex_3/_regex.c", "object"), type_of("regex_3/_regex.c", "item"))),
    "scikit-learn": Recipe(needs=("numpy", "scipy")),
    "scipy": Recipe(needs=("numpy", "cython"), options=("setup-args=-Duse-pythran=false",)),
    "simplejson": Recipe(changes=(type_of("simplejson/_speedups.c", "key"),)),
    "yarl": Recipe(changes=(Change("packaging/pep517_backend/_backend.py", "== 'cpython'", "in ('cpython', 'tinypy')"),)),
}
