# subprocess hands all it does between fork and exec to one function; what it checks of its arguments.
import _posixsubprocess
import os
import subprocess
import sys


def recorded(*arguments):
    calls.append(arguments)
    return fork_exec(*arguments)


calls, fork_exec = [], _posixsubprocess.fork_exec
subprocess._fork_exec, subprocess._USE_POSIX_SPAWN = recorded, False
print(subprocess.run([sys.executable, "-c", "import os; os.write(1, b'from the child')"], stdout=subprocess.PIPE).stdout)
subprocess._fork_exec = fork_exec
(arguments,) = calls
print(len(arguments) >= 21, arguments[0][0] == os.fsencode(sys.executable) or arguments[0][0] == sys.executable, arguments[2], type(arguments[3]).__name__)


def with_changes(**changes):
    """The call again, with other arguments."""
    places = dict(program=0, executables=1, close_fds=2, keep=3, environment=5)
    changed = list(arguments)
    for name, value in changes.items():
        changed[places[name]] = value
    try:
        return fork_exec(*changed)
    except Exception as error:
        return type(error).__name__, str(error)


print(with_changes(keep=(5, 3)))
print(with_changes(keep=(-1,)))
print(with_changes(keep=("x",)))
print(with_changes(keep=(3, 3)))
print(with_changes(program=5)[0], with_changes(program=(5,))[0], with_changes(environment=5)[0], with_changes(executables=5)[0])
print(fork_exec.__name__, fork_exec.__self__.__name__)
try:
    fork_exec()
except TypeError:
    print("TypeError")

# What goes wrong in the child is raised here.
for options in (dict(cwd="/no such folder"), dict(preexec_fn=lambda: 1 / 0), dict(executable="/no such program"), dict(extra_groups=["no such group"])):
    try:
        subprocess.run([sys.executable, "-c", "pass"], **options)
    except (OSError, subprocess.SubprocessError, KeyError) as error:
        print(type(error).__name__, error)

# expect: b'from the child'
# expect: True True True tuple
# expect: ('ValueError', 'bad value(s) in fds_to_keep')
# expect: ('ValueError', 'bad value(s) in fds_to_keep')
# expect: ('ValueError', 'bad value(s) in fds_to_keep')
# expect: ('ValueError', 'bad value(s) in fds_to_keep')
# expect: TypeError TypeError TypeError TypeError
# expect: fork_exec _posixsubprocess
# expect: TypeError
# expect: FileNotFoundError [Errno 2] No such file or directory: '/no such folder'
# expect: SubprocessError Exception occurred in preexec_fn.
# expect: FileNotFoundError [Errno 2] No such file or directory: '/no such program'
# expect: KeyError "getgrnam(): name not found: 'no such group'"
