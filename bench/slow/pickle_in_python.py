"""The pickler and the unpickler that are written in Python."""

import io
import pickle

data = [{"id": i, "name": f"n{i}", "tags": ("a", "b", i), "f": i / 3, "l": [1, 2, [3, i]]} for i in range(6000)]
stream = io.BytesIO()
pickle._Pickler(stream, 4).dump(data)
stream.seek(0)
print(pickle._Unpickler(stream).load() == data, len(stream.getvalue()))
