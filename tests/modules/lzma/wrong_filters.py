# What is wrong with a filter's numbers is an error of its specifier.
import lzma

X, DELTA, BCJ = ({"id": i} for i in (lzma.FILTER_LZMA2, lzma.FILTER_DELTA, lzma.FILTER_X86))
for filters in (1, [1], [{}], [X | {"lc": 2**40}], [X | {"dict_size": "a"}], [X | {"lc": -1}], [X | {"preset": "a"}], [X | {"foo": 1}],
                [DELTA | {"dist": "a"}, X], [DELTA | {"dist": -1}, X], [DELTA | {"foo": 1}, X], [BCJ | {"start_offset": -1}, X], [BCJ | {"foo": 1}, X],
                [{"id": 99}]):
    try:
        lzma.LZMACompressor(format=lzma.FORMAT_RAW, filters=filters)
        print("taken")
    except (TypeError, ValueError, lzma.LZMAError) as e:
        print(type(e).__name__, e)

# expect: TypeError object of type 'int' has no len()
# expect: TypeError Filter specifier must be a dict or dict-like object
# expect: ValueError Filter specifier must have an "id" entry
# expect: ValueError Invalid filter specifier for LZMA filter
# expect: ValueError Invalid filter specifier for LZMA filter
# expect: ValueError Invalid filter specifier for LZMA filter
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: ValueError Invalid filter specifier for LZMA filter
# expect: ValueError Invalid filter specifier for delta filter
# expect: ValueError Invalid filter specifier for delta filter
# expect: ValueError Invalid filter specifier for delta filter
# expect: ValueError Invalid filter specifier for BCJ filter
# expect: ValueError Invalid filter specifier for BCJ filter
# expect: ValueError Invalid filter ID: 99
