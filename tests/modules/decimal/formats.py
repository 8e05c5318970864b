from decimal import *

values = [Decimal(s) for s in ['0', '-0', '1', '-1.5', '1234567.891', '-1234567.891', '0.000012345', '1e10', '1e-10', '-0.004', '9.9995', 'Infinity', '-Infinity', 'NaN', '-sNaN5', '0e5', '0e-8']]
for spec in ['', 'f', 'F', 'e', 'E', 'g', 'G', '%', '.0f', '.3f', '.2e', '.0e', '.3g', '.0g', '.1%', ',', ',.2f', '15', '<15', '>15', '^15', '=15', '+', ' ', '-', '+.2f', '015', '015,', '+015,.1f',
             '*^20', 'x<20.2f', '0=15', 'z', 'z.2f', '+z.1f', 'z.0e', 'n', '.3n', '\u20ac^12', '\0>9']:
    print(ascii(spec), *[ascii(format(v, spec)) for v in values])
for spec in ['x', 'd', 's', '_', '_f', '.f', ',n', ',_', '<010', '00', '10.', 'ff', '=', '\ud800', 'fz']:
    for v in (Decimal('1.5'), Decimal('NaN')):
        try:
            print(ascii(spec), format(v, spec))
        except Exception as e:
            print(ascii(spec), type(e).__name__, e)
for override, spec in [({'decimal_point': ',', 'thousands_sep': '.', 'grouping': '\3'}, 'n'), ({'decimal_point': '\u066b', 'thousands_sep': '\u066c', 'grouping': '\3\2\0'}, '020n'),
                       ({'decimal_point': '.', 'thousands_sep': "'", 'grouping': '\1'}, 'n'), ({'decimal_point': ''}, 'n'), ({'decimal_point': '.', 'thousands_sep': '-', 'grouping': '\177'}, 'n'), (5, 'n')]:
    for v in (Decimal('123456789.25'), Decimal('-1e10'), Decimal('7')):
        try:
            print(ascii(v.__format__(spec, override)))
        except Exception as e:
            print(type(e).__name__, e)
with localcontext(rounding=ROUND_DOWN, capitals=0):
    print(format(Decimal('1.99'), '.1f'), format(Decimal('1e20'), ''), format(Decimal('1e20'), 'G'), f'{Decimal("2.5"):.0f}')

