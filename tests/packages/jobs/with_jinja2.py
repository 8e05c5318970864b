# Templates with inheritance, macros, filters, escaping and errors, compiled by two threads at once.
# needs: python3-jinja2
from _together import in_two_threads
from jinja2 import DictLoader, Environment, StrictUndefined, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment, SecurityError

TEMPLATES = {
    "base.html": "<title>{% block title %}{% endblock %}</title>{% block body %}base{% endblock %}",
    "page.html": "{% extends 'base.html' %}{% from 'macros.html' import field %}{% block title %}{{ title|title }}{% endblock %}"
                 "{% block body %}{{ super() }}{% for key, group in items|groupby('kind') %}{{ loop.index }}:{{ key }}="
                 "{{ group|map(attribute='name')|join(', ') }};{% endfor %}{{ field('a', '<b>') }}{% endblock %}",
    "macros.html": "{% macro field(name, value='') %}<input name='{{ name }}' value='{{ value }}'>{{ kwargs|length }}{% endmacro %}",
}


def work(i):
    env = Environment(loader=DictLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"])
    items = [{"kind": k, "name": n} for k, n in (("x", "one"), ("y", "two"), ("x", "three & more"))]
    said = [env.get_template("page.html").render(title="a page", items=items)]
    for text in "{{ missing }}", "{% if %}", "{{ [3, 1, 2]|sort|batch(2)|list }} {{ 'x' ~ 1 }} {{ 7 // 2 }}", "{% set ns = namespace(n=0) %}" \
                "{% for i in range(10) %}{% if i == 5 %}{% break %}{% endif %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}":
        try:
            said.append(env.from_string(text).render())
        except (UndefinedError, TemplateSyntaxError) as e:
            said.append(f"{type(e).__name__}: {e}")
    try:
        SandboxedEnvironment().from_string("{{ ().__class__.__bases__ }}").render()
        said.append(SandboxedEnvironment().from_string("{{ x.__init__.__globals__ }}").render(x=env))
    except SecurityError as e:
        said.append(str(e))
    return said


one, two = in_two_threads(work)
print("\n".join(one), one == two, sep="\n")


async def asynchronous():
    async def numbers():
        for i in range(3):
            yield i

    return await Environment(enable_async=True).from_string("{% for n in numbers() %}{{ n }} {% endfor %}").render_async(numbers=numbers)


import asyncio

print(asyncio.run(asynchronous()))
try:
    Environment(loader=DictLoader({"t": "one\n{{ 1 / 0 }}"})).get_template("t").render()
except ZeroDivisionError as e:
    import traceback

    print([(frame.name, frame.lineno) for frame in traceback.extract_tb(e.__traceback__)][-1])

# expect: <title>A Page</title>base1:x=one, three &amp; more;2:y=two;<input name='a' value='&lt;b&gt;'>0
# expect: UndefinedError: 'missing' is undefined
# expect: TemplateSyntaxError: Expected an expression, got 'end of statement block'
# expect: [[1, 2], [3]] x1 3
# expect: 10
# expect: access to attribute '__class__' of 'tuple' object is unsafe.
# expect: True
# expect: 0 1 2 
# expect: ('top-level template code', 2)
