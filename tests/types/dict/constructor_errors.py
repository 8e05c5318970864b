for source in (
    "dict([1])", "dict([(1, 2, 3)])", "dict(5)", "dict([('a',)])", "dict({}, {})", "{}.update(5)",
    "{}.popitem()", "dict(**{'a': 1}, a=2)", "{**[]}", "{[]: 1}",
):
    try:
        eval(source)
    except (TypeError, ValueError, KeyError) as error:
        print(type(error).__name__, error)

# expect-before-3.15: TypeError cannot convert dictionary update sequence element #0 to a sequence
# expect-since-3.15: TypeError object is not iterable
# expect: ValueError dictionary update sequence element #0 has length 3; 2 is required
# expect: TypeError 'int' object is not iterable
# expect: ValueError dictionary update sequence element #0 has length 1; 2 is required
# expect: TypeError dict expected at most 1 argument, got 2
# expect: TypeError 'int' object is not iterable
# expect: KeyError 'popitem(): dictionary is empty'
# expect: TypeError dict() got multiple values for keyword argument 'a'
# expect: TypeError 'list' object is not a mapping
# expect-before-3.15: TypeError unhashable type: 'list'
# expect-since-3.15: TypeError cannot use 'list' as a dict key (unhashable type: 'list')
