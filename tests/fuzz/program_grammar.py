"""The grammar of random programs: templates of expressions by the type that they probably have, and of statements.

A template that starts with ! often raises and is chosen seldom. A place `<int>` in a template is filled with an expression of that type, `<v:list>` with a variable, `<new:int>` with a name that is bound from
the next line on, a line `<block>` or `<loop>` with statements. program_text.py has a method for each other place.
"""

# What str(), repr() and formats may be applied to: no sets (their order is not determined) and no addresses.
PLAIN = "int float bool str bytes list tuple complex none".split()
ANY = PLAIN + "dict set obj fn gen int str list obj".split()

LITERALS = {
    "int": "0 1 2 3 5 7 10 -1 -2 255 256 65535 2147483647 2147483648 4294967295 4611686018427387903 4611686018427387904 -4611686018427387905 "
           "9223372036854775807 9223372036854775808 -9223372036854775808 -9223372036854775809 1267650600228229401496703205376 True".split(),
    "small": "0 1 2 3 4 -1 -2".split(),
    "float": "0.0 -0.0 1.0 0.5 1.5 -2.25 1e308 5e-324 1e16 0.1 3.141592653589793 float('inf') float('nan') 4.0 -1e-7 123456789.125".split(),
    "bool": ["True", "False"],
    "str": ["''", "'a'", "'abc'", "'b'", "'Hello World'", "'x=1;y=2'", "'\\xe4\\xf6'", "'\\u20ac'", "'\\U0001f600'", "'12'", "' -7 '", "'1.5'", "'a,b,,c'", "'%s|%d'",
            "'{}'", "'tab\\tnl\\n'", "'\\x00'", "'xyz' * 5", "'key'", "'ABBA'", "'\\ud800'"],
    "bytes": ["b''", "b'a'", "b'abc'", "b'\\x00\\xff'", "b'12'", "b'a,b,c'", "bytes(3)", "b'\\xe4'"],
    "none": ["None", "None", "..."],
    "complex": ["0j", "1j", "1+2j", "-0.5j", "complex(1.5, -2)"],
    "list": ["[]", "[1, 2, 3]", "[3, 1, 2]", "['b', 'a']", "[None]", "[[1], [2]]", "[0] * 4", "[(1, 'x'), (2, 'y')]"],
    "ints": ["[]", "[1, 2, 3]", "[5, -1, 5]", "[0]", "list(range(6))"],
    "strs": ["[]", "['a', 'b']", "['x']", "'a b c'.split()"],
    "tuple": ["()", "(1,)", "(1, 2)", "('a', 1.5)", "(1, (2, 3))", "(None, True)"],
    "dict": ["{}", "{'a': 1}", "{1: 'x', 2: 'y'}", "{'a': 1, 'b': [2]}", "{(1, 2): None}", "dict(x=1, y=2)"],
    "set": ["set()", "{1, 2}", "{'a'}", "frozenset({1, 3})", "{(1, 2), 3}"],
    "fn": ["len", "str", "abs", "int", "sorted", "list", "repr", "bool", "(lambda *a, **kw: (a, kw))", "(lambda a=1: a)", "max", "dict.get", "str.upper", "float.__add__"],
    "gen": ["iter([1, 2])", "iter(())", "(q for q in (1, 2, 3))", "map(str, [1, 2])", "zip('ab', [1, 2])", "enumerate('xy')", "reversed([1, 2])", "filter(None, [0, 1])"],
}

