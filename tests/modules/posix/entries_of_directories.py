# min-version: 3.13
import os
import tempfile

with tempfile.TemporaryDirectory() as folder:
    os.mkdir(folder + "/folder")
    open(folder + "/file", "w").close()
    os.symlink("file", folder + "/link")
    os.symlink("folder", folder + "/link_to_folder")
    os.symlink("nowhere", folder + "/dangling")
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            print(entry.name, entry.path == f"{folder}/{entry.name}", entry.is_file(), entry.is_dir(), entry.is_symlink(),
                  entry.is_file(follow_symlinks=False), entry.is_dir(follow_symlinks=False), entry.inode() == os.lstat(entry.path).st_ino, entry)
            print("   ", entry.stat(follow_symlinks=False) == os.lstat(entry.path), os.fspath(entry) == entry.path, getattr(entry, "is_junction", lambda: False)())
            if entry.name == "dangling":
                try:
                    entry.stat()
                except FileNotFoundError as error:
                    print("   ", error.strerror, error.filename == entry.path)
    print([type(entry.name).__name__ for entry in os.scandir(os.fsencode(folder))][:1])
    fd = os.open(folder, os.O_RDONLY)
    print(sorted(entry.path for entry in os.scandir(fd))[:2], [entry.is_file() for entry in os.scandir(fd) if entry.name == "file"])
    os.close(fd)

    # An entry remembers what kind it was.
    kept = next(entry for entry in os.scandir(folder) if entry.name == "file")
    os.unlink(folder + "/file")
    print(kept.is_file(), kept.is_symlink(), kept.inode() > 0)
    gone = next(entry for entry in os.scandir(folder) if entry.name == "link")
    print(gone.is_file(), gone.is_dir(), gone.is_symlink())
    for wrong in (lambda: kept.is_file(False), lambda: kept.inode(1), lambda: type(kept)(), lambda: kept.is_symlink(x=1)):
        try:
            wrong()
        except TypeError as error:
            print(type(error).__name__)

# expect: dangling True False False True False False True <DirEntry 'dangling'>
# expect:     True True False
# expect:     No such file or directory True
# expect: file True True False False True False True <DirEntry 'file'>
# expect:     True True False
# expect: folder True False True False False True True <DirEntry 'folder'>
# expect:     True True False
# expect: link True True False True False False True <DirEntry 'link'>
# expect:     True True False
# expect: link_to_folder True False True True False False True <DirEntry 'link_to_folder'>
# expect:     True True False
# expect: ['bytes']
# expect: ['dangling', 'file'] [True]
# expect: True False True
# expect: False False True
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
