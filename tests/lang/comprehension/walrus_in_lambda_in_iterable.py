for source in ("[i for i in (lambda: (j := 1))()]", "{i for i in [lambda: (j := 1)]}", "[i for i in f(lambda a=(j := 1): a)]", "[(lambda: (j := i))() for i in [1]]",
               "[i for i in [1] if (lambda: (j := i))()]"):
    try:
        print(eval(source, {"f": lambda g: [g()]}))
    except SyntaxError as e:
        print(e.msg, e.offset)

# expect: assignment expression cannot be used in a comprehension iterable expression 23
# expect: assignment expression cannot be used in a comprehension iterable expression 23
# expect: assignment expression cannot be used in a comprehension iterable expression 25
# expect: [1]
# expect: [1]
