# The module of a warning is named after the text of its file name, whatever the __len__ of a subclass of str says.
import warnings


class Path(str):
    def __len__(self):
        return 4


with warnings.catch_warnings():
    warnings.simplefilter("error")
    warnings.filterwarnings("ignore", module="/some/where$")
    warnings.warn_explicit("ignored", UserWarning, Path("/some/where.py"), 3)
    print("ignored")
    try:
        warnings.warn_explicit("raised", UserWarning, Path("/some/other.py"), 3)
    except UserWarning as error:
        print(error)
# expect: ignored
# expect: raised
