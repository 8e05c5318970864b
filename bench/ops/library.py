"""What programs ask of the standard library. Where CPython has a module in C and this interpreter the library's Python, the difference shows."""

import _measure

RECORD = """record = {"rows": [1, 2, 3, {"name": "hello world", "none": None, "yes": True, "half": 1.5}] * 5, "n": 12345678901234}
text = "hello foo@bar.com and baz@qux.com " * 10
class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y
point = Point(1, "two")
numbers = [i * 7919 % 1009 for i in range(500)]
"""
TREE = "root = E.fromstring('<r>' + '<a x=\"1\"><b>t</b></a>' * 10 + '</r>')"


def using(names, more=""):
    return f"import {names}\n{RECORD}{more}"


_measure.report([
    ("json.dumps", using("json"), "json.dumps(record)"),
    ("json.dumps, indent", using("json"), "json.dumps(record, indent=2)"),
    ("json.loads", using("json", "data = json.dumps(record)"), "json.loads(data)"),
    ("pickle.dumps", using("pickle"), "pickle.dumps(record)"),
    ("pickle.loads", using("pickle", "data = pickle.dumps(record)"), "pickle.loads(data)"),
    ("copy.copy of an instance", using("copy"), "copy.copy(point)"),
    ("copy.deepcopy", using("copy"), "copy.deepcopy(record)"),
    ("re.sub", using("re"), "re.sub(r'\\s+', '-', text)"),
    ("pattern.findall", using("re", "pattern = re.compile(r'(\\w+)@(\\w+)\\.com')"), "pattern.findall(text)"),
    ("re.match and groups", using("re"), "re.match(r'(\\d+)-(\\d+)', '123-456').groups()"),
    ("datetime + timedelta", using("datetime", "d = datetime.datetime(2020, 1, 1)\nstep = datetime.timedelta(seconds=5)"), "d + step"),
    ("datetime.isoformat", using("datetime", "d = datetime.datetime(2020, 1, 1)"), "d.isoformat()"),
    ("datetime.strptime", using("datetime"), "datetime.datetime.strptime('2020-01-02 03:04:05', '%Y-%m-%d %H:%M:%S')"),
    ("Decimal * and +", using("decimal", "a, b = decimal.Decimal('1.1'), decimal.Decimal('2.05')"), "a * b + a"),
    ("Fraction +", using("fractions", "a, b = fractions.Fraction(1, 3), fractions.Fraction(2, 7)"), "a + b"),
    ("Counter of letters", using("collections"), "collections.Counter(text)"),
    ("defaultdict[key].append", using("collections", "d = collections.defaultdict(list)"), "d[5].append(1)"),
    ("deque append and popleft", using("collections", "d = collections.deque([1, 2])"), "d.append(1); d.popleft()"),
    ("namedtuple made", using("collections", "Pair = collections.namedtuple('Pair', 'a b')"), "Pair(1, 2)"),
    ("lru_cache hit", using("functools", "@functools.lru_cache\ndef f(n): return n\nf(5)"), "f(5)"),
    ("cached_property, first", using("functools", "class C:\n    @functools.cached_property\n    def x(self): return 1"), "C().x"),
    ("singledispatch call", using("functools", "@functools.singledispatch\ndef f(x): pass\nf.register(int, lambda x: 1)"), "f(5)"),
    ("list(chain(islice, zip))", using("itertools"), "list(itertools.chain(itertools.islice(numbers, 50), zip(numbers, 'abcdef')))"),
    ("list(product)", using("itertools"), "list(itertools.product(range(8), repeat=2))"),
    ("groupby", using("itertools"), "[(k, len(list(g))) for k, g in itertools.groupby('aabbbcccc')]"),
    ("heappush and heappop", using("heapq", "heap = sorted(numbers)"), "heapq.heappush(heap, 5); heapq.heappop(heap)"),
    ("bisect", using("bisect", "order = sorted(numbers)"), "bisect.bisect(order, 77)"),
    ("randint", using("random"), "random.randint(1, 100)"),
    ("sorted(key=itemgetter)", using("operator", "rows = [(n, -n) for n in numbers[:50]]"), "sorted(rows, key=operator.itemgetter(1))"),
    ("struct pack and unpack", using("struct"), "struct.unpack('<IhQd', struct.pack('<IhQd', 1, 2, 3, 4.5))"),
    ("csv.writer.writerow", using("csv, io", "w = csv.writer(io.StringIO())"), "w.writerow([1, 'a,b', 3.5, None])"),
    ("sha256 hexdigest", using("hashlib"), "hashlib.sha256(b'abcdef').hexdigest()"),
    ("base64 there and back", using("base64"), "base64.b64decode(base64.b64encode(b'abcdef' * 20))"),
    ("dataclass made", using("dataclasses", "@dataclasses.dataclass\nclass D:\n    a: int\n    b: str = 'x'"), "D(1)"),
    ("Enum(value)", using("enum", "E = enum.Enum('E', 'A B')"), "E(2)"),
    ("Flag | Flag", using("enum", "F = enum.Flag('F', 'A B')\na, b = F.A, F.B"), "a | b"),
    ("statistics.mean", using("statistics"), "statistics.mean(numbers)"),
    ("uuid5", using("uuid"), "uuid.uuid5(uuid.NAMESPACE_DNS, 'x')"),
    ("ip_address", using("ipaddress"), "ipaddress.ip_address('192.168.0.7')"),
    ("PurePath / and suffix", using("pathlib", "p = pathlib.PurePosixPath('/a/b')"), "(p / 'c.txt').suffix"),
    ("os.path.join", using("os"), "os.path.join('/a', 'b', 'c')"),
    ("os.path.normpath", using("os"), "os.path.normpath('/a/../b/./c')"),
    ("os.stat", using("os"), "os.stat('/')"),
    ("logger.info, written", using("logging, io", "log = logging.getLogger('bench')\nlog.handlers = [logging.StreamHandler(io.StringIO())]\n"
                                   "log.propagate = False\nlog.setLevel(20)"), "log.info('hello %s', 5)"),
    ("weakref.ref made and called", using("weakref"), "weakref.ref(point)()"),
    ("with @contextmanager", using("contextlib", "@contextlib.contextmanager\ndef manager(): yield"), "with manager(): pass"),
    ("isinstance of an ABC", using("collections.abc"), "isinstance(numbers, collections.abc.Sequence)"),
    ("signature.bind", using("inspect", "def f(a, b=1, *c, d, e=2, **k): pass\ns = inspect.signature(f)"), "s.bind(1, 2, d=3)"),
    ("ast.parse", using("ast"), "ast.parse('def f(a, b):\\n  return a + b * 2\\n')"),
    ("textwrap.fill", using("textwrap"), "textwrap.fill(text, 40)"),
    ("'{:>10} {:.3f}'.format", RECORD, "'{:>10} {:.3f}'.format('x', 1.5)"),
    ("'%5.2f %r' %", RECORD, "'%5.2f %r' % (1.5, 7)"),
    ("str.translate", using("string", "table = str.maketrans('abc', 'xyz')"), "text.translate(table)"),
    ("encode to UTF-8", RECORD + "wide = text + '\\u20ac'", "wide.encode()"),
    ("encode to UTF-16", RECORD + "wide = text + '\\u20ac'", "wide.encode('utf-16')"),
    ("normalize NFKD", using("unicodedata"), "unicodedata.normalize('NFKD', '\\xe4\\xf6\\xfc\\xe9' * 5)"),
    ("StringIO.write", using("io", "out = io.StringIO()"), "out.write('abc\\n')"),
    ("print to a file", using("io", "out = io.StringIO()"), "print(1, 'abc', file=out)"),
    ("ElementTree.fromstring", using("xml.etree.ElementTree as E", "data = '<r>' + '<a x=\"1\"><b>t</b></a>' * 10 + '</r>'"), "E.fromstring(data)"),
    ("ElementTree.iterparse", using("io, xml.etree.ElementTree as E", "data = b'<r>' + b'<a x=\"1\"><b>t</b></a>' * 10 + b'</r>'"),
     "for event, element in E.iterparse(io.BytesIO(data)): pass"),
    ("ElementTree.tostring", using("xml.etree.ElementTree as E", TREE), "E.tostring(root)"),
    ("Element.find and findtext", using("xml.etree.ElementTree as E", TREE), "root.find('a').findtext('b')"),
    ("Element.findall, a path", using("xml.etree.ElementTree as E", TREE), "root.findall('a/b')"),
    ("Element.iter, all tags", using("xml.etree.ElementTree as E", TREE), "for element in root.iter('b'): element.text"),
    ("SubElement with attributes", using("xml.etree.ElementTree as E", TREE), "E.SubElement(E.Element('a'), 'b', x='1')"),
    ("urlparse", using("urllib.parse"), "urllib.parse.urlsplit('http://a.b/c?d=e#f').netloc"),
    ("Queue put and get", using("queue", "q = queue.Queue()"), "q.put(1); q.get()"),
    ("with Condition, notify", using("threading", "c = threading.Condition()"), "with c: c.notify()"),
    ("math.sqrt", using("math"), "math.sqrt(7)"),
    ("time.time", using("time"), "time.time()"),
], [
    ("asyncio task made and awaited", "import asyncio\nasync def one(): pass\nasync def all(n):\n    for _ in range(n): await asyncio.create_task(one())", 20,
     "asyncio.run(all(20))"),
    ("asyncio.sleep(0)", "import asyncio\nasync def sleeps():\n    for _ in range(100): await asyncio.sleep(0)", 100, "asyncio.run(sleeps())"),
    ("thread started and joined", "import threading", 1, "t = threading.Thread(target=int); t.start(); t.join()"),
])
