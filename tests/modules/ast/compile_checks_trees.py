import ast

LOAD, STORE = ast.Load(), ast.Store()
ONE, NAME = ast.Constant(1), ast.Name("x", LOAD)
ARGS = ast.arguments([], [], None, [], [], None, [])


def statement(node):
    expression(None, ast.Module([node], []), "exec")


def expression(node, tree=None, mode="eval"):
    try:
        compile(ast.fix_missing_locations(tree or ast.Expression(node)), "<tree>", mode)
        print("fine")
    except (TypeError, ValueError, SyntaxError) as e:
        print(type(e).__name__, e)


expression(ONE)
expression(ast.Name("x", STORE))
expression(ast.Name("None", LOAD))
expression(ast.Name(3, LOAD))
expression(ast.BoolOp(ast.And(), [ONE]))
expression(ast.Compare(ONE, [], []))
expression(ast.Compare(ONE, [ast.Lt()], []))
expression(ast.Dict([ONE], []))
expression(ast.ListComp(ONE, []))
expression(ast.Constant([1]))
expression(ast.Call(NAME, [None], []))
expression(ast.Call(NAME, 3, []))
expression(ast.Call(None, [], []))
expression(ast.Lambda(ast.arguments([], [], None, [], [], None, [ONE]), ONE))
expression(ast.Lambda(ast.arguments([], [ast.arg("a")], None, [ast.arg("b")], [], None, []), ONE))
statement(ast.Assign([], ONE))
statement(ast.Assign([ONE], ONE))
statement(ast.Assign([NAME], ONE))
statement(ast.Delete([ast.Name("x", STORE)]))
statement(ast.For(ast.Name("x", STORE), ONE, [], []))
statement(ast.If(ONE, [], []))
statement(ast.With([], [ast.Pass()]))
statement(ast.Raise(None, ONE))
statement(ast.Try([ast.Pass()], [], [], []))
statement(ast.Try([ast.Pass()], [], [ast.Pass()], [ast.Pass()]))
statement(ast.Import([]))
statement(ast.ImportFrom("m", [ast.alias("x")], -1))
statement(ast.Global([]))
statement(ast.FunctionDef("f", ARGS, [], [], None))
statement(ast.Match(NAME, [ast.match_case(ast.MatchValue(NAME), None, [ast.Pass()])]))
statement(ast.Match(NAME, [ast.match_case(ast.MatchOr([]), None, [ast.Pass()])]))
statement(ast.Match(NAME, [ast.match_case(ast.MatchAs(None, "_"), None, [ast.Pass()])]))
statement(ast.Match(NAME, [ast.match_case(ast.MatchSingleton(1), None, [ast.Pass()])]))
statement(ast.Break())
statement(ast.Expr(ast.Starred(NAME, LOAD)))
for bad in [lambda: compile(ast.Module([], []), "x", "eval"), lambda: compile(ast.Expression(ast.Constant(1)), "x", "eval"),
            lambda: compile(ast.parse("x", mode="eval"), "x", "exec"), lambda: compile("x", "x", "func_type")]:
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
tree = ast.parse("x")
tree.body[0].lineno, tree.body[0].end_lineno = 5, 3
try:
    compile(tree, "x", "exec")
except ValueError as e:
    print(e)

# expect: fine
# expect: ValueError expression must have Load context but has Store instead
# expect: ValueError identifier field can't represent 'None' constant
# expect: TypeError AST identifier must be of type str
# expect: ValueError BoolOp with less than 2 values
# expect: ValueError Compare with no comparators
# expect: ValueError Compare with no comparators
# expect: ValueError Dict doesn't have the same number of keys as values
# expect: ValueError comprehension with no generators
# expect: TypeError got an invalid type in Constant: list
# expect: ValueError None disallowed in expression list
# expect: TypeError Call field "args" must be a list, not a int
# expect: ValueError field 'func' is required for Call
# expect: ValueError more positional defaults than args on arguments
# expect: ValueError length of kwonlyargs is not the same as kw_defaults on arguments
# expect: ValueError empty targets on Assign
# expect: ValueError expression which can't be assigned to in Store context
# expect: ValueError expression must have Store context but has Load instead
# expect: ValueError expression must have Del context but has Store instead
# expect: ValueError empty body on For
# expect: ValueError empty body on If
# expect: ValueError empty items on With
# expect: ValueError Raise with cause but no exception
# expect: ValueError Try has neither except handlers nor finalbody
# expect: ValueError Try has orelse but no except handlers
# expect: ValueError empty names on Import
# expect: ValueError Negative ImportFrom level
# expect: ValueError empty names on Global
# expect: ValueError empty body on FunctionDef
# expect: ValueError patterns may only match literals and attribute lookups
# expect: ValueError MatchOr requires at least 2 patterns
# expect: ValueError can't capture name '_' in patterns
# expect: ValueError MatchSingleton can only contain True, False and None
# expect: SyntaxError 'break' outside loop (<tree>, line 1)
# expect: SyntaxError can't use starred expression here (<tree>, line 1)
# expect: TypeError expected Expression node, got Module
# expect: TypeError required field "lineno" missing from expr
# expect: TypeError expected Module node, got Expression
# expect: ValueError compile() mode 'func_type' requires flag PyCF_ONLY_AST
# expect: AST node line range (5, 3) is not valid
