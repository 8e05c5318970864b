# needs: python3-parso
"""Programs parsed into trees that keep every blank, by parso."""

from pathlib import Path

import parso

grammar = parso.load_grammar(version="3.10")
leaves = errors = 0
for path in sorted((Path(__file__).parent.parent / "real").glob("*.py"))[:8]:
    text = path.read_text()
    tree = grammar.parse(text)
    assert tree.get_code() == text
    leaf = tree.get_first_leaf()
    while leaf:
        leaves += 1
        leaf = leaf.get_next_leaf()
    errors += len(list(grammar.iter_errors(tree)))
print(leaves, errors)
