# Random operations in random contexts: what comes out, with the flags, as a digest for each operation.
import hashlib
import random
from decimal import *
rnd = random.Random(2718)
digests = {}
ROUND = [ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP]
SPECIAL = ['NaN', '-NaN', 'sNaN', 'NaN123', '-sNaN456789012345678901234567890', 'Infinity', '-Infinity', '0', '-0', '0E+5', '-0E-8', '1', '-1', '10', '1E+10', '0.1', '0.5', '2', '3', '1.000', '100.0', '0E-400', '0E+400']
def digits(n): return ''.join(rnd.choice('0123456789') for _ in range(n))
def number():
    k = rnd.random()
    if k < 0.12: return Decimal(rnd.choice(SPECIAL))
    n = rnd.choice([1, 2, 3, 5, 9, 10, 17, 18, 19, 20, 28, 29, 37, 38, 39, 40, 57, 60, 80, 120]) if k < 0.9 else rnd.randint(1, 300)
    kind = rnd.random()
    if kind < .7: d = digits(n)
    elif kind < .8: d = '9' * n
    elif kind < .9: d = '1' + '0' * (n - 1)
    elif kind < .95: d = digits((n + 1)//2) + '0' * (n // 2)
    else: d = digits((n + 1)//2) + '5' + '0' * (n // 2)
    e = rnd.choice([0, 0, 0, -n, -n+1, -n//2, 1, -1, -5, 7, -20, 30, rnd.randint(-60, 60), rnd.randint(-500, 500)])
    return Decimal(rnd.choice(['', '', '-']) + d + 'E%d' % e)
def small(): 
    return Decimal(rnd.choice([0, 1, -1, 2, -2, 3, 5, 7, -7, 10, -10, 19, 20, 28, -28, 40]))
def logical(): return Decimal(''.join(rnd.choice('01') for _ in range(rnd.randint(1, 60))))
def context():
    prec = rnd.choice([1, 2, 3, 5, 9, 16, 18, 19, 20, 28, 28, 28, 37, 38, 39, 50, 77, 100, rnd.randint(1, 200)])
    emax = rnd.choice([0, 1, 5, 20, 96, 384, 999999, 999999, 999999])
    emin = -rnd.choice([0, 1, 5, 20, 95, 383, 999999, 999999, 999999])
    return Context(prec=prec, rounding=rnd.choice(ROUND), Emin=emin, Emax=emax, clamp=rnd.choice([0, 0, 0, 1]), capitals=rnd.choice([0, 1, 1]), traps=[], flags=[])
UN = ['abs', 'minus', 'plus', 'normalize', 'to_integral_exact', 'to_integral_value', 'sqrt', 'next_minus', 'next_plus', 'logb', 'logical_invert', '_apply', 'number_class', 'to_sci_string', 'to_eng_string', 'create_decimal', 'is_normal', 'is_subnormal', 'copy_abs', 'copy_negate']
BI = ['add', 'subtract', 'multiply', 'divide', 'divide_int', 'remainder', 'remainder_near', 'divmod', 'compare', 'compare_signal', 'compare_total', 'compare_total_mag', 'max', 'min', 'max_mag', 'min_mag', 'next_toward', 'quantize', 'copy_sign', 'same_quantum']
SMALL = ['scaleb', 'shift', 'rotate', 'power']
LOG = ['logical_and', 'logical_or', 'logical_xor']
SLOW = ['exp', 'ln', 'log10', 'power']
FORMATS = ['', 'f', 'e', 'g', '%', 'E', 'G', '.0f', '.3f', '.10e', '.5g', '.0e', '.0g', ',', ',.2f', '020', '020,', '+', ' ', '^30', '*<40', '=30', '0=30', '.2%', 'z.2f', 'z', 'z.1e', '<5', '012,.1f', 'n', '.4n', 'x', '_', '010_', '>+30.7', '\u00e9^30']
def text(r):
    if isinstance(r, tuple): return '(' + ', '.join(map(text, r)) + ')'
    return str(r) if not isinstance(r, str) else r
FL = [InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped]
def flags(c): return ''.join('%d' % c.flags[f] for f in FL)
setcontext(Context(prec=28, traps=[]))
for i in range(6000):
    c = context()
    k = rnd.random()
    if k < .25: name = rnd.choice(UN); args = [number()]
    elif k < .7: name = rnd.choice(BI); args = [number(), number()]
    elif k < .74: name = rnd.choice(SMALL); args = [number(), small()]
    elif k < .77: name = rnd.choice(LOG); args = [logical(), logical()]
    elif k < .80: name = 'fma'; args = [number(), number(), number()]
    elif k < .82:
        name = rnd.choice(SLOW); args = [number()]
        if c.prec > 60: c.prec = 60
        if name == 'power': args.append(number())
    elif k < .84:
        name = 'powmod'
        args = [Decimal(rnd.randint(-10**12, 10**12)), Decimal(rnd.randint(0, 10**6)), Decimal(rnd.randint(-10**9, 10**9))]
        if rnd.random() < .2: args[rnd.randrange(3)] = number()
        if any(abs(a.adjusted()) > 80 for a in args): continue
    elif k < .92: name = 'format'; args = [number(), rnd.choice(FORMATS)]
    elif k < .96: name = 'convert'; args = [number()]
    else: name = 'cmp'; args = [number(), rnd.choice([number(), rnd.randint(-10**20, 10**20), rnd.random() * 10 ** rnd.randint(-5, 20)])]
    try:
        if name == 'powmod': r = c.power(*args)
        elif name == 'format':
            with localcontext(c) as cc: r = format(*args); c = cc
        elif name == 'convert':
            with localcontext(c) as cc:
                a = args[0]; r = []
                for f in (int, float, hash, repr, str, round, lambda a: round(a, 2), lambda a: round(a, -3), lambda a: a.as_integer_ratio(), lambda a: a.as_tuple(), bool, lambda a: a.adjusted(), complex, lambda a: a // 7, lambda a: -a, lambda a: a.__floor__(), lambda a: a.__ceil__()):
                    if abs(a.adjusted()) > 400 and f in (int,): continue
                    if a.is_qnan() and f is hash: continue
                    try: r.append(repr(f(a)))
                    except Exception as e: r.append(type(e).__name__ + str(e))
                r = ';'.join(r); c = cc
        elif name == 'cmp':
            with localcontext(c) as cc:
                a, b = args; r = repr((a == b, a != b, a < b, a <= b, a > b, a >= b)); c = cc
        else: r = getattr(c, name)(*args)
        r = text(r)
    except Exception as e:
        r = type(e).__name__ + ': ' + str(e)
    digests.setdefault(name, hashlib.md5()).update(f'{r} {flags(c)}\n'.encode())
for name in sorted(digests):
    print(name, digests[name].hexdigest()[:12])

# expect: _apply 7ac7acfb5da9
# expect: abs 323f685f338a
# expect: add e400bf2e47cd
# expect: cmp 4ff3e8cce104
# expect: compare 3d315c1a0b58
# expect: compare_signal d0cbd7552e7c
# expect: compare_total 05e5aac49dea
# expect: compare_total_mag ddd0c3bf5979
# expect: convert 2f00d2545b82
# expect: copy_abs a62e4a7c3111
# expect: copy_negate 2b23e2d7afc9
# expect: copy_sign a9d027a49b3b
# expect: create_decimal 4aad28051317
# expect: divide 41b7ac68e2fb
# expect: divide_int 17421fa31e40
# expect: divmod 3b506e04faa9
# expect: exp 31e441be3f71
# expect: fma 56416247355b
# expect-before-3.14: format a1d125b572c1
# expect-since-3.14: format a024579b82f3
# expect: is_normal 5d90f7f42510
# expect: is_subnormal 386810bcfd30
# expect: ln 3c6df54bc95f
# expect: log10 6b25f671f5cc
# expect: logb 2bd72e1292f2
# expect: logical_and 81c42e992f76
# expect: logical_invert 3ddafe5b7e7c
# expect: logical_or eb55cf712f3d
# expect: logical_xor aa77adf4cf22
# expect: max 89c642333026
# expect: max_mag 7884f9db11aa
# expect: min fc0bb40fbe85
# expect: min_mag 1ba96665b656
# expect: minus 55b0aa7a8d1b
# expect: multiply 03f91d273f82
# expect: next_minus 17d7ad91a126
# expect: next_plus 11d04837453e
# expect: next_toward 5aa2cc383223
# expect: normalize ff1ab956d6dc
# expect: number_class 8376b2b56e7f
# expect: plus 9ae08e089e93
# expect: power 16ff2ad29b36
# expect: powmod eff7a6409de5
# expect: quantize 3e739e458209
# expect: remainder 30ffed4acc94
# expect: remainder_near 3ea0377a4586
# expect: rotate f67fed12e5c6
# expect: same_quantum 62331c884659
# expect: scaleb 69aa5ab82077
# expect: shift 00f48af78082
# expect: sqrt a7dafe8bfe1c
# expect: subtract d5fb6b722e0c
# expect: to_eng_string 0c1c0b02b888
# expect: to_integral_exact e2fcaff957e3
# expect: to_integral_value c6b7c610564b
# expect: to_sci_string b7b4a78c6f21
