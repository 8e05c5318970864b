for spec in (
    "<8", ">8", "^8", "=8", "08", "+", "-", " ", "+08d", "*<8", "x^8x", "#x", "#010x", "_b", ",", "8,d", "n",
    "c",
):
    print(spec, repr(format(1234, spec)), repr(format(-97, spec)) if spec != "c" else "")
for spec in ("<6", ">6", "^6", ".2", "6.2", "*^7s", "s", ""):
    print(spec, repr(format("abc", spec)))

# expect: <8 '1234    ' '-97     '
# expect: >8 '    1234' '     -97'
# expect: ^8 '  1234  ' '  -97   '
# expect: =8 '    1234' '-     97'
# expect: 08 '00001234' '-0000097'
# expect: + '+1234' '-97'
# expect: - '1234' '-97'
# expect:   ' 1234' '-97'
# expect: +08d '+0001234' '-0000097'
# expect: *<8 '1234****' '-97*****'
# expect: x^8x 'xx4d2xxx' 'xx-61xxx'
# expect: #x '0x4d2' '-0x61'
# expect: #010x '0x000004d2' '-0x0000061'
# expect: _b '100_1101_0010' '-110_0001'
# expect: , '1,234' '-97'
# expect: 8,d '   1,234' '     -97'
# expect: n '1234' '-97'
# expect: c 'Ӓ' 
# expect: <6 'abc   '
# expect: >6 '   abc'
# expect: ^6 ' abc  '
# expect: .2 'ab'
# expect: 6.2 'ab    '
# expect: *^7s '**abc**'
# expect: s 'abc'
# expect:  'abc'
