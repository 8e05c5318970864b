# min-version: 3.15
# compile() with PyCF_OPTIMIZED_AST: __debug__, numbers in patterns, %-formatting, docstrings.
import ast


def show(source, level=1, attributes=False):
    print(ast.dump(ast.parse(source, optimize=level), include_attributes=attributes))


print("-- formatting")
for source in ("'%s' % (a,)", "'a%%b%5s|%-5r|%05s|%+5.2a|%.s|%0s' % (a, b, c, d, e, f)", "'%d' % (a,)", "'%s' % a", "'%s %s' % (a,)",
               "'%s' % (*a,)", "'' % ()", "'x' % ()", "'%' % (a,)", "'%1234s' % (a,)", "'%*s' % (1, a)", "b'%s' % (a,)", "'%s' % (a, b)",
               "'%s' % (__debug__,)", "'%(a)s' % (a,)"):
    show(source)
show("'%s|%5s' % (a, b)", attributes=True)
print("-- __debug__")
for source in ("__debug__", "__debug__ = 1", "x.__debug__", "f'{__debug__}'", "def f(x: __debug__) -> __debug__: pass",
               "from __future__ import annotations\ndef f(x: __debug__ = __debug__) -> '%s' % (a,): y: __debug__ = __debug__"):
    show(source)
    show(source, 0)
print("-- docstrings")
for source in ("'doc'\n'second'\nx", "'doc'", "class A:\n 'doc'", "def f():\n 'doc'\n 'second'\n 'third'", "async def f():\n '''doc\n\n'''", "f'doc'", "b'doc'"):
    show(source, 2, True)
    show(source, 1)
print("-- patterns")
for pattern in ("-1", "-1.5", "-0", "1+2j", "-1-2j", "-99999999999999999999", "{-1: x, 1+1j: y, a.b: z}", "A(-1, b=-2)", "-1|-2", "(-1 as x)", "a.b"):
    show(f"match x:\n case {pattern}: -1")
show("match x:\n case -1: pass", 1, True)
tree = ast.parse("match x:\n case -1+2j: __debug__")
for flags in (ast.PyCF_OPTIMIZED_AST, ast.PyCF_ONLY_AST):
    print(ast.dump(compile(tree, "f", "exec", flags=flags, optimize=1)))
print(ast.dump(tree))
optimized = ast.parse("match 1j - 3:\n case -3+1j: print('%5s|%s' % (__debug__, 1))", optimize=1)
exec(compile(optimized, "f", "exec"))

