"""Runs random functions and tells what they do, as digests or in full.

A case: first (a seed), count, and in_full; or text and seed. A result: for each function [values, lines in order, sets of lines] as digests; in
full [text, values, lines].
"""

import sys
import types
import warnings
import zlib
from itertools import islice

import flow_prelude
import flow_text
from flow_prelude import Run
from worker import serve

FILE = "<flow>"
CALLS = 6          # of each function, with other decisions
MOST_STEPS = 12    # of a generator or coroutine
MONITORED = 4      # every fourth function is watched by sys.monitoring, the others by sys.settrace
TOOL = 3
MOST_EVENTS = 3000
GIVEN = {name: value for name, value in vars(flow_prelude).items() if not name.startswith("_") and name not in ("Run", "run")}


# ---- what is told of exceptions

def told(error, depth=0):
    if error is None or depth > 6:
        return None
    groups = [told(e, depth + 1) for e in error.exceptions] if isinstance(error, BaseExceptionGroup) else []
    return [type(error).__name__, str(error), places(error.__traceback__), told(error.__cause__, depth + 1), told(error.__context__, depth + 1), error.__suppress_context__, groups]


def places(traceback):
    found = []
    while traceback is not None and len(found) < 20:
        code = traceback.tb_frame.f_code
        if code.co_filename == FILE:
            found.append([code.co_qualname, traceback.tb_lineno, *next(islice(code.co_positions(), traceback.tb_lasti // 2, None))])
        else:
            found.append(code.co_name)
        traceback = traceback.tb_next
    return found


# ---- calling

def drive(steps, run):
    """Sends to a generator or coroutine and throws into it, as the bits decide, until it ends."""
    value = None
    for _ in range(MOST_STEPS):
        how = run.decide(12)
        if how == 0:
            run.log.append(["gets", steps.throw(flow_prelude.E("thrown"))])
        elif how == 1:
            break
        else:
            run.log.append(["gets", steps.send(value)])
            value = None if how < 5 else how
    for _ in range(5):
        try:
            steps.close()
            break
        except RuntimeError as error:
            run.log.append(told(error))


def finish(awaited, run):
    """The result of a step of an asynchronous generator, whose waits are over at once."""
    try:
        for _ in range(MOST_STEPS):
            run.log.append(["waits", awaited.send(None)])
    except StopIteration as end:
        return end.value
    awaited.close()
    return "given up"


def drive_async(steps, run):
    value = None
    for _ in range(MOST_STEPS):
        how = run.decide(12)
        if how == 0:
            got = finish(steps.athrow(flow_prelude.E("thrown")), run)
        elif how == 1:
            break
        else:
            got = finish(steps.asend(value), run)
            value = None if how < 5 else how
        run.log.append(["gets", got])
    for _ in range(5):
        try:
            finish(steps.aclose(), run)
            break
        except RuntimeError as error:
            run.log.append(told(error))


def call(f, number):
    """What a call does: [the entries of its log, its value or the exception]."""
    run = flow_prelude.run = Run(number)
    result = None
    try:
        result = f(number % 3, None if number & 1 else number)
        if isinstance(result, (types.GeneratorType, types.CoroutineType)):
            drive(result, run)
        elif isinstance(result, types.AsyncGeneratorType):
            drive_async(result, run)
        ended = ["ends", result if isinstance(result, (int, str, tuple, list, dict, type(None))) else type(result).__name__]
    except BaseException as error:
        ended = ["raises", told(error)]
        error.__traceback__ = None
    return shown([run.log, ended])


def shown(value):
    """As text, without addresses."""
    return repr(value) if not (text := repr(value)).count(" at 0x") else text.partition(" at 0x")[0]


# ---- watching

def traced(f, number):
    events = []

    def trace(frame, event, argument):
        if frame.f_code.co_filename != FILE:
            return None
        if event == "line" and len(events) < MOST_EVENTS:
            events.append((frame.f_lineno, frame.f_code.co_name))
        return trace

    sys.settrace(trace)
    try:
        did = call(f, number)
    finally:
        sys.settrace(None)
    return did, events


def monitored(f, number):
    events = []

    def line(code, number):
        if code.co_filename == FILE and len(events) < MOST_EVENTS:
            events.append((number, code.co_name))

    sys.monitoring.register_callback(TOOL, sys.monitoring.events.LINE, line)
    sys.monitoring.set_events(TOOL, sys.monitoring.events.LINE)
    try:
        did = call(f, number)
    finally:
        sys.monitoring.set_events(TOOL, 0)
    return did, events


# ---- playing

def examine(text, seed):
    """(values, lines): what the calls of a function do, and the events that a tool sees of them."""
    try:
        code = compile(text, FILE, "exec")
    except SyntaxError as error:
        return [[error.msg, error.lineno]], []
    namespace = dict(GIVEN)
    exec(code, namespace)
    f = namespace["f"]
    watch = monitored if seed % MONITORED == 0 else traced
    values, lines = [], []
    for number in range(CALLS):
        did = call(f, number)
        again, events = watch(f, number)
        values.append(did if did == again else [did, "watched", again])
        lines.append(events)
    return values, lines


def digests(values, lines):
    sets = [sorted(set(events)) for events in lines]
    return [zlib.crc32(repr(part).encode("utf-8", "surrogatepass")) for part in (values, lines, sets)]


def play(case):
    if "text" in case:
        return [case["text"], *examine(case["text"], case["seed"])]
    found = []
    for seed in range(case["first"], case["first"] + case["count"]):
        text = flow_text.make(seed)[1]
        values, lines = examine(text, seed)
        found.append([text, values, lines] if case.get("in_full") else digests(values, lines))
    return found


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.unraisablehook = lambda *_: None
    sys.monitoring.use_tool_id(TOOL, "flow")
    serve(play)
