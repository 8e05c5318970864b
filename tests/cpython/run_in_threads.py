"""Runs each test method of one of CPython's test modules in several threads of one process at once.

    build/tinypy-t tests/cpython/run_in_threads.py test.test_list 4

The tests are not written for that: what they assert goes wrong as they please. A fault is what no Python program may cause: a crash, a
SystemError, a hang, a sanitizer's report. skips_in_threads.txt names, with reasons, the tests that cannot be told from a fault. What tests
replace in modules is put back after each method. The output is unittest's, as far as tools/cpython_tests reads it.
"""
import doctest
import faulthandler
import gc
import os
import pathlib
import sys
import threading
import time
import unittest
import warnings

import run_module

LIMIT = 600  # seconds for a method: it has hung after that
SKIPS = pathlib.Path(__file__).with_name("skips_in_threads.txt")
PATCHED = "builtins os time threading gc io types functools collections re weakref copyreg warnings traceback linecache unittest.case".split()


class State:
    """What tests replace or switch, and do not always put back when others do the same at the same time."""

    def __init__(self):
        self.namespaces = [(sys.modules[name].__dict__, dict(sys.modules[name].__dict__)) for name in PATCHED if name in sys.modules]
        self.streams = {name: getattr(sys, name) for name in ("stdin", "stdout", "stderr", "excepthook", "displayhook", "unraisablehook")}
        self.path, self.finders, self.modules, self.environment = sys.path[:], sys.meta_path[:], dict(sys.modules), dict(os.environ)
        self.folder = os.getcwd()

    def restore(self):
        for namespace, before in self.namespaces:
            namespace.update(before)
        for name, value in self.streams.items():
            setattr(sys, name, value)
        sys.path[:], sys.meta_path[:] = self.path, self.finders
        sys.modules.update(self.modules)
        os.environ.update(self.environment)
        os.chdir(self.folder)
        os.umask(0o22)
        sys.setrecursionlimit(1000)
        for switch_off in sys.settrace, sys.setprofile, threading.settrace, threading.setprofile:
            switch_off(None)
        gc.enable()
        gc.set_debug(0)
        gc.garbage.clear()
        warnings.resetwarnings()
        warnings.simplefilter("ignore")


class Faults(unittest.TestResult):
    """Keeps the texts of the SystemErrors; everything else may well happen."""

    def __init__(self):
        super().__init__()
        self.texts = []

    def note(self, test, error):
        if error and isinstance(error[1], SystemError):
            self.texts.append(repr(error[1]))

    addError = addFailure = note

    def addSubTest(self, test, subtest, error):
        self.note(test, error)


def run_together(test, count):
    """What went wrong when `count` threads ran the method, each on an instance of its own."""
    faults = [Faults() for _ in range(count)]
    instances = [test.__class__(test._testMethodName) for _ in range(count)]
    threads = [threading.Thread(target=instance.run, args=(result,), daemon=True) for instance, result in zip(instances, faults)]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + LIMIT
    for thread in threads:
        thread.join(max(0, deadline - time.monotonic()))
    if any(thread.is_alive() for thread in threads):
        faulthandler.dump_traceback(2, all_threads=True)
        say("hangs: %s" % test.id())
        os._exit(1)
    return [text for result in faults for text in result.texts]


def say(text):
    os.write(2, (text + "\n").encode())


class Fixtures:
    """setUpModule, setUpClass and what undoes them, once for the tests of a class that follow each other."""

    def __init__(self):
        self.cls = None

    def enter(self, cls):
        if cls is self.cls:
            return
        self.leave()
        getattr(sys.modules.get(cls.__module__), "setUpModule", int)()
        cls.setUpClass()
        self.cls = cls

    def leave(self):
        cls, self.cls = self.cls, None
        if cls:
            cls.tearDownClass()
            cls.doClassCleanups()


def to_be_skipped(test):
    """A test of functions or of doctests exists once: it cannot run on many threads. What stands for a module that cannot be imported is none."""
    method = getattr(test, test._testMethodName, None)
    exists_once = isinstance(test, (unittest.FunctionTestCase, doctest.DocTestCase, unittest.loader._FailedTest))
    return exists_once or not method or any(getattr(x, "__unittest_skip__", False) for x in (method, test))


def run_all(tests, count):
    """(number of tests run, of those skipped, [(test, what went wrong)])"""
    state, fixtures, skipped, faults = State(), Fixtures(), 0, []
    for test in tests:
        if to_be_skipped(test):
            skipped += 1
            continue
        say("%s (%s) ... " % (test._testMethodName, test.id()))
        try:
            fixtures.enter(test.__class__)
        except SystemError as error:
            faults.append((test, repr(error)))
        except Exception:  # SkipTest, or the preparations depend on what other tests have left
            skipped += 1
        else:
            faults += [(test, text) for text in run_together(test, count)]
        finally:
            state.restore()
        say("ok")
    return len(tests), skipped, faults


def run_in_batches(name, count):
    """run_all()'s results: one, or one for each time that the module's own function asks for a run."""
    import test.support

    test.support.verbose = 0  # the output of scripts that tests run would be read as this one's
    suite, skips, results = run_module.Loader().loadTestsFromNames([name]), run_module.read_skips(SKIPS), []

    def run(suite):
        tests = list(run_module.cases(suite))
        for test in tests:
            run_module.mark(test, skips)
        results.append(run_all(tests, count))

    if isinstance(suite, run_module.TestMain):
        suite.run_batches(run)
    else:
        run(suite)
    return results


def main():
    name, count = sys.argv[1], int(sys.argv[2])
    sys.path[0] = ""
    threading.excepthook = lambda args: None
    began = time.monotonic()
    results = run_in_batches(name, count)
    faults = [fault for _, _, of_batch in results for fault in of_batch]
    for test, text in faults:
        say("=" * 70 + "\nERROR: %s (%s)\n%s\n%s\n" % (test._testMethodName, test.id(), "-" * 70, text))
    outcome = "FAILED" if faults else "OK"
    ran, skipped = sum(result[0] for result in results), sum(result[1] for result in results)
    say("-" * 70 + "\nRan %d tests in %.3fs\n\n%s (skipped=%d)" % (ran, time.monotonic() - began, outcome, skipped))
    os._exit(bool(faults))  # threads that tests have left behind are not waited for


if __name__ == "__main__":
    main()
