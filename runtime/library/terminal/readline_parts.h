// Declarations that the files of module readline share. The module stands on libedit, through the interface that
// libedit has in common with GNU readline.
//
// libedit has one state for the whole process. A thread calls it only inside a Library section, detached. What libedit
// calls back enters a Callback section, which leaves the Library section: so Python code never runs while the section
// is held, and a completer may call the functions of this module, as other threads may meanwhile.
#pragma once

#include <locale.h>

#include "gc/sync/mutex.h"
#include "gc/threads/attach.h"
#include "runtime/library/parts/path_arg.h"
#include "runtime/object/native.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/c_text.h"
#include "runtime/types/text/str.h"

namespace rt::readline {

// Guards libedit.
extern gc::Mutex g_library_mutex;
// The locale in which libedit runs: text is UTF-8, whatever the program's locale says. Made by start_library().
extern locale_t g_library_locale;

// The calling thread, detached, is the only one in libedit. Not recursive.
class Library {
 public:
  Library() { enter(); }
  ~Library() { leave(); }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

 private:
  friend class Callback;
  void enter() {
    g_library_mutex.lock();
    before_ = ::uselocale(g_library_locale);
    inside_ = this;
  }
  void leave() {
    ::uselocale(before_);
    g_library_mutex.unlock();
  }
  static Library* inside_;  // the present section; under the mutex
  locale_t before_;
};

// The calling thread in a function that libedit calls: attached, and outside of the Library section.
class Callback {
 public:
  Callback() : t(current()), library_(Library::inside_) {
    library_->leave();
    gc::attach(t);
  }
  ~Callback() {
    gc::detach(t);
    library_->enter();
  }
  Callback(const Callback&) = delete;
  Callback& operator=(const Callback&) = delete;
  Thread& t;

 private:
  Library* library_;
};

// Runs `work`, which touches no object, in libedit. Objects that libedit calls back for are reached by Callback.
template <class F>
auto in_library(Thread& t, F&& work) {
  gc::Detached detached(t);
  Library library;
  return work();
}

// The bytes of a text for libedit: UTF-8 with surrogateescape. Not ok: an error is pending.
class EditText {
 public:
  EditText(Thread& t, Value str);
  bool ok() const { return ok_; }
  const char* c_str() const { return text_.c_str(); }

 private:
  CText text_;
  bool ok_;
};

// ---- callables that scripts set (readline_hooks.cpp)
enum class Hook : u8 { kCompleter, kStartup, kPreInput, kDisplayMatches };
// The callable. Empty without an error: there is none.
Ref hook(Thread& t, Hook which);
// Calls a hook without arguments, if it is set. Its errors are dropped. Keeps no error pending.
void run_hook_py(Thread& t, Hook which);
bool is_hook_set(Hook which);  // any thread

extern const MethodDef kHookFunctions[], kHookFunctionsSince15[];
extern const MethodDef kHistoryFunctions[];     // readline_history.cpp
extern const MethodDef kCompletionFunctions[];  // readline_completion.cpp
extern const MethodDef kLineFunctions[];        // readline_line.cpp

bool make_hooks(Thread& t);
// Tells libedit of the completer. In a Library section.
void start_completion();
void start_history();
// Installs the line editor for input() and the prompt. In a Library section, before libedit is initialised.
void start_reading();
// Adds a line that has been read to the history, as set_auto_history() says. In a Library section.
void remember_line(const char* line);

}  // namespace rt::readline
