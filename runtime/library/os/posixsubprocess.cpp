// Module _posixsubprocess: fork_exec(), on which subprocess builds.
//
// The parent prepares all that needs objects or memory before the fork. The child makes only async-signal-safe calls,
// unless a preexec_fn must run. Without a preexec_fn the child shares the parent's memory until exec (vfork). If a step
// fails in the child, the child writes "Exception:errno in hex:message" to the error pipe.
#include <fcntl.h>
#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <climits>
#include <csignal>
#include <cstring>

#include "runtime/library/os/posix.h"
#include "runtime/library/threads/thread.h"
#include "runtime/object/audit.h"
#include "runtime/object/native_modules.h"
#include "runtime/text/plain_array.h"

namespace rt::posix {

namespace {

// Prepared by the parent; the child only reads it.
struct ChildPlan {
  char* const* executables = nullptr;
  char* const* argv = nullptr;
  char* const* envp = nullptr;  // null: what `environ` is after the preexec_fn
  const char* cwd = nullptr;
  // the message for the parent; before 3.12 the library knows one failure only
  const char* chdir_failure = "noexec:chdir";
  const int* keep_fds = nullptr;  // sorted
  size_t keep_count = 0;
  int p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write;
  int umask = -1, process_group = -1;
  bool close_fds, restore_signals, new_session;
  bool set_uid = false, set_gid = false, set_groups = false;
  uid_t uid = 0;
  gid_t gid = 0;
  const gid_t* groups = nullptr;
  size_t group_count = 0;
  sigset_t old_mask;
  Thread* thread = nullptr;  // only with preexec_fn
  Value preexec;
};

void write_text(int fd, const char* text) {
  size_t n = std::strlen(text);
  while (n) {
    ssize_t done = ::write(fd, text, n);
    if (done < 0 && errno != EINTR) return;
    if (done > 0) {
      text += done;
      n -= static_cast<size_t>(done);
    }
  }
}

[[noreturn]] void report_and_exit(const ChildPlan& plan, int error, const char* where) {
  char digits[16];
  char* p = digits + sizeof digits - 1;
  *p = 0;
  do {
    *--p = "0123456789ABCDEF"[error & 15];
    error >>= 4;
  } while (error);
  write_text(plan.errpipe_write, "OSError:");
  write_text(plan.errpipe_write, p);
  write_text(plan.errpipe_write, ":");
  write_text(plan.errpipe_write, where);
  ::_exit(255);
}

bool keep(int fd) { return fd < 0 || os::set_inheritable(fd, true).ok(); }
bool move_to(int fd, int target) {
  if (fd == target) return keep(fd);
  return fd < 0 || ::dup2(fd, target) >= 0;
}
bool close_if_open(int fd) { return fd < 0 || ::close(fd) == 0 || errno == EINTR; }

// Moves the descriptors to 0, 1 and 2. A descriptor that is in the place of another is duplicated elsewhere first.
bool arrange_descriptors(const ChildPlan& plan) {
  if (!close_if_open(plan.p2cwrite) || !close_if_open(plan.c2pread) || !close_if_open(plan.errread) ||
      !close_if_open(plan.errpipe_read)) {
    return false;
  }
  int out = plan.c2pwrite, err = plan.errwrite;
  if (out == 0 && (out = ::dup(out)) < 0) return false;
  while (err == 0 || err == 1) {
    if ((err = ::dup(err)) < 0) return false;
  }
  return move_to(plan.p2cread, 0) && move_to(out, 1) && move_to(err, 2);
}

// Closes the descriptors from 3 up, except for those to be kept.
void close_others(const ChildPlan& plan) {
  int from = 3;
  for (size_t i = 0; i < plan.keep_count; ++i) {
    int fd = plan.keep_fds[i];
    if (fd < from) continue;
    if (fd > from) ::close_range(static_cast<unsigned>(from), static_cast<unsigned>(fd) - 1, 0);
    from = fd + 1;
  }
  ::close_range(static_cast<unsigned>(from), ~0u, 0);
}

void default_signals() {
  for (int number : {SIGPIPE, SIGXFSZ}) ::signal(number, SIG_DFL);
}

bool change_identity(const ChildPlan& plan) {
  if (plan.set_groups && ::setgroups(plan.group_count, plan.groups) < 0) return false;
  if (plan.set_gid && ::setregid(plan.gid, plan.gid) < 0) return false;
  return !plan.set_uid || ::setreuid(plan.uid, plan.uid) >= 0;
}

void run_preexec_py(const ChildPlan& plan) {
  Thread& t = *plan.thread;
  if (rt::call_py(t, plan.preexec)) return;
  clear_error(t);
  write_text(plan.errpipe_write, "SubprocessError:0:Exception occurred in preexec_fn.");
  ::_exit(255);
}

// lint: name: it does not return
[[noreturn]] void run_child(const ChildPlan& plan) {
  bool ready = true;
  for (size_t i = 0; ready && i < plan.keep_count; ++i) {
    if (plan.keep_fds[i] != plan.errpipe_write) ready = keep(plan.keep_fds[i]);
  }
  ready = ready && arrange_descriptors(plan);
  if (ready && plan.cwd && ::chdir(plan.cwd) < 0) report_and_exit(plan, errno, plan.chdir_failure);
  if (ready && plan.umask >= 0) ::umask(static_cast<mode_t>(plan.umask));
  if (ready && plan.restore_signals) default_signals();
  ::sigprocmask(SIG_SETMASK, &plan.old_mask, nullptr);
  if (ready && plan.new_session) ::setsid();
  if (ready && plan.process_group >= 0) ready = ::setpgid(0, plan.process_group) == 0;
  if (!ready || !change_identity(plan)) report_and_exit(plan, errno, "noexec");
  if (plan.preexec) run_preexec_py(plan);
  if (plan.close_fds) close_others(plan);
  int error = ENOENT;
  for (char* const* path = plan.executables; *path; ++path) {
    ::execve(*path, plan.argv, plan.envp ? plan.envp : environ);
    // Remembers the first failure that is not "no such file": that one is reported, as execvp() does.
    if (errno != ENOENT && errno != ENOTDIR && (error == ENOENT || error == ENOTDIR)) error = errno;
  }
  report_and_exit(plan, error, "");
}

// Never inlined: after vfork the child runs on this stack until exec, and must not change the frame of the parent's
// caller.
[[gnu::noinline]] int spawn_sharing(ChildPlan& plan) {
  sigset_t all;
  sigfillset(&all);
  ::sigprocmask(SIG_BLOCK, &all, &plan.old_mask);
  pid_t pid = ::vfork();
  if (pid == 0) run_child(plan);
  int error = errno;
  ::sigprocmask(SIG_SETMASK, &plan.old_mask, nullptr);
  errno = error;
  return pid;
}

int spawn_with_preexec_py(Thread& t, ChildPlan& plan) {
  ::sigprocmask(SIG_BLOCK, nullptr, &plan.old_mask);
  run_fork_callbacks_before_py(t);
  int pid = fork_runtime(t);
  if (pid == 0) {
    run_fork_callbacks_child_py(t);
    run_child(plan);
  }
  int error = errno;
  run_fork_callbacks_parent_py(t);
  errno = error;
  return pid;
}

// ---- arguments

using Descriptors = text::PlainArray<int>;
using Groups = text::PlainArray<gid_t>;

bool read_descriptors_py(Thread& t, Value sequence, Descriptors* out) {
  if (!is_tuple(sequence)) return raise_type_error(t, "fork_exec() argument 4 must be tuple, not %A", sequence);
  return for_each_py(t, sequence, [out](Thread& t2, Value item) {
    i64 fd = -1;
    if (!is_int(item) || !to_i64_py(t2, item, &fd)) clear_error(t2);
    if (fd < 0 || fd > INT_MAX || (!out->empty() && fd <= out->back()))
      return bool(raise_value_error(t2, "bad value(s) in fds_to_keep"));
    out->push_back(static_cast<int>(fd));
    return out->ok() || raise_memory_error(t2);
  });
}

bool read_id_py(Thread& t, Value v, u32* out, bool* given) {
  *given = v != kNone;
  if (!*given) return true;
  i64 n;
  if (!to_i64_py(t, v, &n)) return false;
  if (n < 0 || n > 0xFFFFFFFFll) return raise_value_error(t, "invalid user or group id");
  *out = static_cast<u32>(n);
  return true;
}

bool read_groups_py(Thread& t, Value sequence, Groups* out, ChildPlan* plan) {
  plan->set_groups = sequence != kNone;
  if (!plan->set_groups) return true;
  bool ok = for_each_py(t, sequence, [out](Thread& t2, Value item) {
    u32 id = 0;
    bool given;
    if (out->size() == NGROUPS_MAX) return bool(raise_value_error(t2, "too many extra_groups"));
    if (!read_id_py(t2, item, &id, &given)) {
      if (!error_is(t2, kOverflowErrorType)) return false;
      clear_error(t2);
      return bool(raise_value_error(t2, "invalid group id"));
    }
    out->push_back(id);
    return out->ok() || raise_memory_error(t2);
  });
  plan->groups = out->begin();
  plan->group_count = out->size();
  return ok;
}

enum Argument : u32 {
  kArgs,
  kExecutables,
  kCloseFds,
  kPassFds,
  kCwd,
  kEnv,
  kFirstPipe,
  kRestoreSignals = 14,
  kNewSession,
  kProcessGroup,
  kGid,
  kGroups,
  kUid,
  kUmask,
  kPreexec,
  kAllowVfork  // up to 3.14; it is not looked at
};

bool read_numbers_py(Thread& t, const CallArgs& args, ChildPlan* plan, Groups* groups) {
  int* pipes[] = {&plan->p2cread, &plan->p2cwrite, &plan->c2pread,      &plan->c2pwrite,
                  &plan->errread, &plan->errwrite, &plan->errpipe_read, &plan->errpipe_write};
  for (u32 i = 0; i < std::size(pipes); ++i) {
    if (!to_i32_py(t, args[kFirstPipe + i], pipes[i])) return false;
  }
  return flag_py(t, args[kCloseFds], &plan->close_fds) && flag_py(t, args[kRestoreSignals], &plan->restore_signals) &&
         flag_py(t, args[kNewSession], &plan->new_session) && to_i32_py(t, args[kProcessGroup], &plan->process_group) &&
         to_i32_py(t, args[kUmask], &plan->umask) && read_id_py(t, args[kGid], &plan->gid, &plan->set_gid) &&
         read_id_py(t, args[kUid], &plan->uid, &plan->set_uid) && read_groups_py(t, args[kGroups], groups, plan);
}

Ref fork_exec(Thread& t, const CallArgs& args) {
  u32 wanted = library_minor() >= 15 ? kAllowVfork : kAllowVfork + 1;
  if (args.positional != wanted || args.keywords()) {
    return raise_type_error(t, "fork_exec expected %d arguments, got %d", static_cast<int>(wanted),
                            static_cast<int>(args.positional));
  }
  ChildPlan plan;
  StringArray argv(t), executables(t), env(t);
  Descriptors pass;
  Groups groups;
  Ref argument_list = to_list_py(t, args[kArgs]);
  Ref executable_list = argument_list ? to_list_py(t, args[kExecutables]) : Ref();
  if (!executable_list) return Ref();
  if (!argv.from_sequence_py(argument_list, "argv") ||
      !executables.from_sequence_py(executable_list, "executable_list"))
    return Ref();
  if (argv.size() == 0 || executables.size() == 0) return raise_value_error(t, "argv must not be empty");
  if (!read_descriptors_py(t, args[kPassFds], &pass) || !read_numbers_py(t, args, &plan, &groups)) return Ref();
  if (args[kPreexec] != kNone && is_finalizing() && library_minor() >= 12)
    return raise(t, kPythonFinalizationErrorType, "preexec_fn not supported at interpreter shutdown");
  if (plan.close_fds && plan.errpipe_write < 3) return raise_value_error(t, "errpipe_write must be >= 3");
  Ref cwd;
  if (args[kCwd] != kNone) {
    cwd = fs_encode_py(t, args[kCwd]);
    if (!cwd) return Ref();
    plan.cwd = reinterpret_cast<const char*>(cwd.as<Bytes>()->data());
  }
  if (!audit_py(t, "_posixsubprocess.fork_exec", executable_list.get(), argument_list.get(), args[kEnv])) return Ref();
  static char* const kNoEnvironment[] = {nullptr};
  if (args[kEnv] != kNone) {
    Ref entries = to_list_py(t, args[kEnv]);
    if (!entries || !env.from_sequence_py(entries, "env")) return Ref();
    plan.envp = env.size() ? env.data() : kNoEnvironment;
  } else if (args[kPreexec] == kNone) {  // the child shares `environ` with threads that change it
    if (!env.from_process()) return Ref();
    plan.envp = env.data();
  }
  if (library_minor() < 12) plan.chdir_failure = "noexec";
  plan.executables = executables.data();
  plan.argv = argv.data();
  plan.keep_fds = pass.begin();
  plan.keep_count = pass.size();
  if (args[kPreexec] != kNone) {
    plan.thread = &t;
    plan.preexec = args[kPreexec];
    int pid = spawn_with_preexec_py(t, plan);
    return pid < 0 ? Ref(raise_os_error(t, errno)) : make_int(t, pid);
  }
  return number(t, os::call_once(t, [&] { return spawn_sharing(plan); }));
}

constexpr MethodDef kFunctions[] = {{"fork_exec", fork_exec,
                                     "(...)(args, executable_list, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, "
                                     "c2pread, c2pwrite, errread, errwrite, "
                                     "errpipe_read, errpipe_write, restore_signals, call_setsid, pgid_to_set, gid, "
                                     "extra_groups, uid, umask, preexec_fn, "
                                     "allow_vfork, /)",
                                     "Start a program in a new process, with all that subprocess.Popen promises."},
                                    {}};

}  // namespace

}  // namespace rt::posix

namespace rt {

extern const ModuleDef kUnderPosixsubprocessModule = {
    .name = "_posixsubprocess", .doc = "What subprocess needs to start programs.", .methods = posix::kFunctions};

}  // namespace rt
