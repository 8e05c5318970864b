"""Runs one of CPython's test modules, without the tests that skips.txt names: they count as skipped, with the reason given there.

    build/tinypy-t tests/cpython/run_module.py test.test_list

A separate program, and not `-m unittest`, because a skipped test must not even begin: it may hang, or end the process.
"""
import ast
import concurrent.futures
import contextlib
import doctest
import fnmatch
import importlib.util
import pathlib
import sys
import types
import unittest
from test import support

SKIPS = pathlib.Path(__file__).with_name("skips.txt")


# Seconds that tests wait for something: on a machine with much to do, the usual ones are too few.
support.LOOPBACK_TIMEOUT, support.SHORT_TIMEOUT, support.LONG_TIMEOUT = 300.0, 900.0, 1800.0
# Of modules with a test that passes only after it has waited for all of such a time.
WAITED_OUT = {"test.test_signal": ("SHORT_TIMEOUT", 60.0), "test.test_imaplib": ("LOOPBACK_TIMEOUT", 20.0)}


class Absent:
    """Stands for any object of CPython's C test modules while a test module is imported: may be called and read, does nothing."""

    def __call__(self, *args, **kwargs):
        return self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self


NEED_HELPERS_OF_IMPORTLIB = {"test.test_" + name for name in ("importlib", "import", "runpy", "pkgutil", "pyclbr", "compileall")}


@contextlib.contextmanager
def c_test_modules(names):
    """Stand-ins for CPython's C test modules, for as long as test modules are imported: test_code, test_compile and test_traceback ask
    _testinternalcapi at their top whether code has column positions, test_call builds a table of arguments from _testcapi. Tests that
    import these modules when they run find none; skips.txt names those that use what the import bound."""
    shims = {}
    if {"test.test_code", "test.test_compile", "test.test_traceback"}.intersection(names):
        shims["_testinternalcapi"] = types.SimpleNamespace(get_config=lambda: {"code_debug_ranges": 1})
    if "test.test_call" in names:
        shims["_testcapi"] = Absent()
    # Those of 3.15 bind names of these modules, too.
    if {"test.test_class", "test.test_with"}.intersection(names):
        shims["_testinternalcapi"] = types.SimpleNamespace(has_inline_values=None, SelfInterruptingContextManager=None)
    # Without it, test_importlib.util skips whoever imports it.
    if NEED_HELPERS_OF_IMPORTLIB.intersection(names):
        shims["_testmultiphase"] = Absent()
    if "test.test_bytes" in names:
        shims["_testlimitedcapi"] = Absent()
    # Those of the C API ask it for names at their tops, too; with the real C test modules most of their tests need no more of it.
    if any(name.startswith("test.test_capi.") for name in names):
        shims["_testinternalcapi"] = Absent()
        shims["_testinternalcapi"]._Py_MAX_UNICODE = sys.maxunicode
    shims = {name: shim for name, shim in shims.items() if importlib.util.find_spec(name) is None}
    sys.modules.update(shims)
    replace_interpreter_pools(names)
    try:
        yield
    finally:
        for name in shims:
            del sys.modules[name]


def replace_interpreter_pools(names):
    """Tests of executors make a class of each kind of them; skips.txt names those of the kind that needs subinterpreters."""
    if any(name.startswith("test.test_concurrent_futures") for name in names):
        concurrent.futures.InterpreterPoolExecutor = Absent()


# test_grammar, and who imports it or the same helper module.
NEED_NAMESPACE_OF_ANNOTATIONS = {"test.test_" + name for name in ("grammar", "opcodes", "typing", "int", "float", "complex")}


def import_with_namespace_of_annotations(name):
    """The helper module fills the dict __annotations__ while it is executed: since 3.14 (PEP 649) there is none then."""
    spec = importlib.util.find_spec(name)
    if spec is None:
        return  # Since 3.13 it is in a package, and needs no help.
    module = importlib.util.module_from_spec(spec)
    module.__dict__["__annotations__"] = {}
    sys.modules[name] = module
    spec.loader.exec_module(module)


