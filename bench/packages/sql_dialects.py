# needs: python3-sqlglot
"""SQL parsed, optimised and written in other dialects, by SQLGlot."""

import hashlib

import sqlglot
from sqlglot import exp
from sqlglot.optimizer import optimize

QUERY = """
WITH best AS (SELECT c.id, c.name, SUM(o.total) AS spent, ROW_NUMBER() OVER (PARTITION BY c.town ORDER BY SUM(o.total) DESC) AS place
              FROM customers c JOIN orders o ON o.customer = c.id AND o.day >= DATE '2024-{3:02}-01' GROUP BY c.id, c.name, c.town)
SELECT b.name, b.spent * 1.{1} AS gross, CASE WHEN b.spent > {2} THEN 'big' ELSE 'small' END AS kind
FROM best AS b WHERE b.place <= {0} AND (b.name LIKE 'A%' OR b.id IN (SELECT id FROM vip WHERE level > {1})) ORDER BY gross DESC LIMIT {2}
"""
SCHEMA = {"customers": {"id": "int", "name": "text", "town": "text"}, "orders": {"customer": "int", "total": "double", "day": "date"},
          "vip": {"id": "int", "level": "int"}}
digest = hashlib.sha256()
for n in range(1, 31):
    tree = sqlglot.parse_one(QUERY.format(n, n * 3, n * 10, n % 12 + 1), read="postgres")
    for dialect in "mysql", "bigquery", "snowflake", "duckdb", "sqlite":
        digest.update(tree.sql(dialect=dialect, pretty=True).encode())
    digest.update(optimize(tree, schema=SCHEMA).sql().encode())
    digest.update(" ".join(sorted(t.name for t in tree.find_all(exp.Table))).encode())
print(digest.hexdigest())