# expect: -- formatting
# expect: Module(body=[Expr(value=JoinedStr(values=[FormattedValue(value=Name(id='a'), conversion=115)]))])
# expect: Module(body=[Expr(value=JoinedStr(values=[Constant(value='a%b'), FormattedValue(value=Name(id='a'), conversion=115, format_spec=Constant(value='>5')), Constant(value='|'), FormattedValue(value=Name(id='b'), conversion=114, format_spec=Constant(value='5')), Constant(value='|'), FormattedValue(value=Name(id='c'), conversion=115, format_spec=Constant(value='>5')), Constant(value='|'), FormattedValue(value=Name(id='d'), conversion=97, format_spec=Constant(value='>5.2')), Constant(value='|'), FormattedValue(value=Name(id='e'), conversion=115, format_spec=Constant(value='.0')), Constant(value='|'), FormattedValue(value=Name(id='f'), conversion=115)]))])
# expect: Module(body=[Expr(value=BinOp(left=Constant(value='%d'), op=Mod(), right=Tuple(elts=[Name(id='a')])))])
# expect: Module(body=[Expr(value=BinOp(left=Constant(value='%s'), op=Mod(), right=Name(id='a')))])
# expect: Module(body=[Expr(value=BinOp(left=Constant(value='%s %s'), op=Mod(), right=Tuple(elts=[Name(id='a')])))])
# expect: Module(body=[Expr(value=BinOp(left=Constant(value='%s'), op=Mod(), right=Tuple(elts=[Starred(value=Name(id='a'))])))])
# expect: Module(body=[Expr(value=JoinedStr())])
# expect: Module(body=[Expr(value=JoinedStr(values=[Constant(value='x')]))])
# expect: Module(body=[Expr(value=BinOp(left=Constant(value='%'), op=Mod(), right=Tuple(elts=[Name(id='a')])))])
# expect: Module(body=[Expr(value=BinOp(left=Constant(value='%1234s'), op=Mod(), right=Tuple(elts=[Name(id='a')])))])
# expect: Module(body=[Expr(value=BinOp(left=Constant(value='%*s'), op=Mod(), right=Tuple(elts=[Constant(value=1), Name(id='a')])))])
# expect: Module(body=[Expr(value=BinOp(left=Constant(value=b'%s'), op=Mod(), right=Tuple(elts=[Name(id='a')])))])
# expect: Module(body=[Expr(value=BinOp(left=Constant(value='%s'), op=Mod(), right=Tuple(elts=[Name(id='a'), Name(id='b')])))])
# expect: Module(body=[Expr(value=JoinedStr(values=[FormattedValue(value=Constant(value=False), conversion=115)]))])
# expect: Module(body=[Expr(value=BinOp(left=Constant(value='%(a)s'), op=Mod(), right=Tuple(elts=[Name(id='a')])))])
# expect: Module(body=[Expr(value=JoinedStr(values=[FormattedValue(value=Name(id='a', lineno=1, col_offset=12, end_lineno=1, end_col_offset=13), conversion=115, lineno=1, col_offset=12, end_lineno=1, end_col_offset=13), Constant(value='|', lineno=-1, col_offset=-1, end_lineno=-1, end_col_offset=-1), FormattedValue(value=Name(id='b', lineno=1, col_offset=15, end_lineno=1, end_col_offset=16), conversion=115, format_spec=Constant(value='>5', lineno=-1, col_offset=-1, end_lineno=-1, end_col_offset=-1), lineno=1, col_offset=15, end_lineno=1, end_col_offset=16)], lineno=1, col_offset=0, end_lineno=1, end_col_offset=17), lineno=1, col_offset=0, end_lineno=1, end_col_offset=17)])
# expect: -- __debug__
# expect: Module(body=[Expr(value=Constant(value=False))])
# expect: Module(body=[Expr(value=Name(id='__debug__'))])
# expect: Module(body=[Assign(targets=[Name(id='__debug__', ctx=Store())], value=Constant(value=1))])
# expect: Module(body=[Assign(targets=[Name(id='__debug__', ctx=Store())], value=Constant(value=1))])
# expect: Module(body=[Expr(value=Attribute(value=Name(id='x'), attr='__debug__'))])
# expect: Module(body=[Expr(value=Attribute(value=Name(id='x'), attr='__debug__'))])
# expect: Module(body=[Expr(value=JoinedStr(values=[FormattedValue(value=Constant(value=False), conversion=-1)]))])
# expect: Module(body=[Expr(value=JoinedStr(values=[FormattedValue(value=Name(id='__debug__'), conversion=-1)]))])
# expect: Module(body=[FunctionDef(name='f', args=arguments(args=[arg(arg='x', annotation=Constant(value=False))]), body=[Pass()], returns=Constant(value=False))])
# expect: Module(body=[FunctionDef(name='f', args=arguments(args=[arg(arg='x', annotation=Name(id='__debug__'))]), body=[Pass()], returns=Name(id='__debug__'))])
# expect: Module(body=[ImportFrom(module='__future__', names=[alias(name='annotations')], level=0, is_lazy=0), FunctionDef(name='f', args=arguments(args=[arg(arg='x', annotation=Name(id='__debug__'))], defaults=[Constant(value=False)]), body=[AnnAssign(target=Name(id='y', ctx=Store()), annotation=Name(id='__debug__'), value=Constant(value=False), simple=1)], returns=BinOp(left=Constant(value='%s'), op=Mod(), right=Tuple(elts=[Name(id='a')])))])
# expect: Module(body=[ImportFrom(module='__future__', names=[alias(name='annotations')], level=0, is_lazy=0), FunctionDef(name='f', args=arguments(args=[arg(arg='x', annotation=Name(id='__debug__'))], defaults=[Name(id='__debug__')]), body=[AnnAssign(target=Name(id='y', ctx=Store()), annotation=Name(id='__debug__'), value=Name(id='__debug__'), simple=1)], returns=BinOp(left=Constant(value='%s'), op=Mod(), right=Tuple(elts=[Name(id='a')])))])
# expect: -- docstrings
# expect: Module(body=[Expr(value=JoinedStr(values=[Constant(value='second', lineno=2, col_offset=0, end_lineno=2, end_col_offset=8)], lineno=2, col_offset=0, end_lineno=2, end_col_offset=8), lineno=2, col_offset=0, end_lineno=2, end_col_offset=8), Expr(value=Name(id='x', lineno=3, col_offset=0, end_lineno=3, end_col_offset=1), lineno=3, col_offset=0, end_lineno=3, end_col_offset=1)])
# expect: Module(body=[Expr(value=Constant(value='doc')), Expr(value=Constant(value='second')), Expr(value=Name(id='x'))])
# expect: Module(body=[Pass(lineno=1, col_offset=0, end_lineno=1, end_col_offset=4)])
# expect: Module(body=[Expr(value=Constant(value='doc'))])
# expect: Module(body=[ClassDef(name='A', body=[Pass(lineno=2, col_offset=1, end_lineno=2, end_col_offset=5)], lineno=1, col_offset=0, end_lineno=2, end_col_offset=6)])
# expect: Module(body=[ClassDef(name='A', body=[Expr(value=Constant(value='doc'))])])
# expect: Module(body=[FunctionDef(name='f', args=arguments(), body=[Expr(value=JoinedStr(values=[Constant(value='second', lineno=3, col_offset=1, end_lineno=3, end_col_offset=9)], lineno=3, col_offset=1, end_lineno=3, end_col_offset=9), lineno=3, col_offset=1, end_lineno=3, end_col_offset=9), Expr(value=Constant(value='third', lineno=4, col_offset=1, end_lineno=4, end_col_offset=8), lineno=4, col_offset=1, end_lineno=4, end_col_offset=8)], lineno=1, col_offset=0, end_lineno=4, end_col_offset=8)])
# expect: Module(body=[FunctionDef(name='f', args=arguments(), body=[Expr(value=Constant(value='doc')), Expr(value=Constant(value='second')), Expr(value=Constant(value='third'))])])
# expect: Module(body=[AsyncFunctionDef(name='f', args=arguments(), body=[Pass(lineno=2, col_offset=1, end_lineno=2, end_col_offset=5)], lineno=1, col_offset=0, end_lineno=4, end_col_offset=3)])
# expect: Module(body=[AsyncFunctionDef(name='f', args=arguments(), body=[Expr(value=Constant(value='doc\n\n'))])])
# expect: Module(body=[Expr(value=JoinedStr(values=[Constant(value='doc', lineno=1, col_offset=2, end_lineno=1, end_col_offset=5)], lineno=1, col_offset=0, end_lineno=1, end_col_offset=6), lineno=1, col_offset=0, end_lineno=1, end_col_offset=6)])
# expect: Module(body=[Expr(value=JoinedStr(values=[Constant(value='doc')]))])
# expect: Module(body=[Expr(value=Constant(value=b'doc', lineno=1, col_offset=0, end_lineno=1, end_col_offset=6), lineno=1, col_offset=0, end_lineno=1, end_col_offset=6)])
# expect: Module(body=[Expr(value=Constant(value=b'doc'))])
# expect: -- patterns
# expect: Module(body=[Match(subject=Name(id='x'), cases=[match_case(pattern=MatchValue(value=Constant(value=-1)), body=[Expr(value=UnaryOp(op=USub(), operand=Constant(value=1)))])])])
# expect: Module(body=[Match(subject=Name(id='x'), cases=[match_case(pattern=MatchValue(value=Constant(value=-1.5)), body=[Expr(value=UnaryOp(op=USub(), operand=Constant(value=1)))])])])
# expect: Module(body=[Match(subject=Name(id='x'), cases=[match_case(pattern=MatchValue(value=Constant(value=0)), body=[Expr(value=UnaryOp(op=USub(), operand=Constant(value=1)))])])])
# expect: Module(body=[Match(subject=Name(id='x'), cases=[match_case(pattern=MatchValue(value=Constant(value=(1+2j))), body=[Expr(value=UnaryOp(op=USub(), operand=Constant(value=1)))])])])
# expect: Module(body=[Match(subject=Name(id='x'), cases=[match_case(pattern=MatchValue(value=Constant(value=(-1-2j))), body=[Expr(value=UnaryOp(op=USub(), operand=Constant(value=1)))])])])
# expect: Module(body=[Match(subject=Name(id='x'), cases=[match_case(pattern=MatchValue(value=Constant(value=-99999999999999999999)), body=[Expr(value=UnaryOp(op=USub(), operand=Constant(value=1)))])])])
# expect: Module(body=[Match(subject=Name(id='x'), cases=[match_case(pattern=MatchMapping(keys=[Constant(value=-1), Constant(value=(1+1j)), Attribute(value=Name(id='a'), attr='b')], patterns=[MatchAs(name='x'), MatchAs(name='y'), MatchAs(name='z')]), body=[Expr(value=UnaryOp(op=USub(), operand=Constant(value=1)))])])])
# expect: Module(body=[Match(subject=Name(id='x'), cases=[match_case(pattern=MatchClass(cls=Name(id='A'), patterns=[MatchValue(value=Constant(value=-1))], kwd_attrs=['b'], kwd_patterns=[MatchValue(value=Constant(value=-2))]), body=[Expr(value=UnaryOp(op=USub(), operand=Constant(value=1)))])])])
# expect: Module(body=[Match(subject=Name(id='x'), cases=[match_case(pattern=MatchOr(patterns=[MatchValue(value=Constant(value=-1)), MatchValue(value=Constant(value=-2))]), body=[Expr(value=UnaryOp(op=USub(), operand=Constant(value=1)))])])])
# expect: Module(body=[Match(subject=Name(id='x'), cases=[match_case(pattern=MatchAs(pattern=MatchValue(value=Constant(value=-1)), name='x'), body=[Expr(value=UnaryOp(op=USub(), operand=Constant(value=1)))])])])
# expect: Module(body=[Match(subject=Name(id='x'), cases=[match_case(pattern=MatchValue(value=Attribute(value=Name(id='a'), attr='b')), body=[Expr(value=UnaryOp(op=USub(), operand=Constant(value=1)))])])])
# expect: Module(body=[Match(subject=Name(id='x', lineno=1, col_offset=6, end_lineno=1, end_col_offset=7), cases=[match_case(pattern=MatchValue(value=Constant(value=-1, lineno=2, col_offset=6, end_lineno=2, end_col_offset=8), lineno=2, col_offset=6, end_lineno=2, end_col_offset=8), body=[Pass(lineno=2, col_offset=10, end_lineno=2, end_col_offset=14)])], lineno=1, col_offset=0, end_lineno=2, end_col_offset=14)])
# expect: Module(body=[Match(subject=Name(id='x'), cases=[match_case(pattern=MatchValue(value=Constant(value=(-1+2j))), body=[Expr(value=Constant(value=False))])])])
# expect: Module(body=[Match(subject=Name(id='x'), cases=[match_case(pattern=MatchValue(value=BinOp(left=UnaryOp(op=USub(), operand=Constant(value=1)), op=Add(), right=Constant(value=2j))), body=[Expr(value=Name(id='__debug__'))])])])
# expect: Module(body=[Match(subject=Name(id='x'), cases=[match_case(pattern=MatchValue(value=BinOp(left=UnaryOp(op=USub(), operand=Constant(value=1)), op=Add(), right=Constant(value=2j))), body=[Expr(value=Name(id='__debug__'))])])])
# expect: False|1
