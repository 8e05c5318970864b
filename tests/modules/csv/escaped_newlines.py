# Behind an escaped newline a record goes on, also where a line has no newline at its end.
import csv

for strict in False, True:
    for lines in (["\\\n", "\t"], ["\\\n", "a\n", "b"], ["\\\n", "a", "b\n", "c"], ["\\\n"], ["x\\\n", "y,z"], ["x\\"], ["\\\n", "\\\n", "b"],
                  ["a,\\\r\n", "b"], ["'a\\\n", "b'"], ["'a"], ["\\\r", " b"]):
        try:
            print(strict, lines, list(csv.reader(lines, escapechar="\\", strict=strict, quotechar="'")))
        except csv.Error as error:
            print(strict, lines, error)

# expect: False ['\\\n', '\t'] [['\n\t']]
# expect: False ['\\\n', 'a\n', 'b'] [['\na'], ['b']]
# expect: False ['\\\n', 'a', 'b\n', 'c'] [['\nab'], ['c']]
# expect: False ['\\\n'] [['\n']]
# expect: False ['x\\\n', 'y,z'] [['x\ny', 'z']]
# expect: False ['x\\'] [['x\n']]
# expect: False ['\\\n', '\\\n', 'b'] [['\n\nb']]
# expect: False ['a,\\\r\n', 'b'] [['a', '\r'], ['b']]
# expect: False ["'a\\\n", "b'"] [['a\nb']]
# expect: False ["'a"] [['a']]
# expect: False ['\\\r', ' b'] [['\r b']]
# expect: True ['\\\n', '\t'] unexpected end of data
# expect: True ['\\\n', 'a\n', 'b'] [['\na'], ['b']]
# expect: True ['\\\n', 'a', 'b\n', 'c'] [['\nab'], ['c']]
# expect: True ['\\\n'] unexpected end of data
# expect: True ['x\\\n', 'y,z'] [['x\ny', 'z']]
# expect: True ['x\\'] unexpected end of data
# expect: True ['\\\n', '\\\n', 'b'] unexpected end of data
# expect: True ['a,\\\r\n', 'b'] [['a', '\r'], ['b']]
# expect: True ["'a\\\n", "b'"] [['a\nb']]
# expect: True ["'a"] unexpected end of data
# expect: True ['\\\r', ' b'] unexpected end of data
