# A program with commands, options, prompts, completion and errors, run in this process and as a process.
# needs: python3-click
import subprocess
import sys

import click
from click.shell_completion import BashComplete
from click.testing import CliRunner

PROGRAM = '''
import click

@click.group()
@click.option("--verbose", "-v", count=True)
@click.pass_context
def cli(ctx, verbose):
    """A program."""
    ctx.obj = verbose

@cli.command()
@click.argument("names", nargs=-1)
@click.option("--number", type=click.IntRange(1, 5), default=2, show_default=True, envvar="NUMBER")
@click.option("--color", type=click.Choice(["red", "green"]))
@click.pass_obj
def greet(verbose, names, number, color):
    """Greets NAMES."""
    click.echo(click.style(f"{names} {number} {color} {verbose}", fg="red"))

@cli.command()
@click.option("--name", prompt=True)
@click.password_option()
@click.confirmation_option(prompt="Sure?")
def login(name, password):
    click.echo(f"{name} {len(password)}")

@cli.command()
@click.argument("source", type=click.File("r"))
def show(source):
    with click.progressbar(source.readlines(), label="lines") as lines:
        for line in lines: pass
    click.echo("shown")

if __name__ == "__main__":
    cli()
'''
with open("program.py", "w") as file:
    file.write(PROGRAM)
import os

sys.path.insert(0, os.getcwd())
from program import cli

runner = CliRunner()
for words in ["--help"], ["-vv", "greet", "a", "b", "--number", "3"], ["greet", "--number", "9"], ["greet", "--color", "blue"], ["gret"], ["greet", "--help"], ["show", "missing"]:
    result = runner.invoke(cli, words)
    print(result.exit_code, result.output)
result = runner.invoke(cli, ["login"], input="me\nsecret\nsecret\ny\n")
print(result.exit_code, result.output)
done = subprocess.run([sys.executable, "program.py", "greet", "x"], capture_output=True, text=True, env=os.environ | {"NUMBER": "4"})
print(done.returncode, done.stdout, done.stderr)
print([item.value for item in BashComplete(cli, {}, "program", "_PROGRAM_COMPLETE").get_completions(["greet"], "--")])
done = subprocess.run([sys.executable, "program.py", "show", "program.py"], capture_output=True, text=True)
print(done.returncode, done.stdout)

# expect: 0 Usage: cli [OPTIONS] COMMAND [ARGS]...
# expect:
# expect:   A program.
# expect:
# expect: Options:
# expect:   -v, --verbose
# expect:   --help         Show this message and exit.
# expect:
# expect: Commands:
# expect:   greet  Greets NAMES.
# expect:   login
# expect:   show
# expect:
# expect: 0 ('a', 'b') 3 None 2
# expect:
# expect: 2 Usage: cli greet [OPTIONS] [NAMES]...
# expect: Try 'cli greet --help' for help.
# expect:
# expect: Error: Invalid value for '--number': 9 is not in the range 1<=x<=5.
# expect:
# expect: 2 Usage: cli greet [OPTIONS] [NAMES]...
# expect: Try 'cli greet --help' for help.
# expect:
# expect: Error: Invalid value for '--color': 'blue' is not one of 'red', 'green'.
# expect:
# expect: 2 Usage: cli [OPTIONS] COMMAND [ARGS]...
# expect: Try 'cli --help' for help.
# expect:
# expect: Error: No such command 'gret'.
# expect:
# expect: 0 Usage: cli greet [OPTIONS] [NAMES]...
# expect:
# expect:   Greets NAMES.
# expect:
# expect: Options:
# expect:   --number INTEGER RANGE  [default: 2; 1<=x<=5]
# expect:   --color [red|green]
# expect:   --help                  Show this message and exit.
# expect:
# expect: 2 Usage: cli show [OPTIONS] SOURCE
# expect: Try 'cli show --help' for help.
# expect:
# expect: Error: Invalid value for 'SOURCE': 'missing': No such file or directory
# expect:
# expect: 0 Name: me
# expect: Password: 
# expect: Repeat for confirmation: 
# expect: Sure? [y/N]: y
# expect: me 6
# expect:
# expect: 0 ('x',) 4 None 0
# expect:  
# expect: ['--number', '--color', '--help']
# expect: 0 lines
# expect: shown
# expect:
