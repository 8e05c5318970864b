// refscope.why_alive(): what keeps an object alive. A search from the roots finds the shortest path. There are several
// kinds of roots, and a kind is tried only if those before it do not lead to the object:
//
//   1. sys.modules; the registers of all frames but the caller's; the thread's other values
//   2. what the tables of the runtime hold, and the functions that run
//   3. immortal objects
//   4. the caller's registers, except those that hold the object itself, which are told separately
//   5. C++ code: an object that is counted more often than the heap and the registers hold it
//
// If none leads to the object, it is either part of a cycle that nothing else keeps alive, or only the caller has it.
// The world is stopped, and all counts are settled as before the verdict of a collection.
#include "gc/cycle/in_progress.h"
#include "gc/cycle/settle.h"
#include "gc/refcount/publish.h"
#include "interp/library/modules.h"
#include "interp/library/tools/path_search.h"
#include "interp/library/tools/path_words.h"
#include "interp/vm/frame/thread_data.h"
#include "interp/vm/frame/uncounted.h"
#include "runtime/library/core/refscope.h"
#include "runtime/library/parts/thread_values.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/classes/cell.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

enum class RootKind { kModules, kRegister, kThreadValue, kRuntime, kRunning, kImmortal, kNative };

struct Root {
  RootKind kind;
  Thread* thread = nullptr;    // of registers and thread values
  const Value* r = nullptr;    // the window of the frame
  u32 index = 0;               // the register; for native holders the number of unknown references
  const char* what = nullptr;  // the thread's value
};

class Search {
 public:
  Search(Thread& t, Object* target, rt::Holders* out) : t_(t), target_(target), search_(target), out_(*out) {}
  void run();

 private:
  // Adds a root, and adds its description only if it may be asked for.
  void add(Value v, const Root& root) {
    if (!v.is_pointer()) return;
    roots_.push_back(root);
    search_.add_root(v.object(), static_cast<u32>(roots_.size() - 1));
  }
  void add_modules_and_threads();
  void add_frames(Thread& thread);
  void add_frame(Thread& thread, Value* r, const Value* inner, bool without_target);
  void add_thread_values(Thread& thread);
  void add_runtime();
  void add_immortals();
  void add_native_holders();
  void name_callers_variables();
  void tell_path();
  void tell_cycle();
  std::string root_in_words(const Root& root) const;
  std::string place_in_words(const Root& root) const;
  bool step(void (Search::*add_roots)()) {
    if (!search_.found() && !search_.lost()) (this->*add_roots)();
    return search_.run();
  }
  void add_caller() {
    if (t_.frame) add_frame(t_, t_.frame, nullptr, true);
  }

  Thread& t_;
  Object* const target_;
  PathSearch search_;
  std::vector<Root> roots_;
  rt::Holders& out_;
};

// ---- the roots

// A global variable counts as near as a local one. So the way from sys.modules to the variables of the modules is gone
// first: else a function in a local variable would be a short cut to its globals.
void Search::add_modules_and_threads() {
  constexpr u32 kLevels = 3;  // sys.modules, the modules, their dicts
  add(Value(rt::sys_modules()), {RootKind::kModules});
  for (u32 i = 0; i < kLevels; ++i) search_.run_level();
  gc::for_each_thread(
      [](gc::Thread& thread, void* self) {
        auto& search = *static_cast<Search*>(self);
        search.add_frames(static_cast<Thread&>(thread));
        search.add_thread_values(static_cast<Thread&>(thread));
      },
      this);
}

// The caller's frame is left out.
void Search::add_frames(Thread& thread) {
  const Value* inner = nullptr;
  for (Value* r = thread.frame; r; inner = r, r = caller_of(r)) {
    if (r != t_.frame) add_frame(thread, r, inner, false);
  }
}

// `inner`: as in for_each_register_of_frame().
void Search::add_frame(Thread& thread, Value* r, const Value* inner, bool without_target) {
  u32 index = 0;
  for_each_register_of_frame(r, inner, [&](Value& v) {
    bool in_header = &v < r;  // the frame object and the callee: see add_runtime()
    index = in_header ? comp::kNoRegister : static_cast<u32>(&v - r);
    if (in_header && &v >= r + kFrameObject) return;
    if (without_target && v.is_pointer() && v.object() == target_) return;
    add(v, {RootKind::kRegister, &thread, r, index});
  });
}

