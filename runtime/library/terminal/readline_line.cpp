// Reading a line: libedit edits it, and gets its keys from read_key(), which waits outside of libedit, so that signals
// are handled and other threads can use the module.
//
// libedit puts the terminal into its mode at the beginning of a line and back at the end, also when there is no next
// key.
#include <sys/ioctl.h>
#include <unistd.h>

#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "runtime/library/parts/line_reader.h"
#include "runtime/library/terminal/readline_parts.h"
#include "runtime/object/audit.h"
#include "runtime/text/builder.h"

#include <editline/readline.h>

namespace rt::readline {

namespace {

gc::Mutex g_reading;                    // held by the thread that reads a line; it waits for it detached
gc::Atomic<Thread*> g_reader{nullptr};  // that thread
// In a Library section: is there a line that is being edited? It begins with the first key.
bool g_is_editing;

// ---- the size of the window

volatile sig_atomic_t g_resized;
struct sigaction g_resize_before;  // the program's own handling of the signal

void note_resize(int number) {
  g_resized = 1;
  auto handler = g_resize_before.sa_handler;
  if (!(g_resize_before.sa_flags & SA_SIGINFO) && handler != SIG_DFL && handler != SIG_IGN) handler(number);
}

// While a line is read, a change of the window's size is noted.
class WatchSize {
 public:
  WatchSize() {
    struct sigaction action = {};
    action.sa_handler = note_resize;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(SIGWINCH, &action, &g_resize_before);
  }
  ~WatchSize() {
    struct sigaction now;
    bool is_ours = ::sigaction(SIGWINCH, nullptr, &now) == 0 && now.sa_handler == note_resize;
    if (is_ours) ::sigaction(SIGWINCH, &g_resize_before, nullptr);  // else the program has set another one meanwhile
  }
};

// ---- keys

// Reads a byte from the terminal. Attached, outside of libedit. False: the input has ended, or an error is pending.
bool read_byte_py(Thread& t, u8* byte) {
  for (;;) {
    os::Result r = os::call_unless_interrupted(t, [=] { return ::read(STDIN_FILENO, byte, 1); });
    if (r.ok()) return r.value == 1;
    if (r.error != EINTR || !os::run_pending_py(t)) return false;
    if (std::exchange(g_resized, 0)) in_library(t, [] { return ::rl_resize_terminal(), 0; });
  }
}

// The bytes that follow `first` in UTF-8; -1: it begins no character.
int bytes_behind(u8 first) {
  return first < 0x80 ? 0 : first < 0xc2 ? -1 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : -1;
}

// Reads a character. 0xfffd stands for bytes that are none. -1: as for read_byte_py().
int read_character_py(Thread& t) {
  u8 byte;
  if (!read_byte_py(t, &byte)) return -1;
  int more = bytes_behind(byte);
  if (more <= 0) return more == 0 ? byte : 0xfffd;
  int character = byte & (0x3f >> more);
  for (; more > 0; --more) {
    if (!read_byte_py(t, &byte)) return -1;
    if ((byte & 0xc0) != 0x80) return 0xfffd;
    character = character << 6 | (byte & 0x3f);
  }
  return character;
}

// libedit asks for the next key. Before the first one of a line, the prompt has been shown, and the hooks run: what
// they insert is shown. lint: name: libedit calls it
int read_key(FILE*) {
  if (!std::exchange(g_is_editing, true) && (is_hook_set(Hook::kStartup) || is_hook_set(Hook::kPreInput))) {
    {
      Callback callback;
      run_hook_py(callback.t, Hook::kStartup);
      run_hook_py(callback.t, Hook::kPreInput);
    }
    ::rl_forced_update_display();
  }
  Callback callback;
  return read_character_py(callback.t);
}

// ---- lines

// The calling thread is the only one that reads a line. False: it reads one already, and an error is pending.
class Reading {
 public:
  explicit Reading(Thread& t) {
    if (g_reader.load(gc::relaxed) == &t) {
      raise(t, kRuntimeErrorType, "can't re-enter readline");
      return;
    }
    gc::Detached detached(t);
    g_reading.lock();
    g_reader.store(&t, gc::relaxed);
    ok_ = true;
  }
  ~Reading() {
    if (!ok_) return;
    g_reader.store(nullptr, gc::relaxed);
    g_reading.unlock();
  }
  explicit operator bool() const { return ok_; }

 private:
  bool ok_ = false;
};

// The LineReader of this module.
Ref read_line(Thread& t, const char* prompt) {
  Reading reading(t);
  if (!reading) return Ref();
  WatchSize watch;
  char* line = in_library(t, [=] {
    g_is_editing = false;
    char* read = ::readline(prompt);
    g_is_editing = false;
    if (read) remember_line(read);
    return read;
  });
  if (error_pending(t) || !line) {
    std::free(line);
    return Ref();
  }
  Ref result = make_bytes(t, line);
  std::free(line);
  return result;
}

// ---- functions of the module

Ref get_line_buffer(Thread& t) {
  text::ByteBuilder copy;
  in_library(t, [&] {
    char* line = g_is_editing ? ::rl_copy_text(0, INT_MAX) : nullptr;
    if (line) copy.append(line);
    else if (g_is_editing) copy.fail();
    std::free(line);
    return 0;
  });
  return copy.ok() ? decode_fs(t, copy.text()) : Ref(raise_memory_error(t));
}

Ref insert_text(Thread& t, Value string) {
  EditText text(t, string);
  if (!text.ok()) return Ref();
  in_library(t, [&] { return ::rl_insert_text(text.c_str()); });
  return none();
}

Ref redisplay(Thread& t) {
  in_library(t, [] {
    if (g_is_editing) ::rl_forced_update_display();
    return 0;
  });
  return none();
}

Ref parse_and_bind(Thread& t, Value string) {
  EditText text(t, string);
  if (!text.ok()) return Ref();
  in_library(t, [&] { return ::rl_parse_and_bind(text.c_str()); });
  return none();
}

Ref read_init_file(Thread& t, Value filename) {
  Ref path = filename == kNone ? none() : fs_encode_py(t, filename);
  Ref shown = filename == kNone ? make_str(t, "<readline_init_file>") : Ref::share(t, filename),
      mode = make_str(t, "r");
  if (!path || !shown || !mode || !audit_py(t, "open", shown.get(), mode.get(), Value::small_int(0))) return Ref();
  const char* name = filename == kNone ? nullptr : reinterpret_cast<const char*>(path.as<Bytes>()->data());
  int error = in_library(t, [=] {
    errno = 0;
    return ::rl_read_init_file(name) == 0 ? 0 : errno ? errno : ENOENT;
  });
  return error ? Ref(raise_os_error(t, error)) : none();
}

}  // namespace

void start_reading() {
  ::rl_getc_function = read_key;
  ::rl_catch_signals = 0;  // the runtime's handlers note them
  g_line_reader.store(read_line, gc::release);
}

const MethodDef kLineFunctions[] = {
    {"parse_and_bind", parse_and_bind, "(string, /)",
     "Carry out a line as in libedit's ~/.editrc, such as \"bind ^I rl_complete\"."},
    {"read_init_file", read_init_file, "(filename=None, /)", "Carry out the lines of a file, ~/.editrc by default."},
    {"get_line_buffer", get_line_buffer, "()", "The line that is being edited."},
    {"insert_text", insert_text, "(string, /)", "Insert text at the cursor of the line that is being edited."},
    {"redisplay", redisplay, "()", "Show the line as it is now."},
    {}};

}  // namespace rt::readline
