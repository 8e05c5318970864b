import ast
import copy
import pickle

tree = ast.parse("def f(x=1):\n    return [x, 'a']\n")
for other in [copy.deepcopy(tree), pickle.loads(pickle.dumps(tree)), pickle.loads(pickle.dumps(tree, 0))]:
    print(ast.dump(other, include_attributes=True) == ast.dump(tree, include_attributes=True))
shallow = copy.copy(tree)
print(shallow is not tree, shallow.body is tree.body)

# expect: True
# expect: True
# expect: True
# expect: True True
