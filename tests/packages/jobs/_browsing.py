"""A notebook server on this interpreter, and headless Chromium that uses it."""

import base64
import contextlib
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

SECONDS = 100
TOKEN = "a-token"
LOG = Path("server.log")
STARTER = Path(__file__).with_name("_notebook_server.py")

TAB, ENTER, SHIFT, CONTROL = "\ue004", "\ue007", "\ue008", "\ue009"
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the protocol's name for the id of an element
SEEN = "return [...document.querySelectorAll(arguments[0])].find(element => element.checkVisibility() && element.offsetWidth)"
# Texts that a cell shows. Of an error the last line only: how a traceback looks is a matter of IPython's version.
SHOWN = """
return [...arguments[0].querySelectorAll('.output_subarea')].map(area => {
    const text = area.innerText.trim()
    return area.classList.contains('output_error') ? text.split('\\n').at(-1) : text
})
"""
SET = "arguments[0].querySelector('.CodeMirror').CodeMirror.setValue(arguments[1])"


def ask(method, url, body=None, headers={}):
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data, headers, method=method), timeout=2 * SECONDS) as answer:
        return answer.read().decode()


def wait(question):
    """The first true answer."""
    end = time.monotonic() + SECONDS
    while not (answer := question()):
        if time.monotonic() > end:
            raise TimeoutError("what was waited for has not come")
        time.sleep(0.1)
    return answer


@contextlib.contextmanager
def process(*command, **options):
    with subprocess.Popen(command, text=True, **options) as started:
        try:
            yield started
        finally:
            started.terminate()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    def __init__(self, process, runtime):
        self.process = process
        note = wait(lambda: next(runtime.glob("nbserver-*.json"), None))
        self.url = json.loads(wait(note.read_text))["url"]

    def ask(self, method, path, body=None):
        return ask(method, self.url + path, body, {"Authorization": f"token {TOKEN}"})

    def new(self):
        """The name of a new notebook."""
        return json.loads(self.ask("POST", "api/contents", {"type": "notebook"}))["path"]

    def stop(self):
        """The exit status, and what was logged as an error."""
        self.ask("POST", "api/shutdown")
        return self.process.wait(SECONDS), [line for line in LOG.read_text().splitlines() if re.match(r"\[[EC] ", line)]


class Browser:
    """Chromium without a window, by the protocol of its driver."""

    def __init__(self, driver):
        line = next(line for line in driver.stdout if "started successfully" in line)
        self.url = f"http://127.0.0.1:{re.search(r'port (\d+)', line)[1]}/session"
        arguments = ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", f"--user-data-dir={Path('profile').absolute()}"]
        wanted = {"goog:chromeOptions": {"args": arguments}, "goog:loggingPrefs": {"browser": "ALL"}, "timeouts": {"script": SECONDS * 1000}}
        self.url += "/" + self.call("POST", "", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]

    def call(self, method, path, body=None):
        return json.loads(ask(method, self.url + path, body))["value"]

    def script(self, text, *arguments, kind="sync"):
        return self.call("POST", f"/execute/{kind}", {"script": text, "args": arguments})

    def open(self, url):
        self.call("POST", "/url", {"url": url})

    def click(self, selector):
        """On the first of these elements that can be seen."""
        self.call("POST", f"/element/{wait(lambda: self.script(SEEN, selector))[ELEMENT]}/click", {})

    def type(self, keys):
        """Where the cursor is. Modifiers are held down until the end of the keys."""
        focused = self.call("GET", "/element/active")[ELEMENT]
        self.call("POST", f"/element/{focused}/value", {"text": keys})

    def show(self, width, path):
        """A picture of the page at this width; whether nothing is cut off."""
        self.call("POST", "/window/rect", {"width": width, "height": 1000})
        Path(path).write_bytes(base64.b64decode(self.call("GET", "/screenshot")))
        return self.script("return [window.innerWidth, document.documentElement.scrollWidth <= window.innerWidth]")

    def uncaught(self):
        return [entry["message"] for entry in self.call("POST", "/se/log", {"type": "browser"}) if "Uncaught" in entry["message"]]


class Page:
    """A notebook. Its last cell is empty and has the cursor."""

    def __init__(self, browser, server, name):
        self.browser = browser
        browser.open(f"{server.url}notebooks/{name}")
        self.idle()
        self.edit()

    def idle(self):
        wait(lambda: self.browser.script("return !!document.querySelector('#kernel_indicator_icon.kernel_idle_icon')"))

    def edit(self):
        self.browser.click(".code_cell:last-child .CodeMirror")

    def last(self):
        return self.browser.script("return [...document.querySelectorAll('.code_cell')].at(-1)")

    def start(self, code):
        cell = self.last()
        if "\n " in code:  # if typed, the editor would indent it once more
            self.browser.script(SET, cell, code)
        else:
            self.browser.type(code)
        self.browser.type(SHIFT + ENTER)
        return cell

    def answer(self, text):
        """To what the code of a cell asks."""
        self.browser.click("input.raw_input")
        self.browser.type(text + ENTER)

    def result(self, cell, outputs):
        """What stands in front of a cell that has run, and what it shows."""
        prompt = "return arguments[0].querySelector('.input_prompt').innerText"
        wait(lambda: re.search(r"\[\d+\]", self.browser.script(prompt, cell)) and len(self.browser.script(SHOWN, cell)) >= outputs)
        self.idle()
        return self.browser.script(prompt, cell).replace("\xa0", " "), self.browser.script(SHOWN, cell)

    def run(self, code, outputs=1):
        return self.result(self.start(code), outputs)

    def kernel(self, item):
        self.browser.click("#kernellink")
        self.browser.click(f"#{item}")


@contextlib.contextmanager
def server_and_browser():
    data = Path("data").absolute()
    options = [f"--port={free_port()}", "--ip=127.0.0.1", "--no-browser", "--allow-root", f"--NotebookApp.token={TOKEN}"]
    with contextlib.ExitStack() as stack:
        log = stack.enter_context(LOG.open("w"))
        started = process(sys.executable, STARTER, *options, stderr=log, env=os.environ | {"JUPYTER_DATA_DIR": str(data)})
        server = Server(stack.enter_context(started), data / "runtime")
        browser = Browser(stack.enter_context(process("chromedriver", "--port=0", stdout=subprocess.PIPE)))
        stack.callback(browser.call, "DELETE", "")
        browser.open(f"{server.url}tree?token={TOKEN}")  # and has a cookie from now on
        yield server, browser
