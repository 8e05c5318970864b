import ast

print(ast.dump(ast.parse("a.b[1:2, ::3] += not -c").body[0]))
print(ast.dump(ast.parse("x < 1 <= y is not None", mode="eval")))
print(ast.dump(ast.parse("u'a' 'b' if x else b'c'", mode="eval")))
print(ast.dump(ast.parse("a and b or c", mode="eval"), annotate_fields=False))
print(ast.dump(ast.parse("x", mode="eval"), include_attributes=True))
print(ast.dump(ast.parse("f'{a!r:>{w}}b'", mode="eval")))

# expect: AugAssign(target=Subscript(value=Attribute(value=Name(id='a', ctx=Load()), attr='b', ctx=Load()), slice=Tuple(elts=[Slice(lower=Constant(value=1), upper=Constant(value=2)), Slice(step=Constant(value=3))], ctx=Load()), ctx=Store()), op=Add(), value=UnaryOp(op=Not(), operand=UnaryOp(op=USub(), operand=Name(id='c', ctx=Load()))))
# expect: Expression(body=Compare(left=Name(id='x', ctx=Load()), ops=[Lt(), LtE(), IsNot()], comparators=[Constant(value=1), Name(id='y', ctx=Load()), Constant(value=None)]))
# expect: Expression(body=IfExp(test=Name(id='x', ctx=Load()), body=Constant(value='ab', kind='u'), orelse=Constant(value=b'c')))
# expect: Expression(BoolOp(Or(), [BoolOp(And(), [Name('a', Load()), Name('b', Load())]), Name('c', Load())]))
# expect: Expression(body=Name(id='x', ctx=Load(), lineno=1, col_offset=0, end_lineno=1, end_col_offset=1))
# expect: Expression(body=JoinedStr(values=[FormattedValue(value=Name(id='a', ctx=Load()), conversion=114, format_spec=JoinedStr(values=[Constant(value='>'), FormattedValue(value=Name(id='w', ctx=Load()), conversion=-1)])), Constant(value='b')]))