# expect: '' '0' '-0' '1' '-1.5' '1234567.891' '-1234567.891' '0.000012345' '1E+10' '1E-10' '-0.004' '9.9995' 'Infinity' '-Infinity' 'NaN' '-sNaN5' '0E+5' '0E-8'
# expect: 'f' '0' '-0' '1' '-1.5' '1234567.891' '-1234567.891' '0.000012345' '10000000000' '0.0000000001' '-0.004' '9.9995' 'Infinity' '-Infinity' 'NaN' '-sNaN5' '0' '0.00000000'
# expect: 'F' '0' '-0' '1' '-1.5' '1234567.891' '-1234567.891' '0.000012345' '10000000000' '0.0000000001' '-0.004' '9.9995' 'Infinity' '-Infinity' 'NaN' '-sNaN5' '0' '0.00000000'
# expect: 'e' '0e+0' '-0e+0' '1e+0' '-1.5e+0' '1.234567891e+6' '-1.234567891e+6' '1.2345e-5' '1e+10' '1e-10' '-4e-3' '9.9995e+0' 'Infinity' '-Infinity' 'NaN' '-sNaN5' '0e+5' '0e-8'
# expect: 'E' '0E+0' '-0E+0' '1E+0' '-1.5E+0' '1.234567891E+6' '-1.234567891E+6' '1.2345E-5' '1E+10' '1E-10' '-4E-3' '9.9995E+0' 'Infinity' '-Infinity' 'NaN' '-sNaN5' '0E+5' '0E-8'
# expect: 'g' '0' '-0' '1' '-1.5' '1234567.891' '-1234567.891' '0.000012345' '1e+10' '1e-10' '-0.004' '9.9995' 'Infinity' '-Infinity' 'NaN' '-sNaN5' '0e+5' '0e-8'
# expect: 'G' '0' '-0' '1' '-1.5' '1234567.891' '-1234567.891' '0.000012345' '1E+10' '1E-10' '-0.004' '9.9995' 'Infinity' '-Infinity' 'NaN' '-sNaN5' '0E+5' '0E-8'
# expect: '%' '0%' '-0%' '100%' '-150%' '123456789.1%' '-123456789.1%' '0.0012345%' '1000000000000%' '0.00000001%' '-0.4%' '999.95%' 'Infinity%' '-Infinity%' 'NaN%' '-sNaN5%' '0%' '0.000000%'
# expect: '.0f' '0' '-0' '1' '-2' '1234568' '-1234568' '0' '10000000000' '0' '-0' '10' 'Infinity' '-Infinity' 'NaN' '-sNaN5' '0' '0'
# expect: '.3f' '0.000' '-0.000' '1.000' '-1.500' '1234567.891' '-1234567.891' '0.000' '10000000000.000' '0.000' '-0.004' '10.000' 'Infinity' '-Infinity' 'NaN' '-sNaN5' '0.000' '0.000'
# expect: '.2e' '0.00e+2' '-0.00e+2' '1.00e+0' '-1.50e+0' '1.23e+6' '-1.23e+6' '1.23e-5' '1.00e+10' '1.00e-10' '-4.00e-3' '1.00e+1' 'Infinity' '-Infinity' 'NaN' '-sNaN5' '0.00e+7' '0.00e-6'
# expect: '.0e' '0e+0' '-0e+0' '1e+0' '-2e+0' '1e+6' '-1e+6' '1e-5' '1e+10' '1e-10' '-4e-3' '1e+1' 'Infinity' '-Infinity' 'NaN' '-sNaN5' '0e+5' '0e-8'
# expect: '.3g' '0' '-0' '1' '-1.5' '1.23e+6' '-1.23e+6' '0.0000123' '1e+10' '1e-10' '-0.004' '10.0' 'Infinity' '-Infinity' 'NaN' '-sNaN5' '0e+5' '0e-8'
# expect: '.0g' '0' '-0' '1' '-2' '1e+6' '-1e+6' '0.00001' '1e+10' '1e-10' '-0.004' '1e+1' 'Infinity' '-Infinity' 'NaN' '-sNaN5' '0e+5' '0e-8'
# expect: '.1%' '0.0%' '-0.0%' '100.0%' '-150.0%' '123456789.1%' '-123456789.1%' '0.0%' '1000000000000.0%' '0.0%' '-0.4%' '1000.0%' 'Infinity%' '-Infinity%' 'NaN%' '-sNaN5%' '0.0%' '0.0%'
# expect: ',' '0' '-0' '1' '-1.5' '1,234,567.891' '-1,234,567.891' '0.000012345' '1E+10' '1E-10' '-0.004' '9.9995' 'Infinity' '-Infinity' 'NaN' '-sNaN5' '0E+5' '0E-8'
# expect: ',.2f' '0.00' '-0.00' '1.00' '-1.50' '1,234,567.89' '-1,234,567.89' '0.00' '10,000,000,000.00' '0.00' '-0.00' '10.00' 'Infinity' '-Infinity' 'NaN' '-sNaN5' '0.00' '0.00'
# expect: '15' '              0' '             -0' '              1' '           -1.5' '    1234567.891' '   -1234567.891' '    0.000012345' '          1E+10' '          1E-10' '         -0.004' '         9.9995' '       Infinity' '      -Infinity' '            NaN' '         -sNaN5' '           0E+5' '           0E-8'
# expect: '<15' '0              ' '-0             ' '1              ' '-1.5           ' '1234567.891    ' '-1234567.891   ' '0.000012345    ' '1E+10          ' '1E-10          ' '-0.004         ' '9.9995         ' 'Infinity       ' '-Infinity      ' 'NaN            ' '-sNaN5         ' '0E+5           ' '0E-8           '
# expect: '>15' '              0' '             -0' '              1' '           -1.5' '    1234567.891' '   -1234567.891' '    0.000012345' '          1E+10' '          1E-10' '         -0.004' '         9.9995' '       Infinity' '      -Infinity' '            NaN' '         -sNaN5' '           0E+5' '           0E-8'
# expect: '^15' '       0       ' '      -0       ' '       1       ' '     -1.5      ' '  1234567.891  ' ' -1234567.891  ' '  0.000012345  ' '     1E+10     ' '     1E-10     ' '    -0.004     ' '    9.9995     ' '   Infinity    ' '   -Infinity   ' '      NaN      ' '    -sNaN5     ' '     0E+5      ' '     0E-8      '
# expect: '=15' '              0' '-             0' '              1' '-           1.5' '    1234567.891' '-   1234567.891' '    0.000012345' '          1E+10' '          1E-10' '-         0.004' '         9.9995' '       Infinity' '-      Infinity' '            NaN' '-         sNaN5' '           0E+5' '           0E-8'
# expect: '+' '+0' '-0' '+1' '-1.5' '+1234567.891' '-1234567.891' '+0.000012345' '+1E+10' '+1E-10' '-0.004' '+9.9995' '+Infinity' '-Infinity' '+NaN' '-sNaN5' '+0E+5' '+0E-8'
# expect: ' ' ' 0' '-0' ' 1' '-1.5' ' 1234567.891' '-1234567.891' ' 0.000012345' ' 1E+10' ' 1E-10' '-0.004' ' 9.9995' ' Infinity' '-Infinity' ' NaN' '-sNaN5' ' 0E+5' ' 0E-8'
# expect: '-' '0' '-0' '1' '-1.5' '1234567.891' '-1234567.891' '0.000012345' '1E+10' '1E-10' '-0.004' '9.9995' 'Infinity' '-Infinity' 'NaN' '-sNaN5' '0E+5' '0E-8'
# expect: '+.2f' '+0.00' '-0.00' '+1.00' '-1.50' '+1234567.89' '-1234567.89' '+0.00' '+10000000000.00' '+0.00' '-0.00' '+10.00' '+Infinity' '-Infinity' '+NaN' '-sNaN5' '+0.00' '+0.00'
# expect: '015' '000000000000000' '-00000000000000' '000000000000001' '-000000000001.5' '00001234567.891' '-0001234567.891' '00000.000012345' '00000000001E+10' '00000000001E-10' '-0000000000.004' '0000000009.9995' '       Infinity' '      -Infinity' '            NaN' '         -sNaN5' '000000000000E+5' '000000000000E-8'
# expect: '015,' '000,000,000,000' '-00,000,000,000' '000,000,000,001' '-0,000,000,001.5' '001,234,567.891' '-01,234,567.891' '0,000.000012345' '000,000,001E+10' '000,000,001E-10' '-00,000,000.004' '00,000,009.9995' '       Infinity' '      -Infinity' '            NaN' '         -sNaN5' '0,000,000,000E+5' '0,000,000,000E-8'
# expect: '+015,.1f' '+0,000,000,000.0' '-0,000,000,000.0' '+0,000,000,001.0' '-0,000,000,001.5' '+0,001,234,567.9' '-0,001,234,567.9' '+0,000,000,000.0' '+10,000,000,000.0' '+0,000,000,000.0' '-0,000,000,000.0' '+0,000,000,010.0' '      +Infinity' '      -Infinity' '           +NaN' '         -sNaN5' '+0,000,000,000.0' '+0,000,000,000.0'
# expect: '*^20' '*********0**********' '*********-0*********' '*********1**********' '********-1.5********' '****1234567.891*****' '****-1234567.891****' '****0.000012345*****' '*******1E+10********' '*******1E-10********' '*******-0.004*******' '*******9.9995*******' '******Infinity******' '*****-Infinity******' '********NaN*********' '*******-sNaN5*******' '********0E+5********' '********0E-8********'
# expect: 'x<20.2f' '0.00xxxxxxxxxxxxxxxx' '-0.00xxxxxxxxxxxxxxx' '1.00xxxxxxxxxxxxxxxx' '-1.50xxxxxxxxxxxxxxx' '1234567.89xxxxxxxxxx' '-1234567.89xxxxxxxxx' '0.00xxxxxxxxxxxxxxxx' '10000000000.00xxxxxx' '0.00xxxxxxxxxxxxxxxx' '-0.00xxxxxxxxxxxxxxx' '10.00xxxxxxxxxxxxxxx' 'Infinityxxxxxxxxxxxx' '-Infinityxxxxxxxxxxx' 'NaNxxxxxxxxxxxxxxxxx' '-sNaN5xxxxxxxxxxxxxx' '0.00xxxxxxxxxxxxxxxx' '0.00xxxxxxxxxxxxxxxx'
# expect: '0=15' '000000000000000' '-00000000000000' '000000000000001' '-000000000001.5' '00001234567.891' '-0001234567.891' '00000.000012345' '00000000001E+10' '00000000001E-10' '-0000000000.004' '0000000009.9995' '0000000Infinity' '-000000Infinity' '000000000000NaN' '-000000000sNaN5' '000000000000E+5' '000000000000E-8'
# expect: 'z' '0' '0' '1' '-1.5' '1234567.891' '-1234567.891' '0.000012345' '1E+10' '1E-10' '-0.004' '9.9995' 'Infinity' '-Infinity' 'NaN' '-sNaN5' '0E+5' '0E-8'
# expect: 'z.2f' '0.00' '0.00' '1.00' '-1.50' '1234567.89' '-1234567.89' '0.00' '10000000000.00' '0.00' '0.00' '10.00' 'Infinity' '-Infinity' 'NaN' '-sNaN5' '0.00' '0.00'
# expect: '+z.1f' '+0.0' '+0.0' '+1.0' '-1.5' '+1234567.9' '-1234567.9' '+0.0' '+10000000000.0' '+0.0' '+0.0' '+10.0' '+Infinity' '-Infinity' '+NaN' '-sNaN5' '+0.0' '+0.0'
# expect: 'z.0e' '0e+0' '0e+0' '1e+0' '-2e+0' '1e+6' '-1e+6' '1e-5' '1e+10' '1e-10' '-4e-3' '1e+1' 'Infinity' '-Infinity' 'NaN' '-sNaN5' '0e+5' '0e-8'
# expect: 'n' '0' '-0' '1' '-1.5' '1234567.891' '-1234567.891' '0.000012345' '1e+10' '1e-10' '-0.004' '9.9995' 'Infinity' '-Infinity' 'NaN' '-sNaN5' '0e+5' '0e-8'
# expect: '.3n' '0' '-0' '1' '-1.5' '1.23e+6' '-1.23e+6' '0.0000123' '1e+10' '1e-10' '-0.004' '10.0' 'Infinity' '-Infinity' 'NaN' '-sNaN5' '0e+5' '0e-8'
# expect: '\u20ac^12' '\u20ac\u20ac\u20ac\u20ac\u20ac0\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac' '\u20ac\u20ac\u20ac\u20ac\u20ac-0\u20ac\u20ac\u20ac\u20ac\u20ac' '\u20ac\u20ac\u20ac\u20ac\u20ac1\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac' '\u20ac\u20ac\u20ac\u20ac-1.5\u20ac\u20ac\u20ac\u20ac' '1234567.891\u20ac' '-1234567.891' '0.000012345\u20ac' '\u20ac\u20ac\u20ac1E+10\u20ac\u20ac\u20ac\u20ac' '\u20ac\u20ac\u20ac1E-10\u20ac\u20ac\u20ac\u20ac' '\u20ac\u20ac\u20ac-0.004\u20ac\u20ac\u20ac' '\u20ac\u20ac\u20ac9.9995\u20ac\u20ac\u20ac' '\u20ac\u20acInfinity\u20ac\u20ac' '\u20ac-Infinity\u20ac\u20ac' '\u20ac\u20ac\u20ac\u20acNaN\u20ac\u20ac\u20ac\u20ac\u20ac' '\u20ac\u20ac\u20ac-sNaN5\u20ac\u20ac\u20ac' '\u20ac\u20ac\u20ac\u20ac0E+5\u20ac\u20ac\u20ac\u20ac' '\u20ac\u20ac\u20ac\u20ac0E-8\u20ac\u20ac\u20ac\u20ac'
# expect: '\x00>9' '\x00\x00\x00\x00\x00\x00\x00\x000' '\x00\x00\x00\x00\x00\x00\x00-0' '\x00\x00\x00\x00\x00\x00\x00\x001' '\x00\x00\x00\x00\x00-1.5' '1234567.891' '-1234567.891' '0.000012345' '\x00\x00\x00\x001E+10' '\x00\x00\x00\x001E-10' '\x00\x00\x00-0.004' '\x00\x00\x009.9995' '\x00Infinity' '-Infinity' '\x00\x00\x00\x00\x00\x00NaN' '\x00\x00\x00-sNaN5' '\x00\x00\x00\x00\x000E+5' '\x00\x00\x00\x00\x000E-8'
# expect: 'x' ValueError invalid format string
# expect: 'x' ValueError invalid format string
# expect: 'd' ValueError invalid format string
# expect: 'd' ValueError invalid format string
# expect: 's' ValueError invalid format string
# expect: 's' ValueError invalid format string
# expect-before-3.14: '_' ValueError invalid format string
# expect-before-3.14: '_' ValueError invalid format string
# expect-before-3.14: '_f' ValueError invalid format string
# expect-before-3.14: '_f' ValueError invalid format string
# expect-since-3.14: '_' 1.5
# expect-since-3.14: '_' NaN
# expect-since-3.14: '_f' 1.5
# expect-since-3.14: '_f' NaN
# expect: '.f' ValueError invalid format string
# expect: '.f' ValueError invalid format string
# expect: ',n' ValueError invalid format string
# expect: ',n' ValueError invalid format string
# expect: ',_' ValueError invalid format string
# expect: ',_' ValueError invalid format string
# expect: '<010' ValueError invalid format string
# expect: '<010' ValueError invalid format string
# expect-before-3.14: '00' ValueError invalid format string
# expect-before-3.14: '00' ValueError invalid format string
# expect-since-3.14: '00' 1.5
# expect-since-3.14: '00' NaN
# expect: '10.' ValueError invalid format string
# expect: '10.' ValueError invalid format string
# expect: 'ff' ValueError invalid format string
# expect: 'ff' ValueError invalid format string
# expect: '=' 1.5
# expect: '=' NaN
# expect: '\ud800' UnicodeEncodeError 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: '\ud800' UnicodeEncodeError 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: 'fz' ValueError invalid format string
# expect: 'fz' ValueError invalid format string
# expect: '123.456.789,25'
# expect: '-1e+10'
# expect: '7'
# expect: '0\u066c00\u066c12\u066c34\u066c56\u066c789\u066b25'
# expect: '-00\u066c00\u066c00\u066c00\u066c001e+10'
# expect: '0\u066c00\u066c00\u066c00\u066c00\u066c00\u066c007'
# expect: "1'2'3'4'5'6'7'8'9.25"
# expect: '-1e+10'
# expect: '7'
# expect: ValueError invalid override dict
# expect: ValueError invalid override dict
# expect: ValueError invalid override dict
# expect: '123456789.25'
# expect: '-1e+10'
# expect: '7'
# expect: TypeError optional argument must be a dict
# expect: TypeError optional argument must be a dict
# expect: TypeError optional argument must be a dict
# expect: 1.9 1e+20 1E+20 2