EXPRESSIONS = {
    "int": """<int> + <int>|<int> - <int>|<int> * <int>|!<int> // <int>|!<int> % <int>|<int> & <int>|<int> \\| <int>|<int> ^ <int>|<int> << <int> % 20|<int> >> <int> % 20
        |-<int>|+<int>|~<int>|<int> ** (<int> % 4)|pow(<int>, <int> % 5, 97)|!pow(<int>, -1, <int>)|abs(<int>)|len(<seq>)|len(<dict>)|!int(<float>)|!int(<str>)|!int(<str>, <small>)
        |!<list>.index(<elem>)|<list>.count(<elem>)|<str>.count(<str>)|<str>.find(<str>)|!<str>.index(<str>)|<str>.rfind(<str>, <small>, <small>)|ord(<str>[:1])|!ord(<str>)
        |sum(<ints>)|sum(<ints>, <int>)|max(<int>, <int>)|min(<ints>, default=<int>)|max(<ints>, key=lambda q: -q)|<int> if <bool> else <int>|<int> and <int>|<int> or <int>|!round(<float>)
        |round(<int>, <small>)|divmod(<int>, <int>)[<small>]|(<int>).bit_length()|(<int>).bit_count()|int.from_bytes(<bytes>, 'big', signed=<bool>)|<obj>.x|<obj>.y
        |!<ints>[<small>]|<dict>.get(<key>, <int>)|!<dict>[<key>]|next(<v:gen>, <int>)|next(iter(<iter>), <int>)|sum(<int> for q in <iter>)|!operator.index(<obj>)|!len(<obj>)|!int(<obj>)
        |math.gcd(<int>, <int>)|math.isqrt(abs(<int>))|bisect.bisect(sorted(<ints>), <int>)|functools.reduce(lambda a, b: a - b, <ints>, <int>)|(<walrus:int>)|<call>|<call>|<call>
        |!<bytes>[<small>]|(<int>).__add__(<int>)|int.__sub__(<int>, <int>)|operator.mul(<int>, <int>)|(lambda q: <int>)(<int>)|!<tuple>[<small>]|<iife>|<obj>.<method>(<int>)|!<obj>[<small>]
        |!<obj> + <int>|!<int> - <obj>|!<obj> * <obj>|!-<obj>|(<int>).__index__()|(<int>).real|(<int>).numerator|<int>.__class__(<int>)|(<float>).__trunc__()|eval(<exprtext>)""",
    "small": "len(<seq>) % 3|<int> % 4|<int> % 3 - 1|len(<str>[:2])|<bool> + <bool>",
    "float": """<float> + <float>|<float> - <float>|<float> * <float>|!<float> / <float>|!<float> // <float>|!<float> % <float>|!<int> / <int>|float(<int>)|!float(<str>)|-<float>|abs(<float>)
        |<float> ** 2|<float> if <bool> else <float>|math.sqrt(abs(<float>))|!math.floor(<float>)|math.fsum([<float>, <float>])|round(<float>, <small>)|<int> * <float>|<float> + <int>
        |math.copysign(<float>, <float>)|max(<float>, <float>)|sum([<float>, <int>])|(<complex>).real|float.fromhex((<float>).hex())|(<float>).is_integer()|divmod(<float>, <float>)|math.hypot(3.0, <float>)
        |math.ldexp(<float>, <small>)|math.frexp(<float>)|math.modf(<float>)|!float(<obj>)|!<obj> / <float>""",
    "bool": """<int> < <int>|<int> <= <int>|<int> == <int>|<int> != <int>|<int> > <float>|<str> < <str>|<str> == <str>|<elem> == <elem>|<elem> != <elem>|<elem> in <list>|<key> in <dict>|<key> not in <set>
        |<str> in <str>|not <any>|<bool> and <bool>|<bool> or <bool>|<bool> if <bool> else <bool>|<any> is None|<any> is not None|isinstance(<any>, <type>)|issubclass(<cls>, <cls>)|callable(<any>)|any(<iter>)
        |all(<iter>)|<int> < <int> < <int>|<int> <= <int> != <int> >= <int>|<list> < <list>|<tuple> >= <tuple>|<set> <= <set>|<set> < <set>|<set>.isdisjoint(<iter>)|<str>.startswith(<str>)|<str>.endswith((<str>, <str>))
        |<str>.isdigit()|<str>.isidentifier()|<str>.isalpha()|<str>.islower()|bool(<any>)|hasattr(<obj>, <name>)|<obj> == <obj>|!<obj> < <obj>|<obj> in <list>|!<int> in <obj>|<obj> is <obj>|<obj> != <any>|<dict> == <dict>
        |<bytes> == <bytes>|<float> == <int>|math.isnan(<float>)|<complex> == <int>|<any> in <tuple>|type(<any>) is <type>|<float> in [<float>, <float>]|not <bool> or <int>|(<int> ^ <int>) < 0""",
    "str": """<str> + <str>|<str> * (<int> % 4)|!<str> % <elem>|!<str> % (<elem>, <int>)|'%5.2f;%-4d;%x' % (<float>, <int>, <int>)|!'%(a)s' % <dict>|'%r %a' % (<str>, <str>)|!<str>[<small>]|<str>[<slice>]|str(<plain>)
        |repr(<plain>)|ascii(<str>)|chr(<int> % 1000)|<str>.upper()|<str>.lower()|<str>.title()|<str>.swapcase()|<str>.strip()|<str>.strip(<str>)|<str>.lstrip(<str>)|<str>.replace(<str>, <str>)|<str>.replace(<str>, <str>, <small>)
        |<str>.join(<strs>)|<str>.center(<int> % 12)|<str>.ljust(<int> % 12, <str>)|!<str>.zfill(<int> % 12)|<str>.format(<plain>, <int>)|'{0!r:>10};{1:,}'.format(<plain>, <int>)|'{x[0]};{y.real}'.format(x=<list>, y=<int>)
        |format(<int>, <spec>)|format(<float>, <spec>)|format(<str>, <spec>)|<fstring>|<fstring>|<fstring>|<str> if <bool> else <str>|<str> or <str>|hex(<int>)|bin(<int>)|oct(<int>)|<str>.expandtabs(<small>)
        |<str>.casefold()|<str>.capitalize()|<str>.removeprefix(<str>)|<str>.translate({97: <str>, 98: None})|''.join(sorted(<str>))|''.join(reversed(<str>))|<bytes>.decode('latin-1')|<bytes>.decode('utf-8', 'replace')
        |<bytes>.hex()|type(<any>).__name__|str(<obj>)|repr(<obj>)|f'{<obj>}'|!format(<obj>, <str>)|<cls>.__name__|min(<strs>, default=<str>)|max(<str>, <str>)|(<walrus:str>)|!str(<bytes>, 'ascii')|<obj>.tag
        |!<str>.partition(<str>)[<small>]|textwrap.shorten(<str>, 8)|str.__add__(<str>, <str>)|getattr(<obj>, <name>, <str>)|<call>|string.capwords(<str>)|!json.dumps(<jsonable>)|json.dumps(<jsonable>, sort_keys=True, indent=1)""",
    "bytes": """<bytes> + <bytes>|<bytes> * (<int> % 4)|<bytes>[<slice>]|<str>.encode()|<str>.encode('latin-1', 'replace')|<str>.encode('ascii', 'backslashreplace')|bytes(<int> % 5)|!bytes(<ints>)|<bytes>.replace(<bytes>, <bytes>)
        |<bytes>.join([<bytes>, <bytes>])|<bytes>.upper()|bytes(bytearray(<bytes>))|bytes(memoryview(<bytes>)[<slice>])|b'%d;%s' % (<int>, <bytes>)|bytes.fromhex(<bytes>.hex())|(<int> % 65536).to_bytes(2, 'little')
        |struct.pack('>hb', <int> % 300, <small>)|<bytes>.strip(<bytes>)|<bytes>.center(<int> % 8, <bytes>[:1])|<bytes> or <bytes>|<bytes>.translate(None, <bytes>)|array.array('i', <ints>).tobytes()""",
    "complex": "<complex> + <complex>|<complex> * <int>|<complex> - <float>|complex(<int>, <int>)|-<complex>|(<complex>).conjugate()|complex(<float>, <float>)|<complex> * <complex>",
    "none": "<list>.append(<elem>)|<list>.clear()|<list>.reverse()|p(<any>)|<dict>.clear()|print(file=io.StringIO())|None if <bool> else <elem>",
    "list": """<list> + <list>|<list> * (<int> % 3)|<list>[<slice>]|[<elem>, <elem>]|[<elem>, *<iter>, <elem>]|[*<iter>]|list(<iter>)|sorted(<ints>)|sorted(<strs>, key=len, reverse=<bool>)|!sorted(<iter>)|sorted(<list>, key=str)
        |<str>.split(<str>)|<str>.split()|<str>.splitlines(<bool>)|<str>.rsplit(<str>, <small>)|<list> or <list>|<list> if <bool> else <list>|<listcomp>|<listcomp>|<listcomp>|list(map(<fn>, <iter>))|list(zip(<iter>, <iter>))
        |list(filter(<fn>, <iter>))|list(enumerate(<iter>, <int>))|list(<dict>)|list(<dict>.items())|sorted(<set>, key=show)|list(reversed(<list>))|list(range(<int> % 9, <small>, -1))|<list>.copy()|!list(<obj>)|![*<obj>]
        |list(itertools.islice(<iter>, <int> % 4))|list(itertools.chain(<iter>, <iter>))|list(itertools.accumulate(<ints>))|list(itertools.zip_longest(<iter>, <iter>, fillvalue=<elem>))|list(itertools.product(<str>[:2], <ints>[:2]))
        |[len(list(g)) for _, g in itertools.groupby(<iter>)]|list(itertools.pairwise(<iter>))|list(itertools.combinations(<str>[:3], 2))|list(<v:gen>)|list(itertools.takewhile(<fn>, <iter>))|<call>|list(collections.deque(<iter>, 3))
        |steps(<gencall>, [<elem>, <elem>])|!list(<gencall>)|list(itertools.starmap(max, [<tuple>, <tuple>]))|re.findall(<regex>, <str>)|re.split(<regex>, <str>)|copy.copy(<list>)|copy.deepcopy(<list>)|heapq.nsmallest(2, <ints>)
        |list(dict.fromkeys(<str>))|list(memoryview(<bytes>))|list(<dict>.values())|json.loads(json.dumps(<jsonable>))|pickle.loads(pickle.dumps(<list>))|ast.literal_eval(repr(<ints>))""",
    "ints": "[<int>, <int>]|[<int>, <int>, <int>]|list(range(<int> % 6))|sorted(<ints>)|<ints> + <ints>|<ints>[<slice>]|[<int> for q in <ints>]|[*<ints>, <int>]|list(<bytes>)|list(range(<small>, <int> % 8, 2))",
    "strs": "[<str>, <str>]|<str>.split()|list(<str>[:4])|<strs> + <strs>|[<str> for q in <strs>]|sorted(<strs>)|list(map(str, <ints>))",
    "tuple": """(<elem>,)|(<elem>, <elem>)|(<elem>, *<iter>)|tuple(<iter>)|<tuple> + <tuple>|<tuple>[<slice>]|<tuple> * (<int> % 3)|divmod(<int>, <int>)|<str>.partition(<str>)|(<int>, <str>, <float>)|tuple(<elem> for q in <iter>)
        |max(<tuple>, <tuple>)|<tuple> or <tuple>|!tuple(<obj>)|!(<float>).as_integer_ratio()|min(<list>, <list>)|tuple(sorted(<ints>))|struct.unpack('<hh', struct.pack('<hh', <int> % 99, <small>))|slice(<small>, <int>, <small>).indices(<int> % 10)
        |!re.match(<regex>, <str>).groups()|!re.search(<regex>, <str>).span()|!next(zip(<iter>, <iter>))|sys.exc_info()[:2]|(<list>, <list>)""",
    "dict": """{<key>: <elem>, <key>: <elem>}|{**<dict>, <key>: <elem>}|{**<dict>, **<dict>}|dict(<dict>)|dict(a=<elem>, b=<elem>)|<dict> \\| <dict>|<dictcomp>|<dictcomp>|dict.fromkeys(<iter>, <elem>)|<dict>.copy()|dict(zip(<strs>, <ints>))
        |!dict(**<dict>)|<dict> or <dict>|collections.Counter(<str>)|collections.OrderedDict(<dict>)|dict(<dict>, x=<elem>)|dict(enumerate(<iter>))|vars(Base(<int>))|dict([(<key>, <elem>), (<key>, <elem>)])|<dict> if <bool> else <dict>
        |collections.defaultdict(list, <dict>)|!dict(<obj>)|json.loads(json.dumps(<dict>))""",
    "set": "{<key>, <key>}|{*<ints>}|set(<ints>)|frozenset(<strs>)|<set> \\| <set>|<set> & <set>|<set> - <set>|<set> ^ <set>|<setcomp>|set(<str>)|<dict>.keys() & <set>|<set>.union(<ints>)|<set>.copy()|<set> or <set>",
    "obj": """<cls>()|<cls>(<int>)|<cls>(<int>, <int>)|<cls>(<elem>, y=<elem>)|<cls>(<int>, <int>, <elem>, tag=<str>)|<obj> if <bool> else <obj>|<obj> or <obj>|<obj> and <obj>|!<obj> + <obj>|copy.copy(<obj>)|type(<obj>)(<int>)
        |<obj>.items|!abs(<obj>)|!~<obj>|!<obj> @ <obj>|!<obj> \\| <obj>|<obj>.<method>(<elem>)|!<cls>.<method>(<obj>, <int>)|!getattr(<obj>, <name>)|!<obj>.self|<cls>.make(<int>)|!<cls>[<int>]|!<obj>(<int>)|!<obj>(*<tuple>, **<dict>)|Point(<elem>, <elem>)|Data(<int>, <str>)
        |Data(<int>)._replace(a=<elem>)|Colour.RED|!Colour(<small>)|!Colour[<name>]|types.SimpleNamespace(x=<elem>, y=<elem>)|Base(<int>, <elem>)|D(<str>)|!super(<cls>, <obj>)|weakref.ref(<v:obj>)()""",
    "fn": """(lambda: <elem>)|(lambda q: <elem>)|(lambda q, r=<elem>: <elem>)|(lambda *q, **r: (q, r))|<v:fn>|<v:fn>|<obj>.<method>|<cls>.<method>|functools.partial(<fn>, <elem>)|(lambda q: lambda r: (q, r, <elem>))(<elem>)|<str>.join|<list>.append
        |operator.itemgetter(<small>)|operator.attrgetter(<name>)|<dict>.get|<cls>|traced(<fn>)|<fn> if <bool> else <fn>|functools.lru_cache(<fn>)|(<walrus:fn>)|<tuple>.__contains__|type(<any>)|operator.methodcaller('upper')|functools.cmp_to_key(<fn>)""",
    "gen": """iter(<iter>)|(<elem> for q in <iter>)|(<elem> for q in <iter> if <bool>)|map(<fn>, <iter>)|zip(<iter>, <iter>)|enumerate(<iter>)|filter(<fn>, <iter>)|reversed(<list>)|itertools.chain(<iter>, <iter>)|itertools.islice(itertools.cycle(<iter>), 5)
        |<gencall>|<gencall>|<gencall>|itertools.islice(iter(<fn>, <elem>), 4)|itertools.repeat(<elem>, 3)|!iter(<obj>)|itertools.islice(itertools.count(<int>), 4)|!zip(<iter>, <iter>, strict=True)|itertools.tee(<iter>)[0]|!reversed(<obj>)|iter(<dict>.items())""",
    "seq": "<list>|<tuple>|<str>|<ints>|<bytes>|range(<int> % 7)",
    "iter": "<list>|<tuple>|<str>|<ints>|<strs>|range(<int> % 6)|<dict>|<dict>.items()|sorted(<set>, key=show)|<bytes>|<obj>|<gencall>|<v:gen>|<elem>|(<elem>, <elem>)|map(<fn>, <ints>)|enumerate(<list>)|zip(<ints>, <strs>)|<list>[::-1]",
    "key": "<int>|<str>|<small>|<tuple>|<name>|<float>|<bool>|<none>|<bytes>|<obj>|<elem>",
    "type": "int|str|(int, str)|list|dict|<cls>|float|object|type|(list, <cls>)|int \\| str|BaseException|collections.abc.Iterable|collections.abc.Hashable|<elem>",
    "awaited": "<awaitable>|Wait(<elem>)|Wait(<int>)|<call>|<any>",
    "jsonable": "<ints>|<strs>|{'a': <int>, 'b': <strs>}|[<float>, None, <bool>]|<str>|<list>|<dict>",
}

