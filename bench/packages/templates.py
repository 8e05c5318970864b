# needs: python3-jinja2
"""A web page of a template with inheritance, macros, loops and filters, compiled and filled by Jinja2."""

import hashlib

from jinja2 import DictLoader, Environment

TEMPLATES = {
    "base.html": "<html><title>{% block title %}{% endblock %}</title>{% block body %}{% endblock %}</html>",
    "macros.html": "{% macro cell(v, align='left') %}<td class='{{ align }}'>{{ v|escape }}</td>{% endmacro %}",
    "page.html": """{% extends 'base.html' %}{% from 'macros.html' import cell %}
{% block title %}{{ shop.name|title }}{% endblock %}
{% block body %}{% for group in shop.groups if group.items %}
<h2 id="{{ group.name|lower|replace(' ', '-') }}">{{ loop.index }}. {{ group.name }}</h2>
<table>{% for item in group.items|sort(attribute='price') %}
<tr class="{{ loop.cycle('odd', 'even') }}">{{ cell(item.name) }}{{ cell('%.2f'|format(item.price), 'right') }}
{% if item.stock == 0 %}{{ cell('sold out') }}{% elif item.stock < 5 %}{{ cell('few') }}{% else %}{{ cell(item.stock) }}{% endif %}</tr>
{% endfor %}</table><p>{{ group.items|map(attribute='price')|sum|round(2) }} in all</p>
{% endfor %}{% endblock %}""",
}


class Item:
    def __init__(self, n):
        self.name, self.price, self.stock = f"Item <{n}> & more", n * 37 % 101 + 0.25, n % 9


def shop(seed):
    groups = [{"name": f"Group {g}", "items": [Item(seed + g * 20 + n) for n in range(20)]} for g in range(8)]
    # `items` of a dict is its method: Jinja2 takes the key for subscripts, the attribute for dots.
    return {"name": "the corner shop", "groups": [type("Group", (), group)() for group in groups]}


digest = hashlib.sha256()
for turn in range(30):
    environment = Environment(loader=DictLoader(TEMPLATES), trim_blocks=True)
    page = environment.get_template("page.html")
    for seed in range(5):
        digest.update(page.render(shop=shop(turn + seed)).encode())
print(digest.hexdigest())
