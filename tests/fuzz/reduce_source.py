"""Makes a failing Python program smaller: removes statements, lifts bodies out of compound statements, puts a part in an expression's place.

Processes are dear and programs cheap, so all edits of one kind are tried at once, each in a program of its own; then those that did no harm alone are
tried together, in halves and quarters.
"""

import ast
import copy

BATCH = 150  # programs that are tried at a time
BODIES = ("body", "orelse", "finalbody", "handlers", "cases")
MAY_BE_EMPTY = ("orelse", "finalbody", "handlers")


def reduced(text, failing, rounds):
    """The smallest variant found for which `failing`, a function from a list of texts to a list of truth values, still says True."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return text
    best = ast.unparse(tree)
    if not failing([best])[0]:
        return text
    for _ in range(2):
        for edits in removals, lifts, replacements:
            best, rounds = reduced_by(edits, best, failing, rounds)
    return best


def reduced_by(edits, best, failing, rounds):
    """Applies edits for as long as one of them leaves a failing program: (text, rounds left)."""
    first = 0  # the edits before it were tried in vain
    while rounds > 0:
        tree = ast.parse(best)
        chosen = list(edits(tree))[first:first + BATCH]
        if not chosen:
            break
        rounds -= 1
        smaller = those_that_fail(tree, [[e] for e in chosen], best, failing)
        if not smaller:
            first += BATCH
            continue
        good = [edit for (edit,), _ in smaller]
        together = those_that_fail(tree, portions(good), best, failing) if len(good) > 1 else []
        best = min((text for _, text in smaller + together), key=len)
    return best, rounds


def portions(items):
    """All of them, their halves, quarters and so on."""
    size, found = len(items), []
    while size > 1:
        found += [items[i:i + size] for i in range(0, len(items), size)]
        size = (size + 1) // 2
    return found


def those_that_fail(tree, groups, best, failing):
    """(edits, text) of those groups of edits that make the program shorter and leave it failing."""
    tried = [(group, text) for group in groups for text in [edited(tree, group)] if text is not None and len(text) < len(best)]
    return [t for t, fails in zip(tried, failing([text for _, text in tried])) if fails] if tried else []


def edited(tree, edits):
    """The text with the edits applied, or None if that is no program. An edit: (number of the parent in ast.walk(), field, index, what to put there)."""
    changed = copy.deepcopy(tree)
    nodes = list(ast.walk(changed))
    places = [(nodes[parent], field, child_of(nodes[parent], field, index), new) for parent, field, index, new in edits]
    for parent, field, child, new in places:
        put(parent, field, child, new)
    try:
        text = ast.unparse(changed)
        ast.parse(text)
        return text
    except (SyntaxError, ValueError, AttributeError, TypeError, RecursionError):
        return None


def child_of(parent, field, index):
    value = getattr(parent, field)
    return value[index] if isinstance(value, list) else value


def put(parent, field, child, new):
    """Replaces a child, found by its identity, by a list of nodes or by what a function of it returns."""
    value = getattr(parent, field)
    fresh = new(child)
    if not isinstance(value, list):
        setattr(parent, field, fresh[0] if fresh else None)
        return
    index = next((i for i, v in enumerate(value) if v is child), None)
    if index is None:
        return
    value[index:index + 1] = fresh
    if not value and field in BODIES and field not in MAY_BE_EMPTY and not isinstance(parent, ast.Module):
        value.append(ast.Pass())


def nothing(child):
    return []


def removals(tree):
    """Of statements, handlers, cases and of the parts of lists in expressions."""
    for number, node in enumerate(ast.walk(tree)):
        for field, value in ast.iter_fields(node):
            if isinstance(value, list) and not (isinstance(node, ast.Dict) or len(value) == 1 and isinstance(value[0], ast.Pass)):
                yield from ((number, field, i, nothing) for i in range(len(value)))


def lifts(tree):
    """The statements of a compound statement in its place."""
    for number, node in enumerate(ast.walk(tree)):
        for field in BODIES:
            for i, statement in enumerate(getattr(node, field, None) or ()) if isinstance(getattr(node, field, None), list) else ():
                yield from ((number, field, i, lambda child, inner=inner: getattr(child, inner)) for inner in BODIES
                            if isinstance(getattr(statement, inner, None), list) and getattr(statement, inner))


def replacements(tree):
    """A part of an expression, or 0, in its place."""
    for number, node in enumerate(ast.walk(tree)):
        for field, value in ast.iter_fields(node):
            for i, part in enumerate(value if isinstance(value, list) else [value]):
                if isinstance(part, ast.expr) and not isinstance(part, (ast.Constant, ast.Name)):
                    yield (number, field, i, lambda child: [ast.Constant(0)])
                    inner = sum(isinstance(p, ast.expr) for p in ast.iter_child_nodes(part))
                    yield from ((number, field, i, lambda child, k=k: [part_of(child, k)]) for k in range(inner))


def part_of(child, k):
    return [p for p in ast.iter_child_nodes(child) if isinstance(p, ast.expr)][k]