# name: lines. "<loop>" is a block in which break and continue may stand; what repeats is bounded by its range or by tick().
STATEMENTS = """
<assign>
<assign>
<new:int> = <int>
<new:str> = <str>
<new:list> = <list>
<new:dict> = <dict>
<new:obj> = <obj>
<new:fn> = <fn>
<new:gen> = <gen>
<new:set> = <set>
<new:tuple> = <tuple>
<new:float> = <float>
<new:bytes> = <bytes>
<annotated>
<new:int> = <new:int> = <int>
<new:int>, <new:str> = <int>, <str>
<new:list>, (<new:tuple>, <new:float>) = <list>, (<tuple>, <float>)
[<new:int>, *<new:list>] = [<int>, <int>, <str>]
<new:str>, *<new:strs> = <strs>
<new:elem>, *<new:list> = <iter>
*<new:list>, (<new:elem>, <new:elem>) = <iter>
[<new:elem>, <new:elem>] = <iter>
(<new:elem>, <v:list>[<small>]), <v:obj>.x = <iter>, <elem>
<v:any>, <v:any> = <v:any>, <v:any>
<v:int> <augmented> <int>
<v:int> += <int>
<v:int> -= 1
<v:str> += <str>
<v:str> *= <int> % 3
<v:list> += itertools.islice(<iter>, 6)
<v:list> += <list>
<v:list> *= <int> % 3
<v:set> |= <set>
<v:dict> |= <dict>
<v:tuple> += <tuple>
<v:float> /= <float>
<v:any> += <elem>
<v:obj> += <any>
<v:obj>.x += <int>
<v:obj>.items += <list>
<v:list>[<small>] += <elem>
<v:dict>[<key>] += <int>
<v:obj>.x = <elem>
<v:obj>.<attribute> = <elem>
<v:obj>.self = <v:obj>
<v:list>[<small>] = <elem>
<v:list>[<slice>] = <iter>
<v:list>[<slice>] = <list>
<v:dict>[<key>] = <elem>
<v:dict>[<key>] = <elem>
<v:obj>[<key>] = <elem>
setattr(<obj>, <name>, <elem>)
del <v:any>
del <v:list>[<small>]
del <v:list>[<slice>]
del <v:dict>[<key>]
del <v:obj>.x
del <v:obj>.<attribute>
del <v:obj>[<key>]
del <v:any>, <v:list>[0]
p('p', <any>)
p('p', <any>, <any>)
p('p', <int>)
p('p', <obj>)
p('p', <str>)
p(<call>)
<call>
<v:list>.append(<elem>)
<v:list>.insert(<small>, <elem>)
<v:list>.extend(itertools.islice(<iter>, 6))
<v:list>.sort(key=<fn>)
<v:list>.sort()
<v:list>.remove(<elem>)
p(<v:list>.pop(<small>))
p(<v:list>.pop())
p(<v:dict>.pop(<key>, <elem>))
p(<v:dict>.popitem())
p(<v:dict>.setdefault(<key>, <elem>))
<v:dict>.update(<dict>)
<v:dict>.update(<dict>, a=<elem>)
<v:set>.add(<key>)
<v:set>.discard(<key>)
<v:set>.update(<ints>)
<v:set>.remove(<key>)
p(next(<v:gen>))
p(next(<v:gen>, <elem>))
p(<v:gen>.send(<elem>))
p(steps(<v:gen>, [<elem>, <elem>]))
p(<v:gen>.throw(<exc>(<elem>)))
<v:gen>.close()
p(steps(<gencall>, [<elem>, <exc>(<elem>), <elem>]))
p(drive(<corocall>))
p(drive(<corocall>, [<elem>, <exc>(<elem>)]))
<v:obj>.<method>(<elem>)
p(<v:obj>.<method>(<any>, <any>))
assert <bool>, <elem>
assert <any>
raise <exc>(<elem>)
raise <exc>
raise <exc>(<elem>) from <excvalue>
pass
p(*<iter>)
p(*<iter>, *<iter>)
p([<v:any>, <v:any>])
p(type(<any>))
p(<dict>)
p(<set>)
p(isinstance(<v:obj>, <cls>), issubclass(<cls>, <cls>))
p([c.__name__ for c in <cls>.__mro__])
p(sorted(vars(<v:obj>)))
p(hasattr(<v:obj>, <name>), getattr(<v:obj>, <name>, <elem>))
p(getattr(<v:obj>, <name>))
p(locals().get(<name>))
exec(<statementtext>)
p(eval(<exprtext>))
p(eval(<exprtext>, {'x': <elem>, 'y': <elem>}))
p(operator.<operator>(<any>, <any>))
p(<any> <binary> <any>)
p(<v:obj> <binary> <any>)
p(<any> <binary> <v:obj>)
p(<v:any> <compare> <any>)
p(<v:any> <compare> <v:any>)
p(<unary><any>)
p(<any> <compare> <any> <compare> <any>)
p(re.sub(<regex>, <str>, <str>))
p(re.sub(<regex>, <fn>, <str>))
p(bytearray(<bytes>).<bytesmethod>(<bytes>))
p(inspect.signature(<v:fn>))
p(copy.deepcopy(<any>))
p(functools.reduce(<fn>, <iter>, <elem>))
p(types.<typename>)
if <bool>:
    <block>
if <any>:
    <block>
else:
    <block>
if <bool>:
    <block>
elif <walrus:any>:
    <block>
else:
    <block>
if not <any>:
    <block>
for <new:int> in range(<int> % 5):
    <loop>
for <new:int> in <ints>:
    <loop>
for <new:str> in <str>[:4]:
    <loop>
for <new:elem> in <iter>:
    <loop>
else:
    <block>
for <new:int>, <new:str> in enumerate(<strs>):
    <loop>
for <new:key>, <new:elem> in <dict>.items():
    <loop>
for <new:elem>, *<new:list> in [<iter>, <tuple>]:
    <loop>
for <new:elem> in list(<v:list>):
    <loop>
for <new:elem> in <v:list>:
    tick()
    <loop>
for <new:key> in <v:dict>:
    tick()
    <loop>
for <v:obj>.x in <ints>:
    <loop>
for <new:elem> in itertools.islice(<gen>, 4):
    <loop>
for <new:obj> in [<obj>, <obj>]:
    <loop>
<new:int> = <int> % 5
while <prev:int> > 0:
    <prev:int> -= 1
    tick()
    <loop>
<new:int> = 4
while <prev:int>:
    <prev:int> = <prev:int> - 1
    tick()
    <loop>
else:
    <block>
while True:
    tick()
    if <bool>:
        break
    <loop>
    break
try:
    <block>
except <exc>:
    <block>
try:
    <block>
except (<exc>, <exc>) as error:
    err(error)
    <block>
try:
    <block>
except Exception as error:
    err(error)
try:
    <block>
except Exception as error:
    err(error)
else:
    <block>
finally:
    <block>
try:
    <block>
finally:
    <block>
try:
    <block>
except <exc>:
    <block>
except <exc> as <new:elem>:
    <block>
except:
    p('bare', type(sys.exception()))
try:
    raise <exc>(<elem>)
except <exc> as error:
    <block>
    raise
try:
    try:
        <block>
        raise <exc>(<elem>)
    finally:
        <block>
except Exception as error:
    err(error)
try:
    raise ExceptionGroup(<str>, [<exc>(<elem>), <exc>(<elem>), <exc>()])
except* <exc> as group:
    p(group.exceptions)
except* <exc> as group:
    <block>
try:
    <block>
except* Exception as group:
    err(group)
try:
    <block>
except Exception as error:
    error.add_note(<str>)
    err(error)
try:
    <block>
except <exc> as error:
    raise <exc>(<elem>) from error
for <new:int> in range(3):
    try:
        <loop>
    except Exception as error:
        err(error)
        <jump>
    finally:
        p('finally')
        <loop>
with Manager(<str>):
    <block>
with Manager(<str>, (<exc>, <exc>)) as <new:none>:
    <block>
with Manager(<str>, value=<elem>) as <new:elem>, managed(<str>, <elem>) as <new:elem>:
    <block>
with Manager(<str>, Exception, (<elem>, <elem>)) as (<new:elem>, <new:elem>):
    <block>
with <obj> as <new:any>:
    <block>
with <v:obj>:
    <block>
with managed(<str>):
    <block>
with contextlib.suppress(<exc>):
    <block>
with contextlib.ExitStack() as stack:
    stack.enter_context(Manager(<str>))
    stack.callback(p, <str>)
    <block>
for <new:int> in range(3):
    with Manager(<str>, Exception):
        <loop>
match <any>:
    case <refutable>:
        <block>
    case <pattern> if <bool>:
        <block>
    case <refutable>:
        <block>
    case _:
        <block>
match <elem>, <elem>:
    case <pattern>, <pattern>:
        <block>
    case (<closed> | <closed>, *_) | [<closed>]:
        <block>
match <obj>:
    case <cls>(x=<pattern>):
        <block>
    case <cls>(<pattern>, y=<pattern>) as whole:
        p(whole)
    case Point(x, y) | Base(x=x, y=y):
        p(x, y)
match <dict>:
    case {'a': <pattern>, **rest}:
        p(rest)
    case {1: <closed>} | {}:
        <block>
match <iter>:
    case [<pattern>, *<star>, <pattern>]:
        <block>
    case [<closed>] | [<closed>, _]:
        <block>
    case str() | bytes() as text:
        p(text)
<def>
<def>
<def>
<def>
<closure>
<defcall>
<defcall>
<recursion>
<return>
<yield>
<await>
<await>
<dels>
<dels>
<dels>
<weak>
<weak>
<class>
<global>
<jump>
<datastructures>
<typeparams>
"""

