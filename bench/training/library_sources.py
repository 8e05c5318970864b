"""Stands for tools that read programs: linters, formatters, generators of documentation.

The input is the library's own source, which differs from version to version. What is printed does not depend on it.
"""

import abc
import argparse
import ast
import bisect
import collections
import configparser
import contextlib
import copy
import fnmatch
import functools
import heapq
import inspect
import io
import keyword
import linecache
import pydoc
import reprlib
import shlex
import string
import symtable
import textwrap
import tokenize

READ = [abc, bisect, contextlib, copy, fnmatch, functools, heapq, keyword, linecache, reprlib, shlex, string, textwrap]
DESCRIBED = [argparse.ArgumentParser, collections.Counter, configparser.ConfigParser, textwrap.TextWrapper]

OWN = '''
"""A small module."""
import os as system
LIMIT: int = 0x1F

class Account(object):
    """Holds money."""
    rate = 0.25
    def __init__(self, owner, *, money=0):
        self.owner, self.money = owner, money
    def pay(self, amount):
        if not (0 < amount <= self.money): raise ValueError("%r of %8d" % (amount, self.money))
        self.money -= amount; return self

def outer(values, /, *rest, key=lambda v: -v, **options):
    count = 0
    def inner():
        nonlocal count
        count += len(options)
        return [value for value in values if value not in rest]
    while count < LIMIT:
        try: inner()
        except (KeyError, ValueError) as error: print(error)
        else: break
        finally: count = count + 1
    return sorted(inner(), key=key)
'''


def kinds_of_tokens(source):
    """Counts the tokens of source by kind, and the names by their spelling."""
    kinds, names = collections.Counter(), collections.Counter()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        kinds[tokenize.tok_name[token.type]] += 1
        if token.type == tokenize.NAME:
            names[token.string] += 1
    return kinds, names


class Outline(ast.NodeVisitor):
    """Collects what a module defines, how deep, and what it calls."""

    def __init__(self):
        self.path = []
        self.defined = {}
        self.calls = collections.defaultdict(set)

    def _enter(self, node):
        self.path.append(node.name)
        self.defined[".".join(self.path)] = (node.lineno, ast.get_docstring(node) is not None)
        self.generic_visit(node)
        self.path.pop()

    visit_FunctionDef = visit_AsyncFunctionDef = visit_ClassDef = _enter

    def visit_Call(self, node):
        match node.func:
            case ast.Name(id=name):
                self.calls[".".join(self.path)].add(name)
            case ast.Attribute(attr=name):
                self.calls[".".join(self.path)].add("." + name)
        self.generic_visit(node)


class Renamer(ast.NodeTransformer):
    """Gives short names to the names that a module assigns and replaces sums of literals."""

    def __init__(self):
        self.names = {}

    def visit_Name(self, node):
        if isinstance(node.ctx, ast.Store):
            self.names.setdefault(node.id, f"v{len(self.names)}")
        return ast.copy_location(ast.Name(self.names.get(node.id, node.id), node.ctx), node)


def scopes(table):
    """Yields (name, kind of scope, number of names that are free or global) of all scopes of a table."""
    symbols = table.get_symbols()
    yield table.get_name(), len(symbols), sum(symbol.is_free() or symbol.is_global() for symbol in symbols)
    for child in table.get_children():
        yield from scopes(child)


def code_objects(code):
    yield code
    for constant in code.co_consts:
        if inspect.iscode(constant):
            yield from code_objects(constant)


def read_module(source, name):
    """Runs all tools on one source and returns whether their answers agree with each other."""
    kinds, names = kinds_of_tokens(source)
    tree = ast.parse(source, name)
    outline = Outline()
    outline.visit(tree)
    nodes = collections.Counter(type(node).__name__ for node in ast.walk(tree))
    text = ast.unparse(tree)
    same = ast.unparse(ast.parse(text)) == text
    code = list(code_objects(compile(tree, name, "exec", dont_inherit=True)))
    defined = nodes["FunctionDef"] + nodes["AsyncFunctionDef"] + nodes["ClassDef"]
    assert names["def"] + names["class"] == defined <= len(code)
    assert kinds["INDENT"] == kinds["DEDENT"]
    assert sum(len(part.co_names) + len(part.co_varnames) for part in code) > len(outline.calls)
    assert all(any(line for _, _, line in part.co_lines()) for part in code)
    return same, len(list(scopes(symtable.symtable(source, name, "exec")))) >= defined, len(outline.defined) <= defined


def describe(thing):
    """Returns lines with the signatures and the first lines of the documentation of a class."""
    for name, value in inspect.getmembers(thing, callable):
        if name.startswith("_") and name != "__init__":
            continue
        with contextlib.suppress(ValueError, TypeError):
            signature = inspect.signature(value)
            kinds = [parameter.kind.name for parameter in signature.parameters.values()]
            summary = (inspect.getdoc(value) or "").partition("\n")[0]
            yield textwrap.shorten(f"{name}{signature}: {summary} {kinds}", 100)


def main():
    for module in READ:
        print(module.__name__, *read_module(inspect.getsource(module), module.__name__))
    print("described", all(len(list(describe(thing))) > 1 for thing in DESCRIBED))
    text = pydoc.plain(pydoc.render_doc(string, renderer=pydoc.plaintext))
    print("documentation", all(word in text for word in ("NAME", "CLASSES", "class Template", "capwords")))

    kinds, names = kinds_of_tokens(OWN)
    print(names.most_common(4), kinds["NAME"], kinds["NUMBER"], kinds["NEWLINE"])
    tree = ast.parse(OWN)
    outline = Outline()
    outline.visit(tree)
    print(outline.defined, sorted(outline.calls["outer"]))
    print(list(scopes(symtable.symtable(OWN, "own", "exec")))[1:3])
    renamed = ast.unparse(ast.fix_missing_locations(Renamer().visit(tree)))
    print(len(renamed), renamed.splitlines()[-9:-6])


if __name__ == "__main__":
    main()
