# os.access() asks the kernel; os.times() counts up.
import os
import tempfile

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "file")
    print(os.access(path, os.F_OK))
    open(path, "w").close()
    os.chmod(path, 0o600)
    print(os.access(path, os.F_OK), os.access(path, os.R_OK | os.W_OK), os.access(path, os.X_OK))
    print(os.access(path, os.R_OK, follow_symlinks=False, effective_ids=True))
    at = os.open(folder, os.O_RDONLY)
    print(os.access("file", os.R_OK, dir_fd=at), os.access("none", os.R_OK, dir_fd=at))
    os.close(at)
for wrong in ((), ("x",), (1.5, os.F_OK), ("x", "y")):
    try:
        os.access(*wrong)
    except TypeError as error:
        print("TypeError")

first = os.times()
second = os.times()
print(len(first), first.user <= second.user, first.system <= second.system, first.elapsed <= second.elapsed)
print([name for name in dir(first) if not name.startswith("_")])

# expect: False
# expect: True True False
# expect: True
# expect: True False
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: 5 True True True
# expect: ['children_system', 'children_user', 'count', 'elapsed', 'index', 'n_fields', 'n_sequence_fields', 'n_unnamed_fields', 'system', 'user']