def import_by_statements(name):
    """test_dis assembles CPython's instructions at its top, and takes code objects out of constants by their index: a statement that
    cannot do that binds nothing. skips.txt names the tests that use what it would bind."""
    spec = importlib.util.find_spec(name)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    setattr(sys.modules[spec.parent], name.rpartition(".")[2], module)
    tree = ast.parse(spec.loader.get_source(name), spec.origin)
    for statement in tree.body:
        code = compile(ast.Module([statement], []), spec.origin, "exec")
        with contextlib.suppress(AttributeError, KeyError, IndexError, NameError, ValueError):
            exec(code, module.__dict__)


def is_for_this_library(section):
    """Whether "@ all", "@ before 3.15" or "@ from 3.15" names the version of the library, whose tests are run. With ", without C test modules"
    behind it: and whether CPython's C test modules are absent (tests/cpython/capi.py brings them)."""
    versions, _, without = section.removeprefix("@").strip().partition(", without ")
    if without and importlib.util.find_spec("_testcapi"):
        return False
    word, _, version = versions.partition(" ")
    if word == "all":
        return True
    older = sys.version_info[:2] < tuple(map(int, version.split(".")))
    return older == {"before": True, "from": False}[word]


def read_skips(path=SKIPS):
    """Pairs of a pattern for "module.Class.method" and the reason: a line without indentation is the reason for those below it."""
    skips, reason, applies = [], None, True
    for line in path.read_text().splitlines():
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        if text.startswith("@"):
            applies = is_for_this_library(text)
        elif line[0].isspace():
            if applies:
                skips.append((text, reason))
        else:
            reason = text
    return skips


def cases(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from cases(test)
        else:
            yield test


def mark(test, skips):
    name = test.id().removeprefix("test.")
    if isinstance(test, doctest.DocTestCase) and "." not in name:
        name += ".__doc__"  # of the module itself
    for pattern, reason in skips:
        if fnmatch.fnmatchcase(name, pattern):
            method = test._testMethodName
            setattr(test, method, unittest.skip(reason)(getattr(test, method)))
            return


class TestMain(unittest.TestSuite):
    """Older test modules have a function that prepares, runs the test classes of its choice, and cleans up."""

    def __init__(self, module, loader, skips):
        super().__init__()
        self.module, self.loader, self.skips = module, loader, skips

    def run(self, result, debug=False):
        self.run_batches(lambda suite: suite.run(result))
        return result

    def run_batches(self, run):
        """Calls `run` with a suite whenever the module's function would have one run."""

        def run_tests(tests):
            suite = unittest.TestSuite(tests)
            for test in cases(suite):
                mark(test, self.skips)
            run(suite)

        for place in self.module, support:
            place.run_unittest = lambda *classes: run_tests(map(self.loader.loadTestsFromTestCase, classes))
        self.module.run_doctest = lambda tested, *args, **options: run_tests(doctest.DocTestSuite(tested, **options))
        self.module.test_main()


class Loader(unittest.TestLoader):
    """Marks the tests that are not to run once they are loaded; a module that a pattern names whole is not even imported."""

    def loadTestsFromNames(self, names, module=None):
        skips = read_skips()
        for name in names:
            for pattern, reason in skips:
                if fnmatch.fnmatchcase(name.removeprefix("test."), pattern):
                    print("skipped as a whole: " + reason, file=sys.stderr)
                    return unittest.TestSuite()
        if set(names) & NEED_NAMESPACE_OF_ANNOTATIONS:
            import_with_namespace_of_annotations("test.ann_module")
        if "test.test_dis" in names:
            import_by_statements("test.test_dis")
        try:
            with c_test_modules(names):
                suite = super().loadTestsFromNames(names, module)
        except unittest.SkipTest as reason:
            print("skips itself as a whole: %s" % reason, file=sys.stderr)
            return unittest.TestSuite()
        for name in names:
            if isinstance(getattr(sys.modules.get(name), "test_main", None), types.FunctionType):
                return TestMain(sys.modules[name], self, skips)
        for test in cases(suite):
            mark(test, skips)
        return suite


if __name__ == "__main__":
    # The name of the program that the usage text and the tests of unittest itself see is the usual one.
    sys.path[0] = ""
    for name in WAITED_OUT.keys() & set(sys.argv):
        setattr(support, *WAITED_OUT[name])
    unittest.main(module=None, testLoader=Loader(), verbosity=2)
elif __name__ == "__mp_main__":
    # In a process that a test has started, which imports the test's module.
    replace_interpreter_pools(sys.argv)
