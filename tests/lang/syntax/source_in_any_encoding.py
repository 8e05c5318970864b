def attempt(source):
    try:
        names = {}
        exec(compile(source, "<source>", "exec"), names)
        print(ascii(names["x"]))
    except SyntaxError as e:
        print(e.msg, e.lineno, e.offset, ascii(e.text))
attempt(b'# -*- coding: koi8-r -*-\nx = "\xce\xd0"\n')
attempt(b'# -*- coding: cp1251 -*-\nx = "\xcf\xb3\xf2\xee\xed" +')
attempt(b'# vim: set fileencoding=shift_jis :\nx = "\x93\xfa\x96{"')
attempt(b'# coding: iso8859-7\n\xe1 = 1; x = list(dict(globals()))[-1]')
attempt(b'# coding: nonsense\nx = 1')
attempt(b'# coding: ascii\nx = "\xcf"')
attempt(b'# coding: gbk\nx = "\xff\xff"')
attempt(b'# coding: rot13\nk = 1')
attempt(b'\xef\xbb\xbf#coding: utf8\nx = 1')
attempt(b'\xef\xbb\xbf#coding: utf-8\nx = "\xc3\xa9"')
attempt('# coding: koi8-r\nx = "\xe9"')

# expect: '\u043d\u043f'
# expect: invalid syntax 2 14 'x = "\u041f\u0456\u0442\u043e\u043d" +\n'
# expect: '\u65e5\u672c'
# expect: '\u03b1'
# expect: unknown encoding: nonsense 0 -1 None
# expect: 'ascii' codec can't decode byte 0xcf in position 21: ordinal not in range(128) 0 -1 None
# expect: 'gbk' codec can't decode byte 0xff in position 19: illegal multibyte sequence 0 -1 None
# expect: 'rot13' is not a text encoding; use codecs.decode() to handle arbitrary codecs 0 -1 None
# expect-before-3.15: encoding problem: utf8 with BOM 0 -1 None
# expect-since-3.15: encoding problem: utf8 with BOM 1 0 '#coding: utf8'
# expect: '\xe9'
# expect: '\xe9'
