"""Syntax trees with parts of the wrong kind: mutated(seed) is a tree of one of tree_sources with some of its fields replaced."""

import _ast
import ast
import random

import tree_sources

NODES = sorted((c for c in vars(_ast).values() if isinstance(c, type) and issubclass(c, ast.AST)), key=lambda c: c.__name__)
NAMES = ("", "x", "_", "__p", "a.b", ".", "*", "None", "__debug__", "__class__", "__classdict__", "é", "a b", "\0", "\ud800", "print", ".0")
CONSTANTS = (None, True, False, ..., 0, 1, -1, 2, 255, 65536, 2**31 - 1, 2**31, -2**31, 2**63, 2**64, 0.0, -0.0, 1e300, float("inf"), float("nan"), 1j, 1 + 2j,
             "", "x", "a{b}", "\ud800", b"", b"x", (), (1, "a", (None, 2j)), frozenset((1,)), [], {}, object(), int, NotImplemented)
POSITIONS = ("lineno", "col_offset", "end_lineno", "end_col_offset")
DEPTHS = (3, 40, 300, 2500, 8000)
# Numbers that a program may meet would make these endless or too large.
HEAVY = (ast.Mult, ast.Pow, ast.LShift)


class Evil(list):
    """A list that loses an item whenever one is read."""

    def __getitem__(self, index):
        item = super().__getitem__(index)
        self.pop()
        return item


class OwnName(ast.Name):
    """A class of nodes that a program has made."""


def parsed(text, mode):
    try:
        return ast.parse(text, mode=mode)
    except SyntaxError:  # of a library that is older than the syntax
        return ast.parse("pass" if mode != "eval" else "x", mode=mode)


def base(rng):
    mode = rng.choice(("exec",) * 6 + ("eval", "single", "func_type"))
    texts = {"exec": tree_sources.EXEC, "eval": tree_sources.EVAL, "single": tree_sources.SINGLE, "func_type": tree_sources.FUNC_TYPE}[mode]
    return parsed(rng.choice(texts), mode), mode


def empty_node(rng, kinds=NODES):
    """A node without fields. Since 3.15 a call of its class asks for the required ones."""
    kind = rng.choice(kinds)
    return kind.__new__(kind)


def fresh_node(rng, nodes):
    """A node of any class, some of whose fields are set to anything."""
    node = empty_node(rng, NODES + [OwnName])
    for field in node._fields:
        if rng.random() < 0.9:
            setattr(node, field, anything(rng, nodes, 0.6))
    for position in POSITIONS:
        setattr(node, position, 1)
    return node


def anything(rng, nodes, node_share=0.5):
    if rng.random() < node_share:
        return rng.choice(nodes) if rng.random() < 0.7 else fresh_node(rng, nodes) if rng.random() < 0.5 else empty_node(rng)
    if rng.random() < 0.3:
        return rng.choice((list, Evil))(anything(rng, nodes) for _ in range(rng.randrange(4)))
    return rng.choice(CONSTANTS + NAMES)


def nested(rng, node):
    """The node deep inside others of one kind."""
    wrap = rng.choice((
        lambda n: ast.UnaryOp(ast.Not(), n), lambda n: ast.BinOp(n, ast.Add(), ast.Constant(1)), lambda n: ast.BinOp(ast.Constant(1), ast.Add(), n),
        lambda n: ast.Call(n, [], []), lambda n: ast.Attribute(n, "a", ast.Load()), lambda n: ast.List([n], ast.Load()),
        lambda n: ast.Tuple([n], ast.Store()), lambda n: ast.Lambda(ast.arguments([], [], None, [], [], None, []), n),
        lambda n: ast.JoinedStr([ast.FormattedValue(n, -1, None)]), lambda n: ast.IfExp(n, n, ast.Constant(1)) if rng.random() < 0.01 else ast.Starred(n, ast.Load()),
        lambda n: ast.ListComp(n, [ast.comprehension(ast.Name("i", ast.Store()), ast.Tuple([], ast.Load()), [], 0)]),
        lambda n: ast.MatchAs(n, "x"), lambda n: ast.MatchOr([n, n]) if rng.random() < 0.01 else ast.MatchSequence([n]),
        lambda n: ast.If(ast.Constant(1), [n], []), lambda n: ast.If(ast.Constant(0), [ast.Pass()], [n]), lambda n: ast.Try([n], [], [], [ast.Pass()]),
        lambda n: ast.FunctionDef("f", ast.arguments([], [], None, [], [], None, []), [n], [], None, None, type_params=[]), lambda n: ast.ClassDef("C", [], [], [n], [], type_params=[]),
    ))
    for _ in range(rng.choice(DEPTHS)):
        node = wrap(node)
    return node


