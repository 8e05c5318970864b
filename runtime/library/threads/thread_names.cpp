// Looks the names up in threading._active, the table of threads by ident.
#include "runtime/library/threads/thread_names.h"

#include <mutex>
#include <vector>

#include "gc/threads/attach.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/classes/method.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

std::string attribute_text_py(Thread& t, Value object, const char* attribute) {
  Ref key = intern(t, std::string_view(attribute));
  Ref text = key ? getattr_optional_py(t, object, key) : Ref();
  if (error_pending(t)) clear_error(t);
  return text && is_str(text) ? to_wtf8(text) : "";
}

Ref active_threads_py(Thread& t) {
  Ref threading = dict_get_cstr(t, sys_modules(), "threading");
  Ref key = threading && threading.get() != kNone ? intern(t, std::string_view("_active")) : Ref();
  Ref active = key ? getattr_optional_py(t, threading, key) : Ref();
  if (error_pending(t)) clear_error(t);
  return active && is_exact_dict(active) ? std::move(active) : Ref();
}

// Not a gc::Mutex, whose waits are traced: the trace asks for names.
std::mutex g_names_mutex;
ThreadNames g_remembered;  // under the mutex

ThreadNames remembered_names() {
  std::lock_guard guard(g_names_mutex);
  return g_remembered;
}

struct Known {
  u32 id;
  u64 ident;
  bool is_main;
};

}  // namespace

std::string name_or_number(std::string name, u64 id) {
  if (!name.empty()) return name;
  return id == 1 ? "MainThread" : "thread " + std::to_string(id);
}

std::string ThreadNames::of(u32 id) const {
  auto found = names_.find(id);
  return name_or_number(found == names_.end() ? "" : found->second, id);
}

ThreadNames thread_names_py(Thread& t) {
  std::vector<Known> threads;
  gc::for_each_thread(
      [](gc::Thread& each, void* argument) {
        auto& thread = static_cast<Thread&>(each);
        static_cast<std::vector<Known>*>(argument)->push_back({thread.id, thread.ident, thread.is_main});
      },
      &threads);
  Ref active = active_threads_py(t);
  ThreadNames names = remembered_names();
  for (const Known& known : threads) {
    Ref key = active ? make_uint(t, known.ident) : Ref();
    Ref thread = key ? dict_get_py(t, as_dict(active), key) : Ref();
    std::string name = thread ? attribute_text_py(t, thread, "_name") : "";
    if (error_pending(t)) clear_error(t);
    if (name.empty() && known.is_main) name = "MainThread";
    if (!name.empty()) names.add(known.id, std::move(name));
  }
  return names;
}

void remember_name_py(Thread& t, Value function) {
  std::string name;
  if (has_layout(function, TypeId::kMethod)) {
    Ref self = Ref::share(t, function.as<Method>()->self.get());
    name = attribute_text_py(t, self, "_name");
  }
  if (name.empty()) name = attribute_text_py(t, function, "__name__");
  if (name.empty()) return;
  std::lock_guard guard(g_names_mutex);
  g_remembered.add(t.id, std::move(name));
}

// The helper of the trace, which no fork waits for, may have held the mutex.
void thread_names_before_fork() { g_names_mutex.lock(); }
void thread_names_after_fork_parent() { g_names_mutex.unlock(); }
void thread_names_after_fork_child() { new (&g_names_mutex) std::mutex; }

std::string remembered_name(u32 id) {
  std::lock_guard guard(g_names_mutex);
  return g_remembered.of(id);
}

}  // namespace rt
