# A file that dies open is closed, and a ResourceWarning says so, naming the outermost stream.
import io
import os
import tempfile
import warnings

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "file")
    open(path, "w").close()
    for make in (lambda: open(path, encoding="utf-8"), lambda: open(path, "rb"), lambda: open(path, "rb", buffering=0), lambda: open(path, "r+b")):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            file = make()
            del file
        print([(w.category.__name__, str(w.message).replace(folder, "FOLDER")) for w in caught])

    # The outer streams ask the inner ones to warn.
    file = open(path, "rb")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        file._dealloc_warn("whom it names")
        file.raw._dealloc_warn("another")
        file.close()
        file._dealloc_warn("nobody, since it is closed")
        file.raw._dealloc_warn("nobody")
    print([str(w.message) for w in caught])
    for wrong in (lambda: file._dealloc_warn(), lambda: file.raw._dealloc_warn(1, 2), lambda: io.BytesIO()._dealloc_warn(1)):
        try:
            wrong()
        except (TypeError, AttributeError) as error:
            print(type(error).__name__)

# expect: [('ResourceWarning', "unclosed file <_io.TextIOWrapper name='FOLDER/file' mode='r' encoding='utf-8'>")]
# expect: [('ResourceWarning', "unclosed file <_io.BufferedReader name='FOLDER/file'>")]
# expect: [('ResourceWarning', "unclosed file <_io.FileIO name='FOLDER/file' mode='rb' closefd=True>")]
# expect: [('ResourceWarning', "unclosed file <_io.BufferedRandom name='FOLDER/file'>")]
# expect: ["unclosed file 'whom it names'", "unclosed file 'another'"]
# expect: TypeError
# expect: TypeError
# expect: AttributeError
