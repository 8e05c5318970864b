# Without extensions there is no C code that needs a GIL.
import refscope

print(refscope.files_with_gil())

# expect: set()
