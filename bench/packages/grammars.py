# needs: python3-lark
"""JSON and arithmetic by grammars, an Earley and an LALR parser of Lark."""

import json

from lark import Lark, Transformer

JSON = r"""
?start: value
?value: object | array | STRING -> string | NUMBER -> number | "true" -> true | "false" -> false | "null" -> null
array: "[" [value ("," value)*] "]"
object: "{" [pair ("," pair)*] "}"
pair: STRING ":" value
STRING: /"[^"\\]*"/
NUMBER: /-?\d+(\.\d+)?/
%ignore /\s+/
"""
SUMS = r"""
?start: sum
?sum: product | sum "+" product -> add | sum "-" product -> sub
?product: atom | product "*" atom -> mul
?atom: NUMBER -> number | "-" atom -> neg | "(" sum ")"
NUMBER: /\d+/
%ignore " "
"""


class ToPython(Transformer):
    def string(self, s):
        return s[0][1:-1]

    def number(self, n):
        return float(n[0])

    array = list
    pair = tuple
    object = dict

    def null(self, _):
        return None

    def true(self, _):
        return True

    def false(self, _):
        return False


class Calculate(Transformer):
    def number(self, n):
        return int(n[0])

    def neg(self, n):
        return -n[0]

    def add(self, n):
        return n[0] + n[1]

    def sub(self, n):
        return n[0] - n[1]

    def mul(self, n):
        return n[0] * n[1]


data = [{"id": n, "name": f"name {n}", "tags": ["a", "b", None], "ok": n % 2 == 0, "sub": {"x": n / 4}} for n in range(700)]
parsed = ToPython().transform(Lark(JSON, parser="lalr").parse(json.dumps(data)))
print(parsed == data)
earley = Lark(SUMS, parser="earley")
print([Calculate().transform(earley.parse(" + ".join(f"({n} - {n % 7}) * -{n % 5}" for n in range(k, k + 12)))) for k in range(24)])
