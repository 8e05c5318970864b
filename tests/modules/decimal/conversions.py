import copy
import math
import numbers
import pickle
import sys
from decimal import *
from fractions import Fraction


def attempt(f, *args, **kwargs):
    try:
        print(repr(f(*args, **kwargs)))
    except Exception as e:
        print(type(e).__name__, e)


for text in ['0', '-0', '1', '+1', '.5', '5.', '1.50', '1e5', '1E-5', '-1.5e+10', '00012', '0.000', 'inf', '-INF', 'Infinity', 'nan', 'NaN123', '-sNaN', 'snan007',
             ' 1.5\n', '1_000.5', '\u0661\u0662\u0663', '\u20071\u2007', '\u00e91', '', ' ', '.', 'e5', '1e', '1e+', '1.2.3', '--1', '1 2', 'infinit', 'nanx', '1\0',
             '1e999999999999999999', '1e9999999999999999999', '1e-9999999999999999999', '0e99999999999999999999', '123456789012345678901234567890123456789.5',
             '9' * 50, '0.' + '0' * 40 + '1', '1e-1999999999999999997']:
    attempt(Decimal, text)
for value in [5, -5, 0, True, 10**18, 10**19, 2**64, -2**128, 3**200, 1.5, -0.0, 0.1, 1e300, 5e-324, 2.0**70, float('inf'), float('-inf'), float('nan'), 100.0,
              (0, (1, 2, 3), -2), (1, (), 0), (0, (0,), 'F'), (1, (4, 5), 'n'), (0, [1, 0], 'N'), [1, (0, 0, 1), 3], (0, (), 'n'),
              (2, (1,), 0), (0, (10,), 0), (0, (1, -1), 0), (0, 1, 0), (0, (1,)), (0, ('1',), 0), ('0', (1,), 0), (0, (1,), 'x'), (0, (1,), None), (0, (1,), 10**30),
              None, b'1', 1j, object, {}, Fraction(1, 2)]:
    attempt(Decimal, value)
attempt(Decimal)
attempt(Decimal, '1', None)
attempt(Decimal, '1', 5)
attempt(Decimal, value='2', context=Context(prec=1))
attempt(Decimal, 1, 2, 3)
attempt(Decimal.from_float, 0.25)
attempt(Decimal.from_float, 7)
attempt(Decimal.from_float, '7')
c = Context(prec=3, traps=[])
for value in ['1.23456', ' 1', '1_0', 'NaN1234', 12345, 1.23456, (0, (1, 2, 3, 4), 0), Decimal('9.999'), Decimal('NaN12345'), 'x']:
    attempt(c.create_decimal, value)
attempt(c.create_decimal)
attempt(c.create_decimal_from_float, 1 / 3)

values = [Decimal(s) for s in ['0', '-0', '1', '-2.5', '2.5', '3.5', '1e3', '1e-3', '123456789.987654321', '1e25', '1e-400', '1e400', 'Infinity', '-Infinity', 'NaN', 'sNaN',
                               '99999999999999999999999999999999999999999.5']]
for v in values:
    print(v, end=' ')
    for f in (int, float, complex, bool, math.floor, math.ceil, math.trunc, round, lambda v: round(v, 2), lambda v: round(v, -1), Decimal.as_integer_ratio,
              Decimal.as_tuple, Decimal.adjusted):
        try:
            print(repr(f(v)), end=' ')
        except Exception as e:
            print(type(e).__name__, e, end=' ')
    print()
attempt(round, Decimal('1.5'), None)
attempt(round, Decimal('1.5'), 1.5)
attempt(round, Decimal('1.5'), 10**30)
attempt(hash, Decimal('sNaN'))
for v in (0, 1, -1, 1.5, 10**50, 2**61 - 1, -2**61, 0.1, float('inf'), Fraction(7, 8)):
    d = Decimal(v.numerator) / v.denominator if isinstance(v, Fraction) else Decimal(v)
    assert hash(d) == hash(v) and d == v and v == d and not d != v, v
