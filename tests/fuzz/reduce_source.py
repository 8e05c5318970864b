"""Makes a failing Python program smaller: removes statements, lifts bodies out of compound statements, puts a part in an expression's place."""

import ast
import copy

BATCH = 24  # variants that are tried at a time
BODIES = ("body", "orelse", "finalbody", "handlers", "cases")
MAY_BE_EMPTY = ("orelse", "finalbody", "handlers")


def reduced(text, failing, tries):
    """The smallest variant found for which `failing`, a function from a list of texts to a list of truth values, still says True."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return text
    best = ast.unparse(tree)
    if not failing([best])[0]:
        return text
    for edits in statement_edits, expression_edits, statement_edits:
        tree, best, tries = reduced_by(edits, tree, best, failing, tries)
    return best


def reduced_by(edits, tree, best, failing, tries):
    """Applies edits for as long as one of them leaves a failing program: (tree, text, tries left)."""
    first = 0  # edits before it were tried in vain
    while tries > 0:
        variants = [variant(tree, e) for e in edits(tree)[first:first + BATCH]]
        if not variants:
            return tree, best, tries
        worth_it = [(t, text) for t, text in filter(None, variants) if len(text) < len(best)]
        tries -= len(worth_it)
        good = [v for v, fails in zip(worth_it, failing([text for _, text in worth_it])) if fails] if worth_it else []
        if good:
            tree, best = min(good, key=lambda v: len(v[1]))
            first = max(first - 2, 0)
        else:
            first += BATCH
    return tree, best, tries


def variant(tree, edit):
    """(tree, text) of a copy to which the edit was applied, or None if that is no program."""
    number, change = edit
    changed = copy.deepcopy(tree)
    change(list(ast.walk(changed))[number])
    try:
        text = ast.unparse(changed)
        return ast.parse(text), text
    except (SyntaxError, ValueError, AttributeError, RecursionError):
        return None


def statement_edits(tree):
    """Edits (number of the node in ast.walk(), function that changes the node), the large ones first."""
    found = []
    for number, node in enumerate(ast.walk(tree)):
        for name in BODIES:
            body = getattr(node, name, None)
            if isinstance(body, list) and body:
                found += removals(number, name, len(body)) + lifts(number, name, body)
    return [edit for _, edit in sorted(found, key=lambda f: -f[0])]


def removals(number, name, length):
    found, size = [], length
    while size:
        for start in range(0, length, size):
            found.append((size, (number, remover(name, start, start + size))))
        size //= 2
    return found


def remover(name, start, end):
    def change(node):
        body = getattr(node, name)
        del body[start:end]
        if not body and name not in MAY_BE_EMPTY and not isinstance(node, ast.Module):
            body.append(ast.Pass())

    return change


def lifts(number, name, body):
    return [(1, (number, lifter(name, i, inner))) for i, statement in enumerate(body) for inner in BODIES
            if isinstance(getattr(statement, inner, None), list) and getattr(statement, inner)]


def lifter(name, i, inner):
    def change(node):
        body = getattr(node, name)
        body[i:i + 1] = getattr(body[i], inner)

    return change


def expression_edits(tree):
    found = []
    for number, node in enumerate(ast.walk(tree)):
        for name, value in ast.iter_fields(node):
            for place, part in enumerate(value if isinstance(value, list) else [value]):
                if isinstance(part, ast.expr):
                    found += [(number, replacer(name, place, r)) for r in replacements(part)]
                elif isinstance(value, list) and isinstance(part, (ast.keyword, ast.comprehension, ast.alias, ast.withitem)):
                    found.append((number, remover(name, place, place + 1)))
            if isinstance(value, list) and name not in BODIES:
                found += [(number, remover(name, i, i + 1)) for i in range(len(value))]
    return found


def replacements(part):
    if isinstance(part, (ast.Constant, ast.Name)):
        return []
    inner = [p for p in ast.iter_child_nodes(part) if isinstance(p, ast.expr)]
    return [ast.Constant(0)] + inner


def replacer(name, place, new):
    def change(node):
        value = getattr(node, name)
        if isinstance(value, list):
            value[place] = new
        else:
            setattr(node, name, new)

    return change
