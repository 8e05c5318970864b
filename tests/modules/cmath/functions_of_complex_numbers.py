# Ten digits: the last ones are the C library's.
import cmath

FUNCTIONS = "sqrt exp log log10 sin cos tan sinh cosh tanh asin acos atan asinh acosh atanh".split()
ARGUMENTS = [0, 1, 2, -3.5, -2j, 0.5 - 0.25j, 1e-8 + 1e-8j, 100 - 1j, -1e200 + 1e200j]


def part(x):
    return format(x, ".10g")


def text(z):
    return f"({part(z.real)}, {part(z.imag)})"


for name in FUNCTIONS:
    function = getattr(cmath, name)
    print(name)
    for z in ARGUMENTS:
        try:
            print("   ", z, text(function(z)))
        except OverflowError as error:
            print("   ", z, type(error).__name__)
        except ValueError as error:
            print("   ", z, type(error).__name__, error)

# Infinities and the signs of zeros, as far as the C standard says what they are: a line for each real part.
inf = cmath.inf


def special(function, z):
    try:
        return text(function(z))
    except (ValueError, OverflowError) as error:
        return f"{type(error).__name__}: {error}"


for name in FUNCTIONS:
    print(name)
    for x in (-inf, -0.0, 1.0, inf):
        print("   ", x, *(special(getattr(cmath, name), complex(x, y)) for y in (-0.0, 2.0)))
print([name for name in FUNCTIONS if not cmath.isnan(getattr(cmath, name)(complex(cmath.nan, cmath.nan)))])

