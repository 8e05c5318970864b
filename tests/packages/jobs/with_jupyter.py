# A kernel of Jupyter's, as a notebook uses it: cells, rich output, completion, magics, an interrupt, a restart; a notebook run as a whole.
# needs: python3-ipykernel python3-nbclient python3-jsonschema/bookworm
# wheels: pyzmq psutil
# installed: cmake libzmq3-dev
import re
import sys

import nbformat
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

SECONDS = 100


def run(client, code, **options):
    """What a cell shows: texts of streams, of results, of errors."""
    shown = []

    def note(message):
        content = message["content"]
        kind = message["header"]["msg_type"]
        if kind == "stream":
            shown.append(content["text"])
        elif kind in ("execute_result", "display_data"):
            shown.append({mime: data for mime, data in content["data"].items() if mime != "text/plain" or len(content["data"]) == 1})
        elif kind == "error":
            shown.append([content["ename"], content["evalue"]])

    reply = client.execute_interactive(code, output_hook=note, timeout=SECONDS, **options)
    return reply["content"]["status"], shown


def started():
    manager = KernelManager()
    manager.kernel_cmd = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=SECONDS)
    return manager, client


def kernel():
    manager, client = started()
    try:
        print(run(client, "x = 6 * 7; x"))
        print(run(client, "print('to the stream'); 1 / 0"))
        print(run(client, "from IPython.display import HTML, Markdown, display; display(Markdown('*a*')); HTML('<b>b</b>')"))
        print(run(client, "import threading; seen = []\nts = [threading.Thread(target=seen.append, args=(n,)) for n in range(4)]\n"
                          "[t.start() for t in ts]; [t.join() for t in ts]; sorted(seen)"))
        status, shown = run(client, "%timeit -n 10 -r 2 sum(range(10))")
        print(status, re.sub(r"\d[\d.]* \S+", "T", shown[0].strip()))
        print(run(client, "name = input('who? ')", stdin_hook=lambda message: client.input("somebody"), allow_stdin=True), run(client, "name"))
        print(run(client, "%%writefile made.txt\nwritten by a cell\n")[1], open("made.txt").read().strip())
        client.complete("x.bit_l")
        print(client.get_shell_msg(timeout=SECONDS)["content"]["matches"])
        client.inspect("len", detail_level=0)
        print("len(obj, /)" in client.get_shell_msg(timeout=SECONDS)["content"]["data"]["text/plain"])

        client.execute("import time\nprint('begun', flush=True)\nwhile True: time.sleep(0.01)", stop_on_error=False)
        while client.get_iopub_msg(timeout=SECONDS)["header"]["msg_type"] != "stream":
            pass
        manager.interrupt_kernel()
        content = client.get_shell_msg(timeout=SECONDS)["content"]
        print(content["status"], content["ename"])
        print(run(client, "x + 1"))
        manager.restart_kernel(now=True)
        client.wait_for_ready(timeout=SECONDS)
        print(run(client, "x"))
    finally:
        client.stop_channels()
        manager.shutdown_kernel()


def notebook():
    book = new_notebook(cells=[new_code_cell("import json, concurrent.futures as futures\nwith futures.ThreadPoolExecutor(4) as pool:\n"
                                             "    squares = list(pool.map(lambda n: n * n, range(10)))\njson.dumps(squares)"),
                               new_code_cell("async def later():\n    return sum(squares)\nawait later()")])
    manager = KernelManager()
    manager.kernel_cmd = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    NotebookClient(book, km=manager, timeout=SECONDS).execute()
    nbformat.validate(book)
    print([cell.outputs[0].data["text/plain"] for cell in book.cells])


kernel()
notebook()

# expect: ('ok', [{'text/plain': '42'}])
# expect: ('error', ['to the stream\n', ['ZeroDivisionError', 'division by zero']])
# expect: ('ok', [{'text/markdown': '*a*'}, {'text/html': '<b>b</b>'}])
# expect: ('ok', [{'text/plain': '[0, 1, 2, 3]'}])
# expect: ok T ± T per loop (mean ± std. dev. of T T each)
# expect: ('ok', []) ('ok', [{'text/plain': "'somebody'"}])
# expect: ['Writing made.txt\n'] written by a cell
# expect: ['bit_length']
# expect: True
# expect: error KeyboardInterrupt
# expect: ('ok', [{'text/plain': '43'}])
# expect: ('error', [['NameError', "name 'x' is not defined"]])
# expect: ["'[0, 1, 4, 9, 16, 25, 36, 49, 64, 81]'", '285']
