import csv
import io

row = ["a", 1, "x;y,z", 'q"q', "it's", "b\\c", "l\nm", "a!b", True, None, 2.5, ""]
for settings in (
    {}, {"quoting": csv.QUOTE_ALL}, {"quoting": csv.QUOTE_NONNUMERIC}, {"quoting": csv.QUOTE_NONE, "escapechar": "\\"},
    {"delimiter": ";", "quotechar": "'"}, {"doublequote": False, "escapechar": "\\"},
    {"dialect": "excel-tab"}, {"dialect": "unix"}, {"dialect": csv.excel, "delimiter": "|"},
):
    out = io.StringIO()
    writer = csv.writer(out, **settings)
    writer.writerow(row)
    writer.writerows([["", ""], (), "ab"])
    print(repr(out.getvalue()))
    if settings.get("quoting") != csv.QUOTE_NONNUMERIC:
        reader = csv.reader(io.StringIO(out.getvalue(), newline=""), **settings)
        print(list(reader), reader.line_num)
out = io.StringIO()
table = csv.DictWriter(out, ["a", "b"], extrasaction="ignore")
table.writeheader()
table.writerow({"a": 1, "b": "z", "c": 0})
print(list(csv.DictReader(io.StringIO(out.getvalue()))))
print(list(csv.reader(['a,"b', 'c",d', "", 'e, f, "g"', "x\\", "y"], skipinitialspace=True, escapechar="\\")))
print(list(csv.reader(['1,"a",2.5'], quoting=csv.QUOTE_NONNUMERIC)), csv.Sniffer().sniff("a;b\n1;2\n3;4\n").delimiter)
print(csv.list_dialects(), csv.field_size_limit(), csv.get_dialect("excel").lineterminator == "\r\n")

# expect: 'a,1,"x;y,z","q""q",it\'s,b\\c,"l\nm",a!b,True,,2.5,\r\n,\r\n\r\na,b\r\n'
# expect: [['a', '1', 'x;y,z', 'q"q', "it's", 'b\\c', 'l\nm', 'a!b', 'True', '', '2.5', ''], ['', ''], [], ['a', 'b']] 5
# expect: '"a","1","x;y,z","q""q","it\'s","b\\c","l\nm","a!b","True","","2.5",""\r\n"",""\r\n\r\n"a","b"\r\n'
# expect: [['a', '1', 'x;y,z', 'q"q', "it's", 'b\\c', 'l\nm', 'a!b', 'True', '', '2.5', ''], ['', ''], [], ['a', 'b']] 5
# expect: '"a",1,"x;y,z","q""q","it\'s","b\\c","l\nm","a!b",True,"",2.5,""\r\n"",""\r\n\r\n"a","b"\r\n'
# expect: 'a,1,x;y\\,z,q\\"q,it\'s,b\\\\c,l\\\nm,a!b,True,,2.5,\r\n,\r\n\r\na,b\r\n'
# expect: [['a', '1', 'x;y,z', 'q"q', "it's", 'b\\c', 'l\nm', 'a!b', 'True', '', '2.5', ''], ['', ''], [], ['a', 'b']] 5
# expect: 'a;1;\'x;y,z\';q"q;\'it\'\'s\';b\\c;\'l\nm\';a!b;True;;2.5;\r\n;\r\n\r\na;b\r\n'
# expect: [['a', '1', 'x;y,z', 'q"q', "it's", 'b\\c', 'l\nm', 'a!b', 'True', '', '2.5', ''], ['', ''], [], ['a', 'b']] 5
# expect: 'a,1,"x;y,z",q\\"q,it\'s,b\\\\c,"l\nm",a!b,True,,2.5,\r\n,\r\n\r\na,b\r\n'
# expect: [['a', '1', 'x;y,z', 'q"q', "it's", 'b\\c', 'l\nm', 'a!b', 'True', '', '2.5', ''], ['', ''], [], ['a', 'b']] 5
# expect: 'a\t1\tx;y,z\t"q""q"\tit\'s\tb\\c\t"l\nm"\ta!b\tTrue\t\t2.5\t\r\n\t\r\n\r\na\tb\r\n'
# expect: [['a', '1', 'x;y,z', 'q"q', "it's", 'b\\c', 'l\nm', 'a!b', 'True', '', '2.5', ''], ['', ''], [], ['a', 'b']] 5
# expect: '"a","1","x;y,z","q""q","it\'s","b\\c","l\nm","a!b","True","","2.5",""\n"",""\n\n"a","b"\n'
# expect: [['a', '1', 'x;y,z', 'q"q', "it's", 'b\\c', 'l\nm', 'a!b', 'True', '', '2.5', ''], ['', ''], [], ['a', 'b']] 5
# expect: 'a|1|x;y,z|"q""q"|it\'s|b\\c|"l\nm"|a!b|True||2.5|\r\n|\r\n\r\na|b\r\n'
# expect: [['a', '1', 'x;y,z', 'q"q', "it's", 'b\\c', 'l\nm', 'a!b', 'True', '', '2.5', ''], ['', ''], [], ['a', 'b']] 5
# expect: [{'a': '1', 'b': 'z'}]
# expect: [['a', 'bc', 'd'], [], ['e', 'f', 'g'], ['x\ny']]
# expect: [[1.0, 'a', 2.5]] ;
# expect: ['excel', 'excel-tab', 'unix'] 131072 True
