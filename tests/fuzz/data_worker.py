"""Gives hostile data to parsers, codecs and formats. A case: area, inputs (each a list of arguments). The result: what came of each input."""

import faulthandler
import signal
import sys
import warnings

from data_areas import AREAS
from worker import serve

SECONDS = 5  # of processor time for one input


class TooLong(BaseException):
    pass


def stop(*_):
    raise TooLong


def outcome(run, given):
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        return "= " + run(*given)
    except TooLong:
        return "too long"
    except RecursionError:
        return "recursion"
    except MemoryError:
        return "memory"
    except BaseException as error:
        return type(error).__name__ + ": " + str(error).encode("ascii", "backslashreplace").decode()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def play(case):
    run = AREAS[case["area"]][1]
    return [outcome(run, given) for given in case["inputs"]]


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    faulthandler.enable(sys.__stderr__)
    signal.signal(signal.SIGPROF, stop)
    serve(play)