assert hash(Decimal('1e1000')) == hash(10**1000) and hash(Decimal('1.000')) == hash(1) and hash(Decimal('-1')) == hash(-1) == -2
print(Decimal(1) == 1 + 0j, Decimal(1) == 1 + 1j, Decimal(1) == '1', Decimal('0.5') == Fraction(1, 2), Decimal('0.3') < Fraction(1, 3), Decimal('inf') > Fraction(1, 3))
print(Decimal('NaN') == Decimal('NaN'), Decimal('NaN') != 1, sorted([Decimal(3), 2, Fraction(5, 2), Decimal('-1e5')]))
attempt(lambda: Decimal(1) < 'x')
attempt(lambda: Decimal(1) < 1j)
attempt(lambda: Decimal(1) + 1.5)
attempt(lambda: Decimal(1) + Fraction(1, 2))
attempt(lambda: 'x' * Decimal(2))
attempt(lambda: Decimal(1).compare(1.5))
attempt(lambda: Context().add(1, 'x'))
attempt(lambda: Context().canonical(1))
attempt(lambda: pow(Decimal(7), 2, 5))
attempt(lambda: pow(7, Decimal(2), 5))
attempt(lambda: divmod(7, Decimal(2)))
attempt(lambda: 2 ** Decimal('0.5'))
print(isinstance(Decimal(1), numbers.Number), isinstance(Decimal(1), numbers.Real), Decimal(1).real, Decimal(1).imag, Decimal(1).conjugate())
print(sum([Decimal('0.1')] * 10), max(Decimal(1), 2), math.fsum([Decimal('0.1')] * 10), math.sqrt(Decimal(2)))


class Mine(Decimal):
    def __new__(cls, value, tag=None):
        self = super().__new__(cls, value)
        self.tag = tag
        return self


m = Mine('1.5', 'tag')
print(m, repr(m), m.tag, type(m + 1).__name__, type(Decimal(m)).__name__, type(+m).__name__, m == Decimal('1.5'), type(Mine.from_float(0.5)).__name__)
for v in (Decimal('1.50'), Decimal('-sNaN12'), Decimal('1e-50'), m):
    p = pickle.loads(pickle.dumps(v))
    print(repr(p), type(p).__name__, copy.copy(v) is v, copy.deepcopy(v) is v, v.__reduce__()[1])
print(str(Decimal('1e5')), Decimal('1e5').to_eng_string(), Context(capitals=0).to_sci_string(Decimal('1e5')), Decimal('123e-8'), Decimal('1e-7').to_eng_string(), Decimal('0e-9').to_eng_string())
big = Decimal('1.' + '7' * 100)
print(sys.getsizeof(big) > sys.getsizeof(Decimal(1)), len(str(big)), big.adjusted(), -big == Decimal('-1.' + '7' * 100))

