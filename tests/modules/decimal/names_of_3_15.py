# The version of the specification has another name since 3.15; under the old one it is deprecated.
import _decimal
import decimal
import warnings

for module in _decimal, decimal:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        print(module.__version__, "__version__" in vars(module), [(w.category.__name__, str(w.message)) for w in caught])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        print(decimal.__version__)
    except DeprecationWarning as e:
        print(e)
print(getattr(_decimal, "SPEC_VERSION", None), decimal.Decimal is _decimal.Decimal)
for name in "nothing", 3:
    try:
        _decimal.__getattr__(name)
    except AttributeError as e:
        print(e)

# expect-before-3.15: 1.70 True []
# expect-before-3.15: 1.70 True []
# expect-before-3.15: 1.70
# expect-before-3.15: None True
# expect-before-3.15: module '_decimal' has no attribute '__getattr__'
# expect-before-3.15: module '_decimal' has no attribute '__getattr__'
# expect-since-3.15: 1.70 False [('DeprecationWarning', "'__version__' is deprecated and slated for removal in Python 3.20")]
# expect-since-3.15: 1.70 False [('DeprecationWarning', "'__version__' is deprecated and slated for removal in Python 3.20")]
# expect-since-3.15: '__version__' is deprecated and slated for removal in Python 3.20
# expect-since-3.15: 1.70 True
# expect-since-3.15: module 'decimal' has no attribute 'nothing'
# expect-since-3.15: module 'decimal' has no attribute 3