void Search::add_thread_values(Thread& thread) {
  const struct {
    Value value;
    const char* what;
  } kValues[] = {{thread.error, "the exception that it is raising"},
                 {thread.handled, "the exception that it is handling"},
                 {thread.generator_result, "the result of a generator"},
                 {thread.async_error, "an exception that was sent to it"},
                 {rt::context_object(thread), "its contextvars.Context"},
                 {rt::thread_locals(thread), "its threading.local values"},
                 {thread.repr_running, "the objects whose repr it makes"},
                 {rt::end_sentinel(thread), "its sentinel lock"}};
  for (const auto& row : kValues) add(row.value, {RootKind::kThreadValue, &thread, nullptr, 0, row.what});
  struct Data : gc::Visitor {
    Search* search;
    Thread* thread;
  } data{{[](gc::Visitor& self, Object* object) {
           auto& data = static_cast<Data&>(self);
           data.search->add(Value(object), {RootKind::kThreadValue, data.thread, nullptr, 0, "its hooks"});
         }},
         this,
         &thread};
  trace_thread_data(thread, data);
}

void Search::add_runtime() {
  struct Tables : gc::Visitor {
    Search* search;
  } tables{{[](gc::Visitor& self, Object* object) {
             static_cast<Tables&>(self).search->add(Value(object), {RootKind::kRuntime});
           }},
           this};
  gc::trace_roots(tables);
  gc::for_each_thread(
      [](gc::Thread& thread, void* self) {
        auto& t = static_cast<Thread&>(thread);
        for (Value* r = t.frame; r; r = caller_of(r)) {
          Root root = {RootKind::kRunning, &t, r};
          static_cast<Search*>(self)->add(r[kCallee], root);
          static_cast<Search*>(self)->add(r[kFrameObject], root);
        }
      },
      this);
}

void Search::add_immortals() {
  auto add_if_immortal = [](Object* object, void* self) {
    if (object->immortal()) static_cast<Search*>(self)->add(Value(object), {RootKind::kImmortal});
  };
  if (!gc::for_each_in_use(t_, add_if_immortal, this)) out_.lost = true;
}

// ---- C++ code

// Counts the references from the objects that no root has led to, and from the caller's registers: the other objects
// and registers cannot hold such an object.
struct References : gc::Visitor {
  References(const PathSearch& search) : Visitor{see}, reached(search) {}
  static void see(gc::Visitor& self, Object* child) {
    auto& references = static_cast<References&>(self);
    if (references.reached.has_met(child)) return;
    u32 node = references.enter(child);
    if (node != NodeTable::kNone) ++references.nodes[node].found;
  }
  u32 enter(Object* object) {
    bool fresh;
    return nodes.enter(object, 0, &fresh);
  }
  const PathSearch& reached;
  NodeTable nodes;
};

// The references to the object that neither the heap nor a register explains.
u64 unexplained(const Object* object, u32 found) {
  u64 explained = found;
  if (object->has_flag(gc::kDeferred)) ++explained;  // the collector's own
  bool waits = (object->shared.load(gc::relaxed) & gc::kStateMask) == gc::kWaiting;
  if (gc::kFreeThreaded && waits) ++explained;  // that of the list
  u64 count = gc::total_count(object);
  return object->immortal() || count <= explained ? 0 : count - explained;
}

void Search::add_native_holders() {
  References references(search_);
  auto look_at = [](Object* object, void* argument) {
    auto& references = *static_cast<References*>(argument);
    if (references.reached.has_met(object)) return;
    references.enter(object);
    if (auto trace = gc::lifetime_of(object).trace) trace(object, references);
  };
  if (!gc::for_each_in_use(t_, look_at, &references) || references.nodes.lost()) out_.lost = true;
  if (out_.lost) return;
  if (t_.frame) {
    for_each_register_of_frame(t_.frame, nullptr, [&](Value v) {
      if (v.is_counted()) References::see(references, v.object());
    });
  }
  for (u32 i = 0; i < references.nodes.size(); ++i) {
    const NodeTable::Node& node = references.nodes[i];
    u64 more = unexplained(node.object, node.found);
    if (more) add(Value(node.object), {RootKind::kNative, nullptr, nullptr, static_cast<u32>(more)});
  }
}

// ---- the answer

const char* kind_of(const Root& root, const Thread& t) {
  switch (root.kind) {
    case RootKind::kModules: return "module";
    case RootKind::kRegister: return root.r == t.frame ? "caller" : "frame";
    case RootKind::kThreadValue: return "thread";
    case RootKind::kRunning:
    case RootKind::kRuntime: return "runtime";
    case RootKind::kImmortal: return "immortal";
    case RootKind::kNative: return "native";
  }
  return "";
}

std::string thread_in_words(const Thread& thread) { return "thread " + std::to_string(thread.id); }

