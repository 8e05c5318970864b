"""A crawler with a pool of threads: fetching, parsing and indexing, retries, and results merged in order."""

from __future__ import annotations

import heapq
import json
import queue
import random
import re
import threading
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, as_completed, wait
from dataclasses import asdict, dataclass, field
from enum import Enum
from functools import partial, wraps
from itertools import islice
from typing import Any, Generic, NamedTuple, Self, TypeVar
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

T = TypeVar("T")
R = TypeVar("R")
WORKERS = 4


class FetchError(Exception):
    retry = False


class NotFound(FetchError):
    pass


class Busy(FetchError):
    retry = True


class Outcome(Enum):
    OK = "ok"
    FAILED = "failed"
    FORBIDDEN = "forbidden"


class Response(NamedTuple):
    url: str
    body: str
    attempts: int


@dataclass(frozen=True)
class Page:
    url: str
    title: str
    links: tuple[str, ...]
    words: tuple[tuple[str, int], ...]
    size: int


@dataclass
class Result:
    url: str
    depth: int
    outcome: Outcome
    page: Page | None = None
    error: str = ""


class Guarded(Generic[T]):
    """A value that is used under its lock only."""

    def __init__(self, value: T) -> None:
        self._value = value
        self._lock = threading.Lock()

    def __enter__(self) -> T:
        self._lock.acquire()
        return self._value

    def __exit__(self, *details: object) -> None:
        self._lock.release()


class Web:
    """Sites that make every page from its address; some addresses are busy for the first attempts."""

    WORDS = "thread queue lock event future page crawl index merge order link site depth".split()

    def __init__(self, sites: int, pages: int) -> None:
        self.sites, self.pages = sites, pages
        self.requests: Guarded[Counter[str]] = Guarded(Counter())

    def robots(self, host: str) -> list[str]:
        number = int(host.removeprefix("site").partition(".")[0])
        return ["User-agent: *", f"Disallow: /p{number}", "Allow: /", "User-agent: greedy", "Disallow: /"]

    def get(self, url: str) -> str:
        with self.requests as requests:
            requests[url] += 1
            attempt = requests[url]
        source = random.Random(url)
        mood = source.random()
        if mood < 0.06:
            raise NotFound(url)
        if mood < 0.2 and attempt <= 1 + (mood < 0.1):
            raise Busy(f"{url} (attempt {attempt})")
        if mood > 0.99:
            raise Busy(f"{url} (always)")
        return self.render(url, source)

    def render(self, url: str, source: random.Random) -> str:
        parts = [f"<title>{urlsplit(url).path.strip('/').title() or 'Home'} of {urlsplit(url).hostname}</title>"]
        for _ in range(source.randrange(3, 7)):
            words = " ".join(source.choices(self.WORDS, k=50))
            target = f"/p{source.randrange(self.pages)}"
            match source.randrange(4):
                case 0:
                    target = f"//site{source.randrange(self.sites)}.example{target}"
                case 1:
                    target = target[1:] + "#part"
                case 2:
                    target += "?x=1"
            parts.append(f'<p>{words} <a href="{target}">{source.choice(self.WORDS)}</a></p>')
        return "\n".join(parts)


def retrying(times: int) -> Callable[[Callable[..., str]], Callable[..., Response]]:
    def decorate(function: Callable[..., str]) -> Callable[..., Response]:
        @wraps(function)
        def wrapper(self: Fetcher, url: str) -> Response:
            for attempt in range(1, times + 1):
                try:
                    return Response(url, function(self, url), attempt)
                except FetchError as error:
                    if not error.retry or attempt == times:
                        error.add_note(f"gave up after {attempt}")
                        raise
                    with self.retries as retries:
                        retries[urlsplit(url).hostname] += 1
            raise AssertionError("not reached")

        return wrapper

    return decorate


class Fetcher:
    def __init__(self, web: Web, per_host: int = 2) -> None:
        self.web = web
        self.retries: Guarded[Counter[str]] = Guarded(Counter())
        self._gates: Guarded[dict[str, threading.BoundedSemaphore]] = Guarded(
            defaultdict(partial(threading.BoundedSemaphore, per_host))
        )

    @retrying(times=4)
    def __call__(self, url: str) -> str:
        with self._gates as gates:
            gate = gates[urlsplit(url).hostname]
        with gate:
            return self.web.get(url)


