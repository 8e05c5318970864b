// Functions of module posix that make processes: fork with its callbacks, exec, spawn.
#include <fcntl.h>
#include <pty.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <utmp.h>

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <string>

#include "gc/threads/attach.h"
#include "runtime/library/core/warnings.h"
#include "runtime/library/os/posix.h"
#include "runtime/library/threads/import_lock.h"
#include "runtime/library/threads/signal.h"
#include "runtime/library/threads/thread.h"
#include "runtime/object/audit.h"
#include "runtime/object/native_modules.h"
#include "runtime/text/builder.h"
#include "runtime/types/containers/mapping_keys.h"

namespace rt::posix {

// ---- fork

namespace {

// Lists of callables. They are made once by init_process and are roots.
struct ForkCallbacks {
  Value before, parent, child;
};
ForkCallbacks g_callbacks;

void trace_callbacks(gc::Visitor& visitor) {
  for (Value list : {g_callbacks.before, g_callbacks.parent, g_callbacks.child}) trace_value(visitor, list);
}

// Calls the callables in a copy of the list, because they may change it. Their errors are reported and forgotten.
void run_callbacks_py(Thread& t, Value list, bool backwards) {
  Ref pending = take_error(t);
  Ref snapshot = list ? list_to_tuple(t, list) : Ref();
  if (!snapshot) clear_error(t);
  u64 n = snapshot ? as_tuple(snapshot)->length : 0;
  for (u64 i = 0; i < n; ++i) {
    Value callback = (*as_tuple(snapshot))[backwards ? n - 1 - i : i];
    if (!rt::call_py(t, callback)) write_unraisable_py(t, nullptr, callback);
  }
  if (pending) restore_error(t, std::move(pending));
}

}  // namespace

bool run_fork_callbacks_before_py(Thread& t) {
  run_callbacks_py(t, g_callbacks.before, true);
  return true;
}
void run_fork_callbacks_parent_py(Thread& t) { run_callbacks_py(t, g_callbacks.parent, false); }
void run_fork_callbacks_child_py(Thread& t) { run_callbacks_py(t, g_callbacks.child, false); }

void prepare_fork(Thread& t) {
  acquire_import_lock(t);
  gc::before_fork(t, threads_before_fork);
}
void forked_in_parent(Thread& t) {
  gc::after_fork_parent(t, threads_after_fork_parent);
  release_import_lock(t);
}
void forked_in_child(Thread& t) {
  os::g_fork_count.fetch_add(1, gc::relaxed);
  gc::after_fork_child(t);
  threads_after_fork_child(t);
  signals_after_fork_child(t);
  release_import_lock(t);
}

int fork_runtime(Thread& t) {
  prepare_fork(t);
  int pid = ::fork();
  int error = errno;
  if (pid == 0) forked_in_child(t);
  else forked_in_parent(t);
  errno = error;
  return pid;
}

namespace {

// Warns the parent, since 3.12, if other threads run: what they hold stays locked in the child. False: an error is
// pending; up to 3.14 it is not passed on.
bool warn_of_threads_py(Thread& t, const char* function) {
  if (library_minor() < 12 || gc::thread_count() < 2) return true;
  Ref text =
      format_message(t, "This process (pid=%d) is multi-threaded, use of %s() may lead to deadlocks in the child.",
                     getpid(), function);
  if (text && warn_py(t, kDeprecationWarningType, text)) return true;
  if (library_minor() < 15) clear_error(t);
  return !error_pending(t);
}

Ref finish_fork_py(Thread& t, int pid, const char* function) {
  int error = errno;
  if (pid == 0) run_fork_callbacks_child_py(t);
  else run_fork_callbacks_parent_py(t);
  if (pid < 0) return raise_os_error(t, error);
  if (pid > 0 && !warn_of_threads_py(t, function)) return Ref();
  return make_int(t, pid);
}

// False: the program ends, and a child could not.
bool check_may_fork(Thread& t) {
  if (!is_finalizing() || library_minor() < 12) return true;
  return raise(t, kPythonFinalizationErrorType, "can't fork at interpreter shutdown");
}

Ref posix_fork(Thread& t) {
  if (!check_may_fork(t)) return Ref();
  if (!audit_py(t, "os.fork")) return Ref();
  run_fork_callbacks_before_py(t);
  return finish_fork_py(t, fork_runtime(t), "fork");
}

// The child gets a terminal of its own, which is opened before the fork: in the child little may fail.
Ref posix_forkpty(Thread& t) {
  int master, slave;
  if (!check_may_fork(t)) return Ref();
  if (!audit_py(t, "os.forkpty")) return Ref();
  if (::openpty(&master, &slave, nullptr, nullptr, nullptr) < 0) return raise_os_error(t, errno);
  os::set_inheritable(master, false);
  run_fork_callbacks_before_py(t);
  int pid = fork_runtime(t);
  if (pid == 0) {
    ::login_tty(slave);
  } else {
    int error = errno;
    ::close(slave);
    if (pid < 0) ::close(master);
    errno = error;
  }
  Ref result = finish_fork_py(t, pid, "forkpty");
  Ref fd = result ? make_int(t, pid == 0 ? -1 : master) : Ref();
  return fd ? make_tuple(t, result, fd) : Ref();
}

Ref posix_register_at_fork(Thread& t, Value before, Value after_in_child, Value after_in_parent) {
  if (!before && !after_in_child && !after_in_parent) return raise_type_error(t, "At least one argument is required.");
  const struct {
    const char* name;
    Value callback, list;
  } kGiven[] = {{"before", before, g_callbacks.before},
                {"after_in_child", after_in_child, g_callbacks.child},
                {"after_in_parent", after_in_parent, g_callbacks.parent}};
  for (const auto& given : kGiven) {
    if (given.callback && !is_callable(given.callback))
      return raise_type_error(t, "'%s' must be callable, not %T", given.name, given.callback);
  }
  for (const auto& given : kGiven) {
    if (given.callback && !list_append(t, as_list(given.list), Ref::share(t, given.callback))) return Ref();
  }
  return none();
}

}  // namespace

// ---- argument vectors

StringArray::~StringArray() {
  for (u64 i = 0; i < size_; ++i) gc::raw_free(items_[i]);
  gc::raw_free(items_);
}

bool StringArray::push(std::string_view text) {
  if (size_ + 1 >= capacity_) {
    u64 capacity = capacity_ ? capacity_ * 2 : 16;
    auto** more = static_cast<char**>(gc::raw_realloc(items_, capacity * sizeof(char*)));
    if (!more) return raise_memory_error(t_);
    items_ = more;
    capacity_ = capacity;
  }
  auto* copy = static_cast<char*>(gc::raw_alloc(text.size() + 1));
  if (!copy) return raise_memory_error(t_);
  std::memcpy(copy, text.data(), text.size());
  copy[text.size()] = 0;
  items_[size_++] = copy;
  items_[size_] = nullptr;
  return true;
}

bool StringArray::from_sequence_py(Value sequence, const char* what) {
  if (!is_list(sequence) && !is_tuple(sequence)) return raise_type_error(t_, "%s must be a tuple or list", what);
  return for_each_py(t_, sequence, [this](Thread& t, Value item) {
    Ref text = fs_encode_py(t, item);
    return text && push(text.as<Bytes>()->view());
  });
}

bool StringArray::push_variable_py(Value key, Value value) {
  Ref encoded_key = fs_encode_py(t_, key);
  Ref encoded_value = encoded_key ? fs_encode_py(t_, value) : Ref();
  if (!encoded_value) return false;
  std::string_view text = encoded_key.as<Bytes>()->view();
  if (text.empty() || text.find('=', 1) != std::string_view::npos)
    return raise_value_error(t_, "illegal environment variable name");
  text::ByteBuilder entry;
  entry.append(text);
  entry.append('=');
  entry.append(encoded_value.as<Bytes>()->view());
  return entry.ok() ? push(entry.text()) : bool(raise_memory_error(t_));
}

bool StringArray::push_pairs_py(Value pairs) {
  return for_each_py(t_, pairs, [this](Thread& t, Value item) {
    if (!is_tuple(item) || as_tuple(item)->length != 2)
      return bool(raise_type_error(t, "env.items() must return pairs"));
    return push_variable_py((*as_tuple(item))[0], (*as_tuple(item))[1]);
  });
}

bool StringArray::push_keys_and_values_py(Value mapping) {
  Ref given_keys = mapping_keys_py(t_, mapping);
  Ref given_values = given_keys ? call_method_py(t_, mapping, name(N::values)) : Ref();
  Ref keys = given_values ? tuple_from_py(t_, given_keys) : Ref();
  Ref values = keys ? tuple_from_py(t_, given_values) : Ref();
  if (!values) return false;
  for (u64 i = 0; i < as_tuple(keys)->length; ++i) {
    if (i == as_tuple(values)->length) return raise_index_error(t_, "list index out of range");
    if (!push_variable_py((*as_tuple(keys))[i], (*as_tuple(values))[i])) return false;
  }
  return true;
}

// CPython asks for the keys and then for the values, between which other threads may change the mapping. So that is
// done only where there is no items().
bool StringArray::from_mapping_py(Value mapping) {
  Ref items = getattr_optional_py(t_, mapping, name(N::items));
  if (!items && error_pending(t_)) return false;
  Ref pairs = items ? call_py(t_, items) : Ref();
  if (items && !pairs) return false;
  bool ok = items ? push_pairs_py(pairs) : push_keys_and_values_py(mapping);
  return ok && terminate();
}

// An empty array has a null terminator, too.
bool StringArray::terminate() {
  if (items_) return true;
  items_ = static_cast<char**>(gc::raw_calloc(sizeof(char*) * 2));
  capacity_ = 2;
  return items_ || raise_memory_error(t_);
}

namespace {

// ---- exec

bool check_arguments(Thread& t, const StringArray& argv, const char* function) {
  if (argv.size() == 0) return raise_value_error(t, "%s: argv must not be empty", function);
  if (!*argv.data()[0]) return raise_value_error(t, "%s: argv first element cannot be empty", function);
  return true;
}

Ref posix_execv(Thread& t, Value path, Value argv) {
  PathArg name("execv", "path");
  StringArray arguments(t), environment(t);
  if (!name.parse_py(t, path) || !arguments.from_sequence_py(argv, "execv() arg 2")) return Ref();
  if (arguments.size() == 0) return raise_value_error(t, "execv() arg 2 must not be empty");
  if (!*arguments.data()[0]) return raise_value_error(t, "execv() arg 2 first element cannot be empty");
  if (!audit_py(t, "os.exec", path, argv, Value())) return Ref();
  if (!environment.from_process()) return Ref();
  os::process_leaves(false);
  ::execve(name.c_str(), arguments.data(), environment.data());
  return raise_os_error(t, errno);
}

Ref posix_execve(Thread& t, Value path, Value argv, Value env) {
  PathArg name("execve", "path", PathArg::kDescriptor);
  StringArray arguments(t), environment(t);
  if (!name.parse_py(t, path)) return Ref();
  if (!is_list(argv) && !is_tuple(argv)) return raise_type_error(t, "execve: argv must be a tuple or list");
  if (!arguments.from_sequence_py(argv, "execve: argv") || !check_arguments(t, arguments, "execve")) return Ref();
  if (!type_of(env)->slots.getitem) return raise_type_error(t, "execve: environment must be a mapping object");
  if (!environment.from_mapping_py(env)) return Ref();
  if (!audit_py(t, "os.exec", path, argv, env)) return Ref();
  os::process_leaves(false);
  if (name.is_fd()) ::fexecve(name.fd(), arguments.data(), environment.data());
  else ::execve(name.c_str(), arguments.data(), environment.data());
  return raise_os_error(t, errno, name.object());
}

// ---- posix_spawn

enum { kSpawnOpen, kSpawnClose, kSpawnDup2 };

struct SpawnSetup {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  short flags = 0;
  SpawnSetup() {
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
  }
  ~SpawnSetup() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
};

// The name of each kind of action, and the number of items in its tuple.
constexpr struct {
  const char* title;
  u64 items;
} kActions[] = {{"A open", 5}, {"A close", 2}, {"A dup2", 3}};

bool add_open_action_py(Thread& t, SpawnSetup& setup, int fd, const Tuple& items, int* error) {
  int flags, mode;
  Ref path = fs_encode_py(t, items[2]);
  if (!path || !to_i32_py(t, items[3], &flags) || !to_i32_py(t, items[4], &mode)) return false;
  *error = posix_spawn_file_actions_addopen(&setup.actions, fd, reinterpret_cast<const char*>(path.as<Bytes>()->data()),
                                            flags, static_cast<mode_t>(mode));
  return true;
}

bool add_file_action_py(Thread& t, SpawnSetup& setup, Value action) {
  int what, fd, other, error = 0;
  if (!is_tuple(action) || as_tuple(action)->length == 0) {
    return raise_type_error(t, "Each file_actions element must be a non-empty tuple");
  }
  const Tuple& items = *as_tuple(action);
  if (!to_i32_py(t, items[0], &what)) return false;
  if (what < kSpawnOpen || what > kSpawnDup2) return raise_type_error(t, "Unknown file_actions identifier");
  if (items.length != kActions[what].items) {
    return raise_type_error(t, "%s file_action tuple must have %d elements", kActions[what].title,
                            static_cast<int>(kActions[what].items));
  }
  if (!to_i32_py(t, items[1], &fd)) return false;
  if (what == kSpawnOpen) {
    if (!add_open_action_py(t, setup, fd, items, &error)) return false;
  } else if (what == kSpawnClose) {
    error = posix_spawn_file_actions_addclose(&setup.actions, fd);
  } else {
    if (!to_i32_py(t, items[2], &other)) return false;
    error = posix_spawn_file_actions_adddup2(&setup.actions, fd, other);
  }
  return error == 0 || raise_os_error(t, error);
}

// resetids and setsid must be ints: other truth values are refused, as in CPython.
bool int_flag_py(Thread& t, Value v, bool* out) {
  int n;
  if (!to_i32_py(t, v, &n)) return false;
  *out = n != 0;
  return true;
}

bool signal_set_py(Thread& t, Value signals, sigset_t* out) {
  sigemptyset(out);
  return for_each_py(t, signals, [out](Thread& t2, Value item) {
    int number;
    if (!to_i32_py(t2, item, &number)) return false;
    if (sigaddset(out, number) == 0) return true;
    return bool(raise_value_error(t2, "signal number %d out of range [1; %d]", number, kSignalLimit - 1));
  });
}

// (policy, sched_param); the policy None keeps that of the parent.
bool set_scheduler_py(Thread& t, SpawnSetup& setup, const char* function, Value scheduler) {
  int policy;
  sched_param values;
  if (!is_tuple(scheduler)) return raise_type_error(t, "%s: scheduler must be a tuple or None", function);
  if (as_tuple(scheduler)->length != 2) return raise_type_error(t, "A scheduler tuple must have two elements");
  const Tuple& items = *as_tuple(scheduler);
  if (!sched_param_argument_py(t, items[1], &values)) return false;
  if (items[0] == kNone) {
    setup.flags |= POSIX_SPAWN_SETSCHEDPARAM;
  } else {
    if (!to_i32_py(t, items[0], &policy)) return false;
    if (int error = posix_spawnattr_setschedpolicy(&setup.attributes, policy)) return raise_os_error(t, error);
    setup.flags |= POSIX_SPAWN_SETSCHEDULER;
  }
  int error = posix_spawnattr_setschedparam(&setup.attributes, &values);
  return error == 0 || raise_os_error(t, error);
}

// setpgroup, resetids, setsid, setsigmask, setsigdef, scheduler
bool set_attributes_py(Thread& t, SpawnSetup& setup, const char* function, const Value* a) {
  int group;
  bool reset_ids, new_session;
  sigset_t set;
  if (a[0] && (a[0] != kNone || library_minor() < 15)) {
    if (!to_i32_py(t, a[0], &group)) return false;
    posix_spawnattr_setpgroup(&setup.attributes, group);
    setup.flags |= POSIX_SPAWN_SETPGROUP;
  }
  if (!int_flag_py(t, a[1], &reset_ids) || !int_flag_py(t, a[2], &new_session)) return false;
  if (reset_ids) setup.flags |= POSIX_SPAWN_RESETIDS;
  if (new_session) setup.flags |= POSIX_SPAWN_SETSID;
  if (a[3]) {
    if (!signal_set_py(t, a[3], &set)) return false;
    posix_spawnattr_setsigmask(&setup.attributes, &set);
    setup.flags |= POSIX_SPAWN_SETSIGMASK;
  }
  if (a[4]) {
    if (!signal_set_py(t, a[4], &set)) return false;
    posix_spawnattr_setsigdefault(&setup.attributes, &set);
    setup.flags |= POSIX_SPAWN_SETSIGDEF;
  }
  if (a[5] && a[5] != kNone && !set_scheduler_py(t, setup, function, a[5])) return false;
  posix_spawnattr_setflags(&setup.attributes, setup.flags);
  return true;
}

// path, argv, env, file_actions, setpgroup, resetids, setsid, setsigmask, setsigdef, scheduler
Ref spawn_py(Thread& t, const char* function, const Value* a, bool search) {
  PathArg name(function, "path");
  StringArray argv(t), env(t);
  SpawnSetup setup;
  if (!name.parse_py(t, a[0])) return Ref();
  if (!is_list(a[1]) && !is_tuple(a[1])) return raise_type_error(t, "%s: argv must be a tuple or list", function);
  if (!argv.from_sequence_py(a[1], function) || !check_arguments(t, argv, function)) return Ref();
  if (a[2] != kNone && !type_of(a[2])->slots.getitem)
    return raise_type_error(t, "%s: environment must be a mapping object or None", function);
  if (!(a[2] == kNone ? env.from_process() : env.from_mapping_py(a[2]))) return Ref();
  if (a[3] && a[3] != kNone) {
    bool ok =
        for_each_py(t, a[3], [&setup](Thread& t2, Value action) { return add_file_action_py(t2, setup, action); });
    if (!ok) return Ref();
  }
  if (!set_attributes_py(t, setup, function, a + 4)) return Ref();
  pid_t pid;
  int error = (search ? ::posix_spawnp : ::posix_spawn)(&pid, name.c_str(), &setup.actions, &setup.attributes,
                                                        argv.data(), env.data());
  return error ? Ref(raise_os_error(t, error, name.object())) : make_int(t, pid);
}
Ref posix_posix_spawn(Thread& t, const Value* a) { return spawn_py(t, "posix_spawn", a, false); }
Ref posix_posix_spawnp(Thread& t, const Value* a) { return spawn_py(t, "posix_spawnp", a, true); }

Ref posix_system(Thread& t, Value command) {
  Ref text = fs_encode_py(t, command);
  if (!text || !audit_py(t, "os.system", text.get())) return Ref();
  StringArray environment(t);
  if (!environment.from_process()) return Ref();
  const char* line = reinterpret_cast<const char*>(text.as<Bytes>()->data());
  return make_int(t, run_shell(t, line, environment.data()));
}

Ref posix_exit(Thread& t, Value status) {
  int code;
  if (!to_i32_py(t, status, &code)) return Ref();
  os::process_leaves(true);
  ::_exit(code);
}
Ref posix_abort(Thread&) {
  os::process_leaves(true);
  std::abort();
}

Ref posix_pidfd_open(Thread& t, Value pid, Value flags) {
  int process, bits;
  if (!to_i32_py(t, pid, &process) || !to_i32_py(t, flags, &bits)) return Ref();
  return number(t, os::call_fast([=] { return ::syscall(SYS_pidfd_open, process, bits); }));
}

}  // namespace

const MethodDef kProcessFunctions[] = {
    {"fork", posix_fork, "()", "Fork a child process."},
    {"forkpty", posix_forkpty, "()"},
    {"register_at_fork", posix_register_at_fork,
     "(*, before=<unrepresentable>, after_in_child=<unrepresentable>, after_in_parent=<unrepresentable>)"},
    {"execv", posix_execv, "(path, argv, /)", "Run another program in this process, with a list of arguments."},
    {"execve", posix_execve, "(path, argv, env)"},
    {"posix_spawn", posix_posix_spawn,
     "(path, argv, env, /, *, file_actions=<unrepresentable>, setpgroup=<unrepresentable>, resetids=False, "
     "setsid=False, "
     "setsigmask=<unrepresentable>, setsigdef=<unrepresentable>, scheduler=<unrepresentable>)"},
    {"posix_spawnp", posix_posix_spawnp,
     "(path, argv, env, /, *, file_actions=<unrepresentable>, setpgroup=<unrepresentable>, resetids=False, "
     "setsid=False, "
     "setsigmask=<unrepresentable>, setsigdef=<unrepresentable>, scheduler=<unrepresentable>)"},
    {"system", posix_system, "(command)", "Have the shell run a command; its wait status is the result."},
    {"_exit", posix_exit, "(status)", "End the process at once: no handlers, no flushing."},
    {"abort", posix_abort, "()"},
    {"pidfd_open", posix_pidfd_open, "(pid, flags=0)"},
    {},
};

bool init_process(Thread& t, Value module) {
  if (!g_callbacks.before) {
    Ref before = make_list(t), parent = make_list(t), child = make_list(t);
    if (!before || !parent || !child) return false;
    g_callbacks = {before.release(), parent.release(), child.release()};
    gc::add_root_tracer(trace_callbacks);
  }
  static constexpr Constant kConstants[] = {{"POSIX_SPAWN_OPEN", kSpawnOpen},
                                            {"POSIX_SPAWN_CLOSE", kSpawnClose},
                                            {"POSIX_SPAWN_DUP2", kSpawnDup2},
                                            {nullptr, 0}};
  return add_constants(t, module, kConstants);
}

}  // namespace rt::posix
