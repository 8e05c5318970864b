# FileIO._finalizing takes a bool only.
import io
import os

with io.FileIO(os.devnull) as file:
    print(file._finalizing)
    for value in 1, None:
        try:
            file._finalizing = value
        except TypeError as error:
            print(error)
    try:
        del file._finalizing
    except TypeError as error:
        print(error)
    file._finalizing = True
    print(file._finalizing)
    file._finalizing = False

# expect: False
# expect: attribute value type must be bool
# expect: attribute value type must be bool
# expect: can't delete numeric/char attribute
# expect: True
