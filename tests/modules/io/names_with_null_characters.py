# TextIOWrapper refuses names of encodings and error handlers that the C side would see only in part.
import io

for keywords in {"encoding": "utf-8\0"}, {"encoding": "utf-8", "errors": "replace\0"}, {"encoding": "\udcfe"}, {"encoding": "utf-8", "errors": "\udcfe"}, {"encoding": "utf-8", "errors": 42}:
    try:
        print(io.TextIOWrapper(io.BytesIO(), **keywords).errors)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)

# expect: ValueError embedded null character
# expect: ValueError embedded null character
# expect: UnicodeEncodeError 'utf-8' codec can't encode character '\udcfe' in position 0: surrogates not allowed
# expect: UnicodeEncodeError 'utf-8' codec can't encode character '\udcfe' in position 0: surrogates not allowed
# expect: TypeError TextIOWrapper() argument 'errors' must be str or None, not int
