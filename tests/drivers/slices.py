"""Running a part of many cases: `--slice 2/5` is every fifth case, from the second on. The five slices together are all of them."""

import argparse

import clean_environment  # noqa: F401


def parse(text):
    first, _, step = text.partition("/")
    if not (first.isdecimal() and step.isdecimal() and 1 <= int(first) <= int(step)):
        raise argparse.ArgumentTypeError(f"{text!r} is not like 2/5")
    return slice(int(first) - 1, None, int(step))


def add_option(parser):
    parser.add_argument("--slice", type=parse, default=slice(None), metavar="I/N", help="every N-th case, from number I on")
