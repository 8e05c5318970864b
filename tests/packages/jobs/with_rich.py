# Tables, trees, markdown, syntax, tracebacks, progress from two threads.
# needs: python3-rich
import io

from _together import in_two_threads
from rich.console import Console
from rich.markdown import Markdown
from rich.panel import Panel
from rich.pretty import pretty_repr
from rich.progress import Progress
from rich.syntax import Syntax
from rich.table import Table
from rich.traceback import Traceback
from rich.tree import Tree


def work(i):
    console = Console(file=io.StringIO(), width=60, force_terminal=True, color_system="truecolor", legacy_windows=False, _environ={})
    table = Table("name", "n", title="Table")
    for n in range(3):
        table.add_row(f"[bold red]row[/] {n}", str(n * 1000))
    tree = Tree("root")
    tree.add("one").add("two")
    console.print(table, tree, Panel("[link=https://x.org]text[/link]"), "[b]bold[/b] :smile: 文字")
    console.print(Markdown("# Title\n\n* a\n* **b**\n\n`code`\n\n| x | y |\n|---|---|\n| 1 | 2 |"))
    console.print(Syntax("def f(x: int) -> str:\n    return f'{x!r}'  # note", "python"))
    try:
        {}["key"]
    except KeyError as e:
        plain = Console(file=io.StringIO(), width=60, color_system=None)
        plain.print(Traceback.from_exception(type(e), e, None))
        console.print(plain.file.getvalue())
    return console.file.getvalue()


one, two = in_two_threads(work)
print(one, one == two)
print(pretty_repr({"a": [1, 2, {"b": (3,)}] * 3, "c": "x" * 50}, max_width=40))
out = Console(file=io.StringIO(), force_terminal=True, width=60)
with Progress(console=out, auto_refresh=True) as progress:
    tasks = [progress.add_task(f"task {n}", total=1000) for n in range(2)]
    in_two_threads(lambda i: [progress.advance(tasks[i]) for _ in range(1000)])
    print([task.completed for task in progress.tasks], progress.finished)