# Further lines for programs of one thread: they change what all threads of a program would see.
ALONE = r"""
<cls>.x = <elem>
<cls>.<attribute> = <fn>
<cls>.<method> = <fn>
del <cls>.x
<cls>.<attribute> = property(<fn>)
<cls>.<attribute> = classmethod(<fn>)
<v:obj>.__class__ = <cls>
<cls>.<dunder> = lambda *a: <elem>
<cls>.__bases__ = (<cls>,)
<v:fn>.__defaults__ = <tuple>
<v:fn>.__code__ = (lambda q=<elem>: <elem>).__code__
<v:fn>.__kwdefaults__ = <dict>
<v:obj>.__dict__ = <dict>
<cls>.__getattr__ = lambda self, name: (name, <elem>)
del <cls>.<dunder>
globals()[<name>] = <elem>
p(globals().pop(<name>, <elem>))
collect()
Program_counter = globals().get('Program_counter', 0) + 1
"""

BLOCK_TOKENS = ("<block>", "<loop>")

EXCEPTIONS = ("ValueError KeyError TypeError IndexError AttributeError ZeroDivisionError StopIteration RuntimeError LookupError ArithmeticError Exception "
              "OverflowError AssertionError NameError OSError UnicodeError GeneratorExit KeyboardInterrupt StopAsyncIteration Oops Oops").split()
