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
