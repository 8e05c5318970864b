"""argparse with forty subcommands, built and used again and again."""

import argparse


def build():
    parser = argparse.ArgumentParser(prog="tool")
    parser.add_argument("-v", action="count")
    commands = parser.add_subparsers(dest="command")
    for i in range(40):
        command = commands.add_parser(f"cmd{i}", help=f"help {i}")
        command.add_argument("name")
        command.add_argument("--opt", type=int, default=i)
        command.add_argument("--flag", action="store_true")
        command.add_argument("--files", nargs="*")
    return parser


total = 0
for _ in range(15):
    parser = build()
    for i in range(40):
        options = parser.parse_args([f"cmd{i}", "thing", "--opt", str(i), "--flag", "--files", "a", "b"])
        total += options.opt + len(options.files)
print(total)