// "work() at line 7 of script.py, thread 2"
std::string Search::place_in_words(const Root& root) const {
  const Code* code = code_of(root.r);
  const u64* pc = frame_pc(*root.thread, const_cast<Value*>(root.r));
  std::string text = function_in_words(code);
  if (pc) {
    std::string file = rt::to_wtf8(code->filename.get());
    i32 line = comp::position_of(code, static_cast<u32>(pc - code->words) - 1).line;
    text += " at line " + std::to_string(line) + " of " + file.substr(file.rfind('/') + 1);
  }
  return text + ", " + thread_in_words(*root.thread);
}

std::string Search::root_in_words(const Root& root) const {
  switch (root.kind) {
    case RootKind::kModules: return "sys.modules";
    case RootKind::kRegister: {
      std::string name = variable_name(code_of(root.r), root.index);
      return (name.empty() ? "a temporary" : "variable '" + name + "'") + " of " + place_in_words(root);
    }
    case RootKind::kThreadValue: return thread_in_words(*root.thread) + ": " + root.what;
    case RootKind::kRunning: return "the running " + place_in_words(root);
    case RootKind::kRuntime: return "a table of the runtime";
    case RootKind::kImmortal: return "an immortal object";
    case RootKind::kNative:
      return "C++ code, which holds " + std::to_string(root.index) + (root.index == 1 ? " reference" : " references");
  }
  return "";
}

// A module is named as Python names it: sys.modules['json']. A variable in a cell is named as if the register held it.
void Search::tell_path() {
  std::vector<Object*> path = search_.path();
  const Root& root = roots_[search_.root()];
  out_.kind = kind_of(root, t_);
  std::string begin = root_in_words(root);
  bool is_variable = root.kind == RootKind::kRegister && !variable_name(code_of(root.r), root.index).empty();
  if (is_variable && path.size() > 1 && rt::is_exact(Value(path[0]), rt::TypeId::kCell)) path.erase(path.begin());
  out_.steps = steps_of_path(path);
  if (root.kind == RootKind::kModules && !out_.steps.empty()) {
    std::string& module = out_.steps[0];
    begin += module.substr(0, module.rfind(" ("));
    out_.steps.erase(out_.steps.begin());
  } else if (path.size() > 1 || root.kind != RootKind::kRegister) {
    begin += " (" + class_in_words(path[0]) + ")";
  }
  out_.steps.insert(out_.steps.begin(), begin);
}

// The shortest path from the object back to itself.
void Search::tell_cycle() {
  PathSearch cycle(target_);
  struct Children : gc::Visitor {
    PathSearch* cycle;
  } children{{[](gc::Visitor& self, Object* child) { static_cast<Children&>(self).cycle->add_root(child, 0); },
              [](gc::Visitor& self, Object* child) { static_cast<Children&>(self).cycle->add_root(child, 0); }},
             &cycle};
  if (auto trace = gc::lifetime_of(target_).trace) trace(target_, children);
  if (cycle.run()) {
    std::vector<Object*> path = cycle.path();
    path.insert(path.begin(), target_);
    out_.kind = "cycle";
    out_.steps = steps_of_path(path);
    out_.steps.insert(out_.steps.begin(), "the object itself (" + class_in_words(target_) + ")");
    out_.note = "nothing but a cycle keeps it alive: a collection will end it once the caller has dropped it";
  } else {
    out_.kind = "nothing";
    out_.note = "nothing keeps it alive but this call and its caller";
  }
  out_.lost = out_.lost || cycle.lost();
  if (target_->has_flag(gc::kDeferred)) out_.note += "; it is deferred, so only a collection reclaims it";
}

void Search::name_callers_variables() {
  if (!t_.frame) return;
  const Code* code = code_of(t_.frame);
  for (u32 i = 0; i < code->locals; ++i) {
    Value v = t_.frame[i];
    if (v.is_pointer() && rt::is_exact(v.stripped(), rt::TypeId::kCell)) v = v.as<rt::Cell>()->value.get_shared();
    std::string name = v.is_pointer() && v.object() == target_ ? variable_name(code, i) : "";
    if (!name.empty())
      out_.caller.push_back("variable '" + name + "' of " + place_in_words({RootKind::kRegister, &t_, t_.frame, i}));
  }
}

void Search::run() {
  name_callers_variables();
  bool found = step(&Search::add_modules_and_threads) || step(&Search::add_runtime) || step(&Search::add_immortals) ||
               step(&Search::add_caller) || step(&Search::add_native_holders);
  out_.lost = out_.lost || search_.lost();
  if (out_.lost) return;
  if (found) tell_path();
  else if (target_->immortal()) out_.kind = "immortal";
  else tell_cycle();
  if (target_->immortal()) out_.note = "it is immortal: never counted, never freed";
}

}  // namespace

void find_holders(Thread& t, Value x, rt::Holders* out) {
  gc::StopTheWorld pause(t, "refscope.why_alive");
  gc::settle_all_counts();
  Search(t, x.object(), out).run();
}

}  // namespace vm