# expect: sqrt
# expect:     0 (0, 0)
# expect:     1 (1, 0)
# expect:     2 (1.414213562, 0)
# expect:     -3.5 (0, 1.870828693)
# expect:     (-0-2j) (1, -1)
# expect:     (0.5-0.25j) (0.7276733451, -0.1717803749)
# expect:     (1e-08+1e-08j) (0.0001098684113, 4.550898606e-05)
# expect:     (100-1j) (10.000125, -0.04999937503)
# expect:     (-1e+200+1e+200j) (4.550898606e+99, 1.098684113e+100)
# expect: exp
# expect:     0 (1, 0)
# expect:     1 (2.718281828, 0)
# expect:     2 (7.389056099, 0)
# expect:     -3.5 (0.03019738342, 0)
# expect:     (-0-2j) (-0.4161468365, -0.9092974268)
# expect:     (0.5-0.25j) (1.597466519, -0.4079001701)
# expect:     (1e-08+1e-08j) (1.00000001, 1.00000001e-08)
# expect:     (100-1j) (1.45239589e+43, -2.261972579e+43)
# expect:     (-1e+200+1e+200j) (0, -0)
# expect: log
# expect:     0 ValueError math domain error
# expect:     1 (0, 0)
# expect:     2 (0.6931471806, 0)
# expect:     -3.5 (1.252762968, 3.141592654)
# expect:     (-0-2j) (0.6931471806, -1.570796327)
# expect:     (0.5-0.25j) (-0.5815754049, -0.463647609)
# expect:     (1e-08+1e-08j) (-18.07410715, 0.7853981634)
# expect:     (100-1j) (4.605220183, -0.009999666687)
# expect:     (-1e+200+1e+200j) (460.8635922, 2.35619449)
# expect: log10
# expect:     0 ValueError math domain error
# expect:     1 (0, 0)
# expect:     2 (0.3010299957, 0)
# expect:     -3.5 (0.5440680444, 1.364376354)
# expect:     (-0-2j) (0.3010299957, -0.6821881769)
# expect:     (0.5-0.25j) (-0.2525749892, -0.2013595981)
# expect:     (1e-08+1e-08j) (-7.849485002, 0.3410940885)
# expect:     (100-1j) (2.000021714, -0.004342800063)
# expect:     (-1e+200+1e+200j) (200.150515, 1.023282265)
# expect: sin
# expect:     0 (0, 0)
# expect:     1 (0.8414709848, 0)
# expect:     2 (0.9092974268, -0)
# expect:     -3.5 (0.3507832277, -0)
# expect:     (-0-2j) (-0, -3.626860408)
# expect:     (0.5-0.25j) (0.4944857809, -0.2216881641)
# expect:     (1e-08+1e-08j) (1e-08, 1e-08)
# expect:     (100-1j) (-0.7813630149, -1.013398168)
# expect:     (-1e+200+1e+200j) OverflowError
# expect: cos
# expect:     0 (1, -0)
# expect:     1 (0.5403023059, -0)
# expect:     2 (-0.4161468365, -0)
# expect:     -3.5 (-0.9364566873, -0)
# expect:     (-0-2j) (3.762195691, -0)
# expect:     (0.5-0.25j) (0.9051501506, 0.121108796)
# expect:     (1e-08+1e-08j) (1, -1e-16)
# expect:     (100-1j) (1.330627553, -0.5950815059)
# expect:     (-1e+200+1e+200j) OverflowError
# expect: tan
# expect:     0 (0, 0)
# expect:     1 (1.557407725, 0)
# expect:     2 (-2.185039863, 0)
# expect:     -3.5 (-0.3745856402, 0)
# expect:     (-0-2j) (-0, -0.9640275801)
# expect:     (0.5-0.25j) (0.5045007027, -0.3124206925)
# expect:     (1e-08+1e-08j) (1e-08, 1e-08)
# expect:     (100-1j) (-0.2055115347, -0.8535027545)
# expect:     (-1e+200+1e+200j) (0, 1)
# expect: sinh
# expect:     0 (0, 0)
# expect:     1 (1.175201194, 0)
# expect:     2 (3.626860408, 0)
# expect:     -3.5 (-16.54262729, 0)
# expect:     (-0-2j) (0, -0.9092974268)
# expect:     (0.5-0.25j) (0.5048957144, -0.2789791284)
# expect:     (1e-08+1e-08j) (1e-08, 1e-08)
# expect:     (100-1j) (7.261979451e+42, -1.130986289e+43)
# expect:     (-1e+200+1e+200j) OverflowError
# expect: cosh
# expect:     0 (1, 0)
# expect:     1 (1.543080635, 0)
# expect:     2 (3.762195691, 0)
# expect:     -3.5 (16.57282467, -0)
# expect:     (-0-2j) (-0.4161468365, 0)
# expect:     (0.5-0.25j) (1.092570805, -0.1289210417)
# expect:     (1e-08+1e-08j) (1, 1e-16)
# expect:     (100-1j) (7.261979451e+42, -1.130986289e+43)
# expect:     (-1e+200+1e+200j) OverflowError
# expect: tanh
# expect:     0 (0, 0)
# expect:     1 (0.761594156, 0)
# expect:     2 (0.9640275801, 0)
# expect:     -3.5 (-0.9981778976, 0)
# expect:     (-0-2j) (-0, 2.185039863)
# expect:     (0.5-0.25j) (0.485487281, -0.19805545)
# expect:     (1e-08+1e-08j) (1e-08, 1e-08)
# expect:     (100-1j) (1, -2.516747102e-87)
# expect:     (-1e+200+1e+200j) (-1, -0)
# expect: asin
# expect:     0 (0, 0)
# expect:     1 (1.570796327, 0)
# expect:     2 (1.570796327, 1.316957897)
# expect:     -3.5 (-1.570796327, 1.9248473)
# expect:     (-0-2j) (-0, -1.443635475)
# expect:     (0.5-0.25j) (0.5016088533, -0.2813960562)
# expect:     (1e-08+1e-08j) (1e-08, 1e-08)
# expect:     (100-1j) (1.56079616, -5.298342371)
# expect:     (-1e+200+1e+200j) (-0.7853981634, 461.5567394)
# expect: acos
# expect:     0 (1.570796327, -0)
# expect:     1 (0, -0)
# expect:     2 (0, -1.316957897)
# expect:     -3.5 (3.141592654, -1.9248473)
# expect:     (-0-2j) (1.570796327, 1.443635475)
# expect:     (0.5-0.25j) (1.069187474, 0.2813960562)
# expect:     (1e-08+1e-08j) (1.570796317, -1e-08)
# expect:     (100-1j) (0.01000016662, 5.298342371)
# expect:     (-1e+200+1e+200j) (2.35619449, -461.5567394)
# expect: atan
# expect:     0 (0, 0)
# expect:     1 (0.7853981634, 0)
# expect:     2 (1.107148718, 0)
# expect:     -3.5 (-1.292496668, 0)
# expect:     (-0-2j) (-1.570796327, -0.5493061443)
# expect:     (0.5-0.25j) (0.4842544903, -0.2005866181)
# expect:     (1e-08+1e-08j) (1e-08, 1e-08)
# expect:     (100-1j) (1.56079766, -9.998000533e-05)
# expect:     (-1e+200+1e+200j) (-1.570796327, 5e-201)
# expect: asinh
# expect:     0 (0, 0)
# expect:     1 (0.881373587, 0)
# expect:     2 (1.443635475, 0)
# expect:     -3.5 (-1.965720472, 0)
# expect:     (-0-2j) (-1.316957897, -1.570796327)
# expect:     (0.5-0.25j) (0.4926756834, -0.2243284526)
# expect:     (1e-08+1e-08j) (1e-08, 1e-08)
# expect:     (100-1j) (5.298392356, -0.009999166824)
# expect:     (-1e+200+1e+200j) (-461.5567394, 0.7853981634)
# expect: acosh
# expect:     0 (0, 1.570796327)
# expect:     1 (0, 0)
# expect:     2 (1.316957897, 0)
# expect:     -3.5 (1.9248473, 3.141592654)
# expect:     (-0-2j) (1.443635475, -1.570796327)
# expect:     (0.5-0.25j) (0.2813960562, -1.069187474)
# expect:     (1e-08+1e-08j) (1e-08, 1.570796317)
# expect:     (100-1j) (5.298342371, -0.01000016662)
# expect:     (-1e+200+1e+200j) (461.5567394, 2.35619449)
# expect: atanh
# expect:     0 (0, 0)
# expect:     1 ValueError math domain error
# expect:     2 (0.5493061443, 1.570796327)
# expect:     -3.5 (-0.2938933325, 1.570796327)
# expect:     (-0-2j) (-0, -1.107148718)
# expect:     (0.5-0.25j) (0.5003700001, -0.3143981432)
# expect:     (1e-08+1e-08j) (1e-08, 1e-08)
# expect:     (100-1j) (0.009999333253, -1.570696327)
# expect:     (-1e+200+1e+200j) (-5e-201, 1.570796327)
# expect: sqrt
# expect:     -inf (0, -inf) (0, inf)
# expect:     -0.0 (0, -0) (1, 1)
# expect:     1.0 (1, -0) (1.27201965, 0.7861513778)
# expect:     inf (inf, -0) (inf, 0)
# expect: exp
# expect:     -inf (0, -0) (-0, 0)
# expect:     -0.0 (1, -0) (-0.4161468365, 0.9092974268)
# expect:     1.0 (2.718281828, -0) (-1.131204384, 2.471726672)
# expect:     inf (inf, -0) (-inf, inf)
# expect: log
# expect:     -inf (inf, -3.141592654) (inf, 3.141592654)
# expect:     -0.0 ValueError: math domain error (0.6931471806, 1.570796327)
# expect:     1.0 (0, -0) (0.8047189562, 1.107148718)
# expect:     inf (inf, -0) (inf, 0)
# expect: log10
# expect:     -inf (inf, -1.364376354) (inf, 1.364376354)
# expect:     -0.0 ValueError: math domain error (0.3010299957, 0.6821881769)
# expect:     1.0 (0, -0) (0.3494850022, 0.4808285788)
# expect:     inf (inf, -0) (inf, 0)
# expect: sin
# expect:     -inf ValueError: math domain error ValueError: math domain error
# expect:     -0.0 (-0, -0) (-0, 3.626860408)
# expect:     1.0 (0.8414709848, -0) (3.165778513, 1.959601041)
# expect:     inf ValueError: math domain error ValueError: math domain error
# expect: cos
# expect:     -inf ValueError: math domain error ValueError: math domain error
# expect:     -0.0 (1, -0) (3.762195691, 0)
# expect:     1.0 (0.5403023059, 0) (2.032723007, -3.051897799)
# expect:     inf ValueError: math domain error ValueError: math domain error
# expect: tan
# expect:     -inf ValueError: math domain error ValueError: math domain error
# expect:     -0.0 (-0, -0) (-0, 0.9640275801)
# expect:     1.0 (1.557407725, -0) (0.03381282608, 1.014793616)
# expect:     inf ValueError: math domain error ValueError: math domain error
# expect: sinh
# expect:     -inf (-inf, -0) (inf, inf)
# expect:     -0.0 (-0, -0) (0, 0.9092974268)
# expect:     1.0 (1.175201194, -0) (-0.489056259, 1.403119251)
# expect:     inf (inf, -0) (-inf, inf)
# expect: cosh
# expect:     -inf (inf, 0) (-inf, -inf)
# expect:     -0.0 (1, 0) (-0.4161468365, -0)
# expect:     1.0 (1.543080635, -0) (-0.6421481247, 1.068607421)
# expect:     inf (inf, -0) (-inf, inf)
# expect: tanh
# expect:     -inf (-1, -0) (-1, -0)
# expect:     -0.0 (-0, -0) (-0, -2.185039863)
# expect:     1.0 (0.761594156, -0) (1.166736257, -0.2434582012)
# expect:     inf (1, -0) (1, -0)
# expect: asin
# expect:     -inf (-1.570796327, -inf) (-1.570796327, inf)
# expect:     -0.0 (-0, -0) (-0, 1.443635475)
# expect:     1.0 (1.570796327, -0) (0.4270785864, 1.528570919)
# expect:     inf (1.570796327, -inf) (1.570796327, inf)
# expect: acos
# expect:     -inf (3.141592654, inf) (3.141592654, -inf)
# expect:     -0.0 (1.570796327, 0) (1.570796327, -1.443635475)
# expect:     1.0 (0, 0) (1.14371774, -1.528570919)
# expect:     inf (0, inf) (0, -inf)
# expect: atan
# expect:     -inf (-1.570796327, -0) (-1.570796327, 0)
# expect:     -0.0 (-0, -0) (-1.570796327, 0.5493061443)
# expect:     1.0 (0.7853981634, -0) (1.338972522, 0.4023594781)
# expect:     inf (1.570796327, -0) (1.570796327, 0)
# expect: asinh
# expect:     -inf (-inf, -0) (-inf, 0)
# expect:     -0.0 (-0, -0) (-1.316957897, 1.570796327)
# expect:     1.0 (0.881373587, -0) (1.469351744, 1.063440024)
# expect:     inf (inf, -0) (inf, 0)
# expect: acosh
# expect:     -inf (inf, -3.141592654) (inf, 3.141592654)
# expect:     -0.0 (0, -1.570796327) (1.443635475, 1.570796327)
# expect:     1.0 (0, -0) (1.528570919, 1.14371774)
# expect:     inf (inf, -0) (inf, 0)
# expect: atanh
# expect:     -inf (-0, -1.570796327) (-0, 1.570796327)
# expect:     -0.0 (-0, -0) (-0, 1.107148718)
# expect:     1.0 ValueError: math domain error (0.1732867951, 1.178097245)
# expect:     inf (0, -1.570796327) (0, 1.570796327)
# expect: []