AUGMENTED = "+= -= *= //= %= &= |= ^= >>= +=".split()
BINARY = "+ - * / // % & | ^ @".split()
COMPARE = "< <= == != > >= is in".split() + ["not in", "is not", "=="]
UNARY = ["-", "+", "~", "not "]
OPERATORS = "add sub mul truediv floordiv mod and_ or_ xor matmul eq ne lt le gt ge contains concat is_ getitem iadd isub iconcat ior".split()
SPECS = "'' 'd' 'x' '#x' '>8' '<5' '^7' '+' '08' ',' '_' '.2f' 'e' 'g' '.3' 'n' 'c' 'b' '%' '=+9' '*^9' 's' '5.1' '0=6' '.0f' 'zz'".split(" ")
REGEXES = ["'a'", "'[a-z]+'", "r'(\\w)(\\w)?'", "r'\\d*'", "'(a|b)*c?'", "r'(?P<n>.)\\1'", "'^.'", "r'\\b'", "','", "'('", "r'(?i)H(?=e)'", "'x*?y'"]
ATTRIBUTES = "x y items tag self z".split()
METHODS = "m0 m1 m2 m0 m1 make run prop".split()
DUNDERS = "__len__ __bool__ __add__ __eq__ __hash__ __setitem__ __iter__ __call__ __str__ __contains__ __index__ __radd__ __lt__ __enter__".split()
BYTES_METHODS = "find count split startswith join replace partition strip extend index rfind".split()
TYPE_NAMES = "FunctionType GeneratorType SimpleNamespace MappingProxyType NoneType UnionType".split()