class Parser:
    TITLE = re.compile(r"<title>(.*?)</title>")
    LINK = re.compile(r'<a\s+href="([^"]+)"')
    TAG = re.compile(r"<[^>]+>")

    @classmethod
    def normalize(cls, base: str, link: str) -> str:
        parts = urlsplit(urljoin(base, link))
        return parts._replace(fragment="", query="").geturl()

    @classmethod
    def parse(cls, response: Response) -> Page:
        match = cls.TITLE.search(response.body)
        words = Counter(re.findall(r"[a-z]+", cls.TAG.sub(" ", response.body).lower()))
        links = dict.fromkeys(cls.normalize(response.url, link) for link in cls.LINK.findall(response.body))
        counts = tuple(sorted(words.items(), key=lambda item: (-item[1], item[0])))
        return Page(response.url, match[1] if match else "", tuple(links), counts, len(response.body))


def ordered_map(pool: ThreadPoolExecutor, function: Callable[[T], R], items: Iterable[T], ahead: int) -> Iterator[Future[R]]:
    """Futures in the order of the items, with no more than some of them under way."""
    source = enumerate(items)
    running: dict[Future[R], int] = {}
    finished: list[tuple[int, Future[R]]] = []
    wanted = 0
    while True:
        for number, item in islice(source, ahead - len(running)):
            running[pool.submit(function, item)] = number
        if not running:
            return
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            heapq.heappush(finished, (running.pop(future), future))
        while finished and finished[0][0] == wanted:
            yield heapq.heappop(finished)[1]
            wanted += 1


class Indexer:
    """A thread that takes pages from a queue; its index depends on the pages, not on the order in which they come."""

    STOP = object()

    def __init__(self, size: int) -> None:
        self.inbox: queue.Queue[Any] = queue.Queue(size)
        self.ready = threading.Event()
        self.postings: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self.errors: list[Exception] = []
        self._thread = threading.Thread(target=self._work, name="indexer")

    def __enter__(self) -> Self:
        self._thread.start()
        self.ready.wait()
        return self

    def __exit__(self, *details: object) -> None:
        self.inbox.join()
        self.inbox.put(self.STOP)
        self._thread.join()

    def _work(self) -> None:
        self.ready.set()
        for page in iter(self.inbox.get, self.STOP):
            try:
                for word, count in page.words:
                    heapq.heappush(self.postings[word], (-count, page.url))
            except AttributeError as error:
                self.errors.append(error)
            finally:
                self.inbox.task_done()

    def best(self, word: str, count: int) -> list[tuple[int, str]]:
        return heapq.nsmallest(count, self.postings.get(word, ()))


@dataclass
class Crawl:
    start: list[str]
    limit: int
    agent: str = "tidy"
    results: list[Result] = field(default_factory=list)

    def run(self, web: Web, pool: ThreadPoolExecutor, indexer: Indexer) -> Fetcher:
        """Goes by levels: the pages of one level are fetched in any order and merged in the order of their links."""
        fetch = Fetcher(web)
        rules: dict[str, RobotFileParser] = {}
        level, seen, depth = list(self.start), set(self.start), 0
        while level and len(self.results) < self.limit:
            level = level[: self.limit - len(self.results)]
            self._learn(web, pool, rules, {urlsplit(url).hostname for url in level})
            allowed = [url for url in level if rules[urlsplit(url).hostname].can_fetch(self.agent, url)]
            outcomes = dict(zip(allowed, ordered_map(pool, lambda url: Parser.parse(fetch(url)), allowed, 2 * WORKERS)))
            following: dict[str, None] = {}
            for url in level:
                result = self._settle(url, depth, outcomes.get(url))
                self.results.append(result)
                if result.page is not None:
                    indexer.inbox.put(result.page)
                    following.update((link, None) for link in result.page.links if link not in seen)
            seen.update(following)
            level, depth = list(following), depth + 1
        return fetch

    @staticmethod
    def _learn(web: Web, pool: ThreadPoolExecutor, rules: dict[str, RobotFileParser], hosts: set[str]) -> None:
        futures = {pool.submit(web.robots, host): host for host in sorted(hosts.difference(rules))}
        for future in as_completed(futures):
            parser = RobotFileParser()
            parser.parse(future.result())
            rules[futures[future]] = parser

    @staticmethod
    def _settle(url: str, depth: int, future: Future[Page] | None) -> Result:
        if future is None:
            return Result(url, depth, Outcome.FORBIDDEN)
        try:
            return Result(url, depth, Outcome.OK, future.result())
        except FetchError as error:
            return Result(url, depth, Outcome.FAILED, error=f"{type(error).__name__} {error}; {', '.join(error.__notes__)}")


