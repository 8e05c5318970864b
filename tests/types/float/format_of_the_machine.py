for source in ("float.__getformat__('double')", "float.__getformat__('float')", "float.__getformat__('other')", "float.__getformat__(5)", "float.__getformat__()", "(1.5).__getformat__('double')"):
    try:
        print(source, eval(source))
    except (TypeError, OverflowError) as error:
        print(source, type(error).__name__)
    except Exception as error:
        print(source, type(error).__name__, error)

# expect: float.__getformat__('double') IEEE, little-endian
# expect: float.__getformat__('float') IEEE, little-endian
# expect: float.__getformat__('other') ValueError __getformat__() argument 1 must be 'double' or 'float'
# expect: float.__getformat__(5) TypeError
# expect: float.__getformat__() TypeError
# expect: (1.5).__getformat__('double') IEEE, little-endian
