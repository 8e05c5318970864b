# The server of Jupyter's notebook, used by a browser: cells, rich output, questions, completion, an interrupt, a restart, a terminal.
# needs: python3-jsonschema/bookworm python3-ipykernel/unstable python3-nbconvert/unstable python3-notebook node-jed
# suite: trixie
# wheels: pyzmq psutil
# installed: chromium chromium-driver cmake libzmq3-dev
import json

from _browsing import CONTROL, SHOWN, TAB, Page, server_and_browser, wait

# Debian's page for terminals is broken. This is what it would do.
TERMINAL = """
const [url, line, wanted, done] = arguments
const socket = new WebSocket(url)
let text = ''
socket.onopen = () => socket.send(JSON.stringify(['stdin', line]))
socket.onclose = () => done(text)
socket.onmessage = message => {
    const [kind, part] = JSON.parse(message.data)
    text += kind == 'stdout' ? part : ''
    if (text.includes(wanted)) done(wanted)
}
"""

# Notes that a restarted kernel is ready. Before that the page may still show that the old kernel is idle.
READY = "Jupyter.notebook.events.one('kernel_ready.Kernel', () => { window.restarted = true })"


def use(server, browser, width):
    name = server.new()
    browser.open(f"{server.url}tree")
    print(wait(lambda: name in browser.script("return [...document.querySelectorAll('.item_name')].map(item => item.innerText)")))
    print(browser.show(width, f"tree-{width}.png"))

    page = Page(browser, server, name)
    print(page.run("x = 6 * 7; x"))
    print(page.run("print('to the stream'); 1 / 0", 2))
    print(page.run("import threading; seen = []\nts = [threading.Thread(target=seen.append, args=(n,)) for n in range(4)]\n"
                   "[t.start() for t in ts]; [t.join() for t in ts]; sorted(seen)"))
    print(page.run("import asyncio; await asyncio.sleep(0.01, 'later')"))

    cell = page.start("from IPython.display import HTML, Markdown, display; display(Markdown('*a* $b^2$')); HTML('<table><tr><td>c<td>d</table>')")
    print(page.result(cell, 2)[0], browser.script("return [...arguments[0].querySelectorAll('em, td')].map(part => part.innerText)", cell))
    print(wait(lambda: browser.script("return !!arguments[0].querySelector('.MathJax')", cell)))

    cell = page.start("name = input('who? '); name[::-1]")
    page.answer("somebody")
    print(page.result(cell, 2))

    page.edit()
    browser.type("x.bit_l" + TAB)
    code = "return arguments[0].querySelector('.CodeMirror').CodeMirror.getValue()"
    wait(lambda: browser.script(code, page.last()) != "x.bit_l")
    print(page.run("()"))

    cell = page.start("print('begun')\nwhile True: pass")
    wait(lambda: browser.script(SHOWN, cell))
    page.kernel("int_kernel")
    print(page.result(cell, 2))
    page.edit()
    print(page.run("x + 1"))
    print(browser.show(width, f"notebook-{width}.png"))

    browser.type(CONTROL + "s")
    print(wait(lambda: "KeyboardInterrupt" in server.ask("GET", f"api/contents/{name}")), "<td>c" in server.ask("GET", f"nbconvert/html/{name}"))

    browser.script(READY)
    page.kernel("restart_kernel")
    browser.click(".modal-dialog .btn-danger")
    wait(lambda: browser.script("return window.restarted && !document.querySelector('.modal-dialog')"))
    page.idle()
    page.edit()
    print(page.run("x"))

    terminal = json.loads(server.ask("POST", "api/terminals"))["name"]
    socket = f"{server.url.replace('http', 'ws', 1)}terminals/websocket/{terminal}"
    print(browser.script(TERMINAL, socket, "echo computed $((6 * 7))\r", "computed 42", kind="async"))


with server_and_browser() as (server, browser):
    for width in 800, 1600:
        use(server, browser, width)
    print(browser.uncaught())
    print(*server.stop())

# expect: True
# expect: [800, True]
# expect: ('In [1]:', ['42'])
# expect: ('In [2]:', ['to the stream', 'ZeroDivisionError: division by zero'])
# expect: ('In [3]:', ['[0, 1, 2, 3]'])
# expect: ('In [4]:', ["'later'"])
# expect: In [5]: ['a', 'c', 'd']
# expect: True
# expect: ('In [6]:', ['who? somebody', "'ydobemos'"])
# expect: ('In [7]:', ['6'])
# expect: ('In [8]:', ['begun', 'KeyboardInterrupt:'])
# expect: ('In [9]:', ['43'])
# expect: [800, True]
# expect: True True
# expect: ('In [1]:', ["NameError: name 'x' is not defined"])
# expect: computed 42
# expect: True
# expect: [1600, True]
# expect: ('In [1]:', ['42'])
# expect: ('In [2]:', ['to the stream', 'ZeroDivisionError: division by zero'])
# expect: ('In [3]:', ['[0, 1, 2, 3]'])
# expect: ('In [4]:', ["'later'"])
# expect: In [5]: ['a', 'c', 'd']
# expect: True
# expect: ('In [6]:', ['who? somebody', "'ydobemos'"])
# expect: ('In [7]:', ['6'])
# expect: ('In [8]:', ['begun', 'KeyboardInterrupt:'])
# expect: ('In [9]:', ['43'])
# expect: [1600, True]
# expect: True True
# expect: ('In [1]:', ["NameError: name 'x' is not defined"])
# expect: computed 42
# expect: []
# expect: 0 []