def page_rank(pool: ThreadPoolExecutor, pages: list[Page], rounds: int) -> dict[str, int]:
    """Integer ranks, so that the sum of parts is the same for every split of the work."""
    ranks = {page.url: 1_000_000 for page in pages}
    chunks = [pages[start::WORKERS] for start in range(WORKERS)]

    def flow(chunk: list[Page]) -> Counter[str]:
        shares: Counter[str] = Counter()
        for page in chunk:
            for link in page.links:
                if link in ranks:
                    shares[link] += ranks[page.url] * 85 // (100 * len(page.links))
        return shares

    for _ in range(rounds):
        total: Counter[str] = sum(pool.map(flow, chunks), Counter())
        ranks = {url: 150_000 + total[url] for url in ranks}
    return ranks


def mistakes(pool: ThreadPoolExecutor) -> Iterator[str]:
    """What pools and queues say if they are used wrongly."""
    gate = threading.Event()
    blocked = [pool.submit(gate.wait) for _ in range(WORKERS)]
    waiting = pool.submit(len, "never")
    yield f"cancelled {waiting.cancel()}, then {waiting.cancelled()}"
    gate.set()
    yield f"waited {all(future.result() for future in blocked)}"
    small: queue.PriorityQueue[tuple[int, str]] = queue.PriorityQueue(maxsize=2)
    for item in ((2, "b"), (1, "a"), (3, "c")):
        try:
            small.put_nowait(item)
        except queue.Full:
            yield f"full at {item}"
    yield f"{small.get()} {small.get()} {small.empty()}"
    try:
        small.task_done(), small.task_done(), small.task_done()
    except ValueError as error:
        yield str(error)


def main() -> None:
    web = Web(sites=9, pages=150)
    crawl = Crawl([f"http://site{number}.example/" for number in range(3)], limit=1400)
    with ThreadPoolExecutor(WORKERS, thread_name_prefix="crawler") as pool, Indexer(size=16) as indexer:
        fetcher = crawl.run(web, pool, indexer)
        indexer.inbox.put("no page")
        pages = [result.page for result in crawl.results if result.page is not None]
        ranks = page_rank(pool, pages, rounds=12)
        complaints = list(mistakes(pool))
    try:
        pool.submit(print)
    except RuntimeError as error:
        complaints.append(str(error))
    with fetcher.retries as retries, web.requests as requests:
        traffic = f"{requests.total()} requests, {retries.total()} retries, most {max(requests.values())}"
    top = sorted(ranks.items(), key=lambda item: (-item[1], item[0]))
    outcomes = Counter(result.outcome.value for result in crawl.results)
    errors = [result.error for result in crawl.results if result.error]
    print(f"{dict(sorted(outcomes.items()))}, {traffic}, {len(indexer.errors)} bad items, depth {crawl.results[-1].depth}")
    print(top[0], indexer.best("thread", 2), errors[-1])
    print("; ".join(complaints))
    report = json.dumps([asdict(page) for page in pages], sort_keys=True)
    words = {word: sorted(found) for word, found in sorted(indexer.postings.items())}
    print(f"checksum {zlib.crc32(f'{report}{top}{errors}{words}'.encode()):08x}")


if __name__ == "__main__":
    main()