# expect: Decimal('0')
# expect: Decimal('-0')
# expect: Decimal('1')
# expect: Decimal('1')
# expect: Decimal('0.5')
# expect: Decimal('5')
# expect: Decimal('1.50')
# expect: Decimal('1E+5')
# expect: Decimal('0.00001')
# expect: Decimal('-1.5E+10')
# expect: Decimal('12')
# expect: Decimal('0.000')
# expect: Decimal('Infinity')
# expect: Decimal('-Infinity')
# expect: Decimal('Infinity')
# expect: Decimal('NaN')
# expect: Decimal('NaN123')
# expect: Decimal('-sNaN')
# expect: Decimal('sNaN7')
# expect: Decimal('1.5')
# expect: Decimal('1000.5')
# expect: Decimal('123')
# expect: Decimal('1')
# expect: InvalidOperation [<class 'decimal.ConversionSyntax'>]
# expect: InvalidOperation [<class 'decimal.ConversionSyntax'>]
# expect: InvalidOperation [<class 'decimal.ConversionSyntax'>]
# expect: InvalidOperation [<class 'decimal.ConversionSyntax'>]
# expect: InvalidOperation [<class 'decimal.ConversionSyntax'>]
# expect: InvalidOperation [<class 'decimal.ConversionSyntax'>]
# expect: InvalidOperation [<class 'decimal.ConversionSyntax'>]
# expect: InvalidOperation [<class 'decimal.ConversionSyntax'>]
# expect: InvalidOperation [<class 'decimal.ConversionSyntax'>]
# expect: InvalidOperation [<class 'decimal.ConversionSyntax'>]
# expect: InvalidOperation [<class 'decimal.ConversionSyntax'>]
# expect: InvalidOperation [<class 'decimal.ConversionSyntax'>]
# expect: InvalidOperation [<class 'decimal.ConversionSyntax'>]
# expect: Decimal('1E+999999999999999999')
# expect: InvalidOperation [<class 'decimal.InvalidOperation'>]
# expect: InvalidOperation [<class 'decimal.InvalidOperation'>]
# expect: InvalidOperation [<class 'decimal.InvalidOperation'>]
# expect: Decimal('123456789012345678901234567890123456789.5')
# expect: Decimal('99999999999999999999999999999999999999999999999999')
# expect: Decimal('1E-41')
# expect: Decimal('1E-1999999999999999997')
# expect: Decimal('5')
# expect: Decimal('-5')
# expect: Decimal('0')
# expect: Decimal('1')
# expect: Decimal('1000000000000000000')
# expect: Decimal('10000000000000000000')
# expect: Decimal('18446744073709551616')
# expect: Decimal('-340282366920938463463374607431768211456')
# expect: Decimal('265613988875874769338781322035779626829233452653394495974574961739092490901302182994384699044001')
# expect: Decimal('1.5')
# expect: Decimal('-0')
# expect: Decimal('0.1000000000000000055511151231257827021181583404541015625')
# expect: Decimal('1000000000000000052504760255204420248704468581108159154915854115511802457988908195786371375080447864043704443832883878176942523235360430575644792184786706982848387200926575803737830233794788090059368953234970799945081119038967640880074652742780142494579258788820056842838115669472196386865459400540160')
# expect: Decimal('4.940656458412465441765687928682213723650598026143247644255856825006755072702087518652998363616359923797965646954457177309266567103559397963987747960107818781263007131903114045278458171678489821036887186360569987307230500063874091535649843873124733972731696151400317153853980741262385655911710266585566867681870395603106249319452715914924553293054565444011274801297099995419319894090804165633245247571478690147267801593552386115501348035264934720193790268107107491703332226844753335720832431936092382893458368060106011506169809753078342277318329247904982524730776375927247874656084778203734469699533647017972677717585125660551199131504891101451037862738167250955837389733598993664809941164205702637090279242767544565229087538682506419718265533447265625E-324')
# expect: Decimal('1180591620717411303424')
# expect: Decimal('Infinity')
# expect: Decimal('-Infinity')
# expect: Decimal('NaN')
# expect: Decimal('100')
# expect: Decimal('1.23')
# expect: Decimal('-0')
# expect: Decimal('Infinity')
# expect: Decimal('-NaN45')
# expect: Decimal('sNaN10')
# expect: Decimal('-1E+3')
# expect: Decimal('NaN')
# expect: ValueError sign must be an integer with the value 0 or 1
# expect: ValueError coefficient must be a tuple of digits
# expect: ValueError coefficient must be a tuple of digits
# expect: ValueError coefficient must be a tuple of digits
# expect: ValueError argument must be a sequence of length 3
# expect: ValueError coefficient must be a tuple of digits
# expect: ValueError sign must be an integer with the value 0 or 1
# expect: ValueError string argument in the third position must be 'F', 'n' or 'N'
# expect: ValueError exponent must be an integer
# expect: OverflowError Python int too large to convert to C ssize_t
# expect: TypeError conversion from NoneType to Decimal is not supported
# expect: TypeError conversion from bytes to Decimal is not supported
# expect: TypeError conversion from complex to Decimal is not supported
# expect: TypeError conversion from type to Decimal is not supported
# expect: TypeError conversion from dict to Decimal is not supported
# expect: TypeError conversion from Fraction to Decimal is not supported
# expect: Decimal('0')
# expect: Decimal('1')
# expect: TypeError optional argument must be a context
# expect: Decimal('2')
# expect-before-3.14: TypeError function takes at most 2 arguments (3 given)
# expect-since-3.14: TypeError Decimal() takes at most 2 arguments (3 given)
# expect: Decimal('0.25')
# expect: Decimal('7')
# expect: TypeError argument must be int or float
# expect: Decimal('1.23')
# expect: Decimal('NaN')
# expect: Decimal('NaN')
# expect: Decimal('NaN')
# expect: Decimal('1.23E+4')
# expect: Decimal('1.23')
# expect: Decimal('1.23E+3')
# expect: Decimal('10.0')
# expect: Decimal('NaN')
# expect: Decimal('NaN')
# expect: Decimal('0')
# expect: Decimal('0.333')
# expect: 0 0 0.0 0j False 0 0 0 0 Decimal('0.00') Decimal('0E+1') (0, 1) DecimalTuple(sign=0, digits=(0,), exponent=0) 0 
# expect: -0 0 -0.0 (-0+0j) False 0 0 0 0 Decimal('-0.00') Decimal('-0E+1') (0, 1) DecimalTuple(sign=1, digits=(0,), exponent=0) 0 
# expect: 1 1 1.0 (1+0j) True 1 1 1 1 Decimal('1.00') Decimal('0E+1') (1, 1) DecimalTuple(sign=0, digits=(1,), exponent=0) 0 
# expect: -2.5 -2 -2.5 (-2.5+0j) True -3 -2 -2 -2 Decimal('-2.50') Decimal('-0E+1') (-5, 2) DecimalTuple(sign=1, digits=(2, 5), exponent=-1) 0 
# expect: 2.5 2 2.5 (2.5+0j) True 2 3 2 2 Decimal('2.50') Decimal('0E+1') (5, 2) DecimalTuple(sign=0, digits=(2, 5), exponent=-1) 0 
# expect: 3.5 3 3.5 (3.5+0j) True 3 4 3 4 Decimal('3.50') Decimal('0E+1') (7, 2) DecimalTuple(sign=0, digits=(3, 5), exponent=-1) 0 
# expect: 1E+3 1000 1000.0 (1000+0j) True 1000 1000 1000 1000 Decimal('1000.00') Decimal('1.00E+3') (1000, 1) DecimalTuple(sign=0, digits=(1,), exponent=3) 3 
# expect: 0.001 0 0.001 (0.001+0j) True 0 1 0 0 Decimal('0.00') Decimal('0E+1') (1, 1000) DecimalTuple(sign=0, digits=(1,), exponent=-3) -3 
# expect: 123456789.987654321 123456789 123456789.98765433 (123456789.98765433+0j) True 123456789 123456790 123456789 123456790 Decimal('123456789.99') Decimal('1.2345679E+8') (123456789987654321, 1000000000) DecimalTuple(sign=0, digits=(1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 8, 7, 6, 5, 4, 3, 2, 1), exponent=-9) 8 
# expect: 1E+25 10000000000000000000000000 1e+25 (1e+25+0j) True 10000000000000000000000000 10000000000000000000000000 10000000000000000000000000 10000000000000000000000000 Decimal('10000000000000000000000000.00') Decimal('1.000000000000000000000000E+25') (10000000000000000000000000, 1) DecimalTuple(sign=0, digits=(1,), exponent=25) 25 
# expect: 1E-400 0 0.0 0j True 0 1 0 0 Decimal('0.00') Decimal('0E+1') (1, 10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000) DecimalTuple(sign=0, digits=(1,), exponent=-400) -400 
# expect: 1E+400 10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000 inf (inf+0j) True 10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000 10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000 10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000 10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000 InvalidOperation [<class 'decimal.InvalidOperation'>] InvalidOperation [<class 'decimal.InvalidOperation'>] (10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000, 1) DecimalTuple(sign=0, digits=(1,), exponent=400) 400 
# expect: Infinity OverflowError cannot convert Infinity to integer inf (inf+0j) True OverflowError cannot convert Infinity to integer OverflowError cannot convert Infinity to integer OverflowError cannot convert Infinity to integer OverflowError cannot convert Infinity to integer InvalidOperation [<class 'decimal.InvalidOperation'>] InvalidOperation [<class 'decimal.InvalidOperation'>] OverflowError cannot convert Infinity to integer ratio DecimalTuple(sign=0, digits=(0,), exponent='F') 0 
# expect: -Infinity OverflowError cannot convert Infinity to integer -inf (-inf+0j) True OverflowError cannot convert Infinity to integer OverflowError cannot convert Infinity to integer OverflowError cannot convert Infinity to integer OverflowError cannot convert Infinity to integer InvalidOperation [<class 'decimal.InvalidOperation'>] InvalidOperation [<class 'decimal.InvalidOperation'>] OverflowError cannot convert Infinity to integer ratio DecimalTuple(sign=1, digits=(0,), exponent='F') 0 
# expect: NaN ValueError cannot convert NaN to integer nan (nan+0j) True ValueError cannot convert NaN to integer ValueError cannot convert NaN to integer ValueError cannot convert NaN to integer ValueError cannot convert NaN to integer Decimal('NaN') Decimal('NaN') ValueError cannot convert NaN to integer ratio DecimalTuple(sign=0, digits=(), exponent='n') 0 
# expect: sNaN ValueError cannot convert NaN to integer ValueError cannot convert signaling NaN to float ValueError cannot convert signaling NaN to float True ValueError cannot convert NaN to integer ValueError cannot convert NaN to integer ValueError cannot convert NaN to integer ValueError cannot convert NaN to integer InvalidOperation [<class 'decimal.InvalidOperation'>] InvalidOperation [<class 'decimal.InvalidOperation'>] ValueError cannot convert NaN to integer ratio DecimalTuple(sign=0, digits=(), exponent='N') 0 
# expect: 99999999999999999999999999999999999999999.5 99999999999999999999999999999999999999999 1e+41 (1e+41+0j) True 99999999999999999999999999999999999999999 100000000000000000000000000000000000000000 99999999999999999999999999999999999999999 100000000000000000000000000000000000000000 InvalidOperation [<class 'decimal.InvalidOperation'>] InvalidOperation [<class 'decimal.InvalidOperation'>] (199999999999999999999999999999999999999999, 2) DecimalTuple(sign=0, digits=(9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 5), exponent=-1) 40 
# expect: 2
# expect: TypeError optional arg must be an integer
# expect: OverflowError Python int too large to convert to C ssize_t
# expect: TypeError Cannot hash a signaling NaN value
# expect: True False False True True True
# expect: False True [Decimal('-1E+5'), 2, Fraction(5, 2), Decimal('3')]
# expect: TypeError '<' not supported between instances of 'decimal.Decimal' and 'str'
# expect: TypeError '<' not supported between instances of 'decimal.Decimal' and 'complex'
# expect: TypeError unsupported operand type(s) for +: 'decimal.Decimal' and 'float'
# expect: TypeError unsupported operand type(s) for +: 'decimal.Decimal' and 'Fraction'
# expect: TypeError can't multiply sequence by non-int of type 'decimal.Decimal'
# expect: TypeError conversion from float to Decimal is not supported
# expect: TypeError conversion from str to Decimal is not supported
# expect: TypeError argument must be a Decimal
# expect: Decimal('4')
# expect: Decimal('4')
# expect: (Decimal('3'), Decimal('1'))
# expect: Decimal('1.414213562373095048801688724')
# expect: True False 1 0 1
# expect: 1.0 2 1.0 1.4142135623730951
# expect: 1.5 Decimal('1.5') tag Decimal Decimal Decimal True Mine
# expect: Decimal('1.50') Decimal True True ('1.50',)
# expect: Decimal('-sNaN12') Decimal True True ('-sNaN12',)
# expect: Decimal('1E-50') Decimal True True ('1E-50',)
# expect: Decimal('1.5') Mine True True ('1.5',)
# expect: 1E+5 100E+3 1e+5 0.00000123 100E-9 0E-9
# expect: True 102 0 False
