# min-version: 3.14
import ast
h = ast.parse("try: pass\nexcept A, B: pass").body[0].handlers[0]
print(type(h.type).__name__, [n.id for n in h.type.elts], h.name)
print(ast.dump(h) == ast.dump(ast.parse("try: pass\nexcept (A, B): pass").body[0].handlers[0]))

# expect: Tuple ['A', 'B'] None
# expect: True
