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
    console.print(table, tree, Panel("text", title="panel"), "[b]bold[/b] :smile: 文字")
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

# expect: [3m     Table      [0m
# expect: ┏━━━━━━━┳━━━━━━┓
# expect: ┃[1m [0m[1mname [0m[1m [0m┃[1m [0m[1mn   [0m[1m [0m┃
# expect: ┡━━━━━━━╇━━━━━━┩
# expect: │ [1;31mrow[0m 0 │ 0    │
# expect: │ [1;31mrow[0m 1 │ 1000 │
# expect: │ [1;31mrow[0m 2 │ 2000 │
# expect: └───────┴──────┘
# expect: root
# expect: └── one
# expect:     └── two
# expect: ╭───────────────────────── panel ──────────────────────────╮
# expect: │ text                                                     │
# expect: ╰──────────────────────────────────────────────────────────╯
# expect: [1mbold[0m 😄 文字
# expect:                            [1;4mTitle[0m                            
# expect:
# expect: [1m • [0ma                                                        
# expect: [1m • [0m[1mb[0m                                                        
# expect:
# expect: [1;36;40mcode[0m                                                        
# expect:
# expect: [36m      [0m
# expect: [36m [0m[36mx[0m[1m [0m[36m [0m[36my[0m[36m [0m
# expect: [36m ──── [0m
# expect: [36m [0m1 [36m [0m2[36m [0m
# expect: [36m      [0m
# expect: [38;2;102;217;239;48;2;39;40;34mdef[0m[38;2;248;248;242;48;2;39;40;34m [0m[38;2;166;226;46;48;2;39;40;34mf[0m[38;2;248;248;242;48;2;39;40;34m([0m[38;2;248;248;242;48;2;39;40;34mx[0m[38;2;248;248;242;48;2;39;40;34m:[0m[38;2;248;248;242;48;2;39;40;34m [0m[38;2;248;248;242;48;2;39;40;34mint[0m[38;2;248;248;242;48;2;39;40;34m)[0m[38;2;248;248;242;48;2;39;40;34m [0m[38;2;255;70;137;48;2;39;40;34m-[0m[38;2;255;70;137;48;2;39;40;34m>[0m[38;2;248;248;242;48;2;39;40;34m [0m[38;2;248;248;242;48;2;39;40;34mstr[0m[38;2;248;248;242;48;2;39;40;34m:[0m[48;2;39;40;34m                                       [0m
# expect: [38;2;248;248;242;48;2;39;40;34m    [0m[38;2;102;217;239;48;2;39;40;34mreturn[0m[38;2;248;248;242;48;2;39;40;34m [0m[38;2;230;219;116;48;2;39;40;34mf[0m[38;2;230;219;116;48;2;39;40;34m'[0m[38;2;230;219;116;48;2;39;40;34m{[0m[38;2;248;248;242;48;2;39;40;34mx[0m[38;2;230;219;116;48;2;39;40;34m!r}[0m[38;2;230;219;116;48;2;39;40;34m'[0m[38;2;248;248;242;48;2;39;40;34m  [0m[38;2;149;144;119;48;2;39;40;34m# note[0m[48;2;39;40;34m                                 [0m
# expect: KeyError: [32m'key'[0m
# expect:
# expect:  True
# expect: {
# expect:     'a': [
# expect:         1,
# expect:         2,
# expect:         {'b': (3,)},
# expect:         1,
# expect:         2,
# expect:         {'b': (3,)},
# expect:         1,
# expect:         2,
# expect:         {'b': (3,)}
# expect:     ],
# expect:     'c': 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'
# expect: }
