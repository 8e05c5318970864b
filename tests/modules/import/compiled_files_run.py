# min-version: 3.12
# What py_compile and compileall write can be run, imported and packed into an archive without its source.
import compileall
import importlib.util
import os
import py_compile
import subprocess
import sys
import tempfile
import zipfile

SOURCE = '''
import sys
def double(x): return x * 2
print(__name__, double(4), sys.argv[1:], type(__loader__).__name__, __file__ == sys.argv[0] or __name__ != '__main__')
if double(1) == 2 and len(sys.argv) > 2: raise ValueError('on purpose')
'''


def run(*words):
    done = subprocess.run([sys.executable, *words], cwd=folder, capture_output=True, text=True,
                          env={**os.environ, 'PYTHONPATH': ''})
    print(done.returncode, done.stdout.rstrip(), done.stderr.rstrip().split('\n')[-1])


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    with open('program.py', 'w') as file:
        file.write(SOURCE)
    print(py_compile.compile('program.py', cfile='compiled.pyc'))
    print(py_compile.compile('program.py', cfile='hashed', invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH))
    os.mkdir('package')
    py_compile.compile('program.py', cfile='package/__main__.pyc')
    py_compile.compile('program.py', cfile='package/__init__.pyc')
    with zipfile.PyZipFile('archive.zip', 'w') as archive:
        archive.writepy('program.py')
        archive.write('compiled.pyc', '__main__.pyc')
    os.remove('program.py')
    run(os.path.join(folder, 'compiled.pyc'), 'a')
    run(os.path.join(folder, 'hashed'), 'b')
    run(os.path.join(folder, 'compiled.pyc'), 'a', 'b')
    run('-m', 'compiled')
    run('-m', 'package')
    run('package')
    run('archive.zip')
    run('-c', 'import compiled, sys; print(compiled.double(2), compiled.__spec__.cached == compiled.__file__)')
    run('-c', 'import sys; sys.path.insert(0, "archive.zip"); import program; print(program.double("x"))')

    good = open('compiled.pyc', 'rb').read()
    for what, data in (('empty', b''), ('short', good[:3]), ('magic', b'\0\0\r\n' + good[4:]), ('header', good[:16]), ('half', good[:40]),
                       ('no code', good[:16] + b'N'), ('text', b'print(1)\n')):
        with open('damaged.pyc', 'wb') as file:
            file.write(data)
        print(what, end=': ')
        run('damaged.pyc')
    with open('damaged', 'wb') as file:
        file.write(importlib.util.MAGIC_NUMBER)
    run('damaged')
    os.chdir('/')

# expect: compiled.pyc
# expect: hashed
# expect: 0 __main__ 8 ['a'] SourcelessFileLoader True 
# expect: 0 __main__ 8 ['b'] SourcelessFileLoader True 
# expect: 1 __main__ 8 ['a', 'b'] SourcelessFileLoader True ValueError: on purpose
# expect: 0 __main__ 8 [] SourcelessFileLoader True 
# expect: 0 package 8 [] SourcelessFileLoader True
# expect: __main__ 8 [] SourcelessFileLoader True 
# expect: 0 __main__ 8 [] SourcelessFileLoader False 
# expect: 0 __main__ 8 [] zipimporter False 
# expect: 0 compiled 8 [] SourcelessFileLoader True
# expect: 4 True 
# expect: 0 program 8 [] zipimporter True
# expect: xx 
# expect: empty: 1  EOFError: EOF read where not expected
# expect: short: 1  EOFError: EOF read where not expected
# expect: magic: 1  RuntimeError: Bad magic number in .pyc file
# expect: header: 1  RuntimeError: Bad code object in .pyc file
# expect: half: 1  RuntimeError: Bad code object in .pyc file
# expect: no code: 1  RuntimeError: Bad code object in .pyc file
# expect: text: 1  RuntimeError: Bad magic number in .pyc file
# expect: 1  EOFError: EOF read where not expected