def mutate_list(rng, items, nodes):
    action = rng.randrange(6)
    if action == 0:
        items.clear()
    elif action == 1 and items:
        del items[rng.randrange(len(items))]
    elif action == 2 and items:
        items[rng.randrange(len(items))] = anything(rng, nodes)
    elif action == 3 and items:
        items.extend(items * rng.choice((1, 20, 300)))
    elif action == 4:
        shuffled = list.copy(items)  # an Evil list loses items while it is read
        rng.shuffle(shuffled)
        items[:] = shuffled
    else:
        items.insert(rng.randrange(len(items) + 1), anything(rng, nodes))


def mutate(rng, tree, nodes):
    node = rng.choice(nodes)
    if not node._fields or rng.random() < 0.04:
        return setattr(node, rng.choice(POSITIONS), rng.choice(CONSTANTS + NAMES))
    field = rng.choice(node._fields)
    value = getattr(node, field, None)
    if isinstance(value, list) and rng.random() < 0.7:
        return mutate_list(rng, value, nodes)
    chance = rng.random()
    if chance < 0.08 and field in vars(node):
        delattr(node, field)
    elif chance < 0.14 and isinstance(value, ast.AST):
        setattr(node, field, nested(rng, value))
    elif chance < 0.17 and isinstance(value, list):
        setattr(node, field, Evil(value))
    elif isinstance(value, str) and chance < 0.7:
        setattr(node, field, rng.choice(NAMES))
    elif isinstance(node, ast.Constant) and chance < 0.8:
        node.value = rng.choice(CONSTANTS)
    else:
        setattr(node, field, anything(rng, nodes))


def place(rng, nodes):
    """Positions for the nodes that have none yet, as fix_missing_locations() gives them, but in any order and without recursion."""
    for node in nodes:
        for position in POSITIONS:
            if position in node._attributes and not hasattr(node, position):
                setattr(node, position, 1)


def all_nodes(tree):
    """Every node below the tree once, also where it leads back to itself."""
    found, todo, seen = [], [tree], set()
    while todo:
        item = todo.pop()
        if id(item) in seen:
            continue
        if isinstance(item, ast.AST):
            seen.add(id(item))
            found.append(item)
            todo.extend(vars(item).get(field) for field in reversed(item._fields))
        elif isinstance(item, list):
            seen.add(id(item))
            todo.extend(list.__iter__(item))
    return found


def is_too_large(nodes, most=200_000):
    """Does the tree stand for more nodes than that? One that stands in several places counts in each; one that leads back to itself, a few times."""
    sizes = {}
    for _ in range(40):  # rounds, each of which hands sizes further up
        before = dict(sizes)
        for node in reversed(nodes):
            children = [c for field in node._fields for c in flat(vars(node).get(field))]
            sizes[id(node)] = min(1 + sum(sizes.get(id(c), 1) for c in children), most + 1)
        if sizes == before:
            break
    return any(size > most for size in sizes.values())


def flat(value):
    if isinstance(value, ast.AST):
        return [value]
    return [v for v in list.__iter__(value) if isinstance(v, ast.AST)] if isinstance(value, list) else []


def mutated(seed):
    """(tree, mode of compile, flags, optimize, does it hold nothing that may take for ever)."""
    rng = random.Random(seed)
    tree, mode = base(rng)
    nodes = all_nodes(tree)
    for _ in range(rng.choice((1, 1, 2, 3, 5))):
        mutate(rng, tree, nodes)
    nodes = all_nodes(tree)
    if rng.random() < 0.97:
        place(rng, nodes)
    flags = rng.choice((0, 0, 0, 0x1000000, 0x2000, 0x400))
    if rng.random() < 0.02:
        mode = rng.choice(("exec", "eval", "single"))
    return tree, mode, flags, rng.choice((-1, -1, 0, 1, 2)), not any(isinstance(n, HEAVY) for n in nodes)
