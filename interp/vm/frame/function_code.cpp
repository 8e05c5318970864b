// function.__code__ = ...: replacing the code of a function of which frames exist.
//
// A frame finds its code, and so its constants, through its callee. Frames that exist at the time of the change, on any
// thread or in a generator, must go on with the old code. So, with the world stopped, all of them get another callee: a
// copy of the function with its old code. A walk over the heap finds the generators; it is left out if the function has
// made none. A frame object knows its code by itself.
#include "interp/vm/frame/function_code.h"

#include "gc/heap/heap.h"
#include "gc/threads/attach.h"

namespace vm {

using rt::TypeId;

namespace {

struct Replacement {
  Thread& t;
  Function* function;
  Function* copy;    // has the old code, for the frames that exist
  u32 given_up = 0;  // counted references to `function` that have been replaced
};

Ref copy_function(Thread& t, const Function* f) {
  Ref made = make_function(t, f->code, f->globals);
  if (!made) return made;
  auto* copy = made.as<Function>();
  gc::incref(t, f->builtins);
  gc::decref(t, std::exchange(copy->builtins, f->builtins));
  for (Slot Function::* slot : {&Function::closure, &Function::name, &Function::qualname, &Function::module}) {
    rt::store_field(t, copy, copy->*slot, rt::load_field(t, f, f->*slot));
  }
  return made;
}

// ---- world stopped

bool replace(Replacement& replacement, Value held) {
  ASSERT(gc::world_stopped());
  if (!held || held.stripped() != Value(replacement.function)) return false;
  replacement.given_up += held.is_counted();
  gc::incref(replacement.t, replacement.copy);
  return true;
}

void replace_callee(Replacement& replacement, Value* r) {
  if (replace(replacement, r[kCallee])) r[kCallee] = Value(replacement.copy);
}

void replace_on_stack(gc::Thread& thread, void* argument) {
  for (Value* r = static_cast<Thread&>(thread).frame; r; r = caller_of(r))
    replace_callee(*static_cast<Replacement*>(argument), r);
}

void replace_in_object(Object* object, void* argument) {
  switch (static_cast<TypeId>(object->shape_id())) {
    case TypeId::kGenerator:
    case TypeId::kCoroutine:
    case TypeId::kAsyncGenerator:
      return replace_callee(*static_cast<Replacement*>(argument), static_cast<Generator*>(object)->window());
    default: return;
  }
}

}  // namespace

bool replace_code(Thread& t, Function* f, Code* code) {
  Ref copy = copy_function(t, f);
  if (!copy) return false;
  Replacement replacement{t, f, copy.as<Function>()};
  gc::incref(t, code);
  Code* copied;
  {
    gc::StopTheWorld pause(t, "function.__code__");
    // The write barrier runs inside the pause: another thread's pause that comes first may publish the function.
    gc::before_store(t, f, replacement.copy);
    gc::before_store(t, f, code);
    // Another thread may have changed the code after the copy was made. So the copy gets the code that is in the
    // function now.
    copied = std::exchange(replacement.copy->code, std::exchange(f->code, code));
    function_changed(replacement.copy);
    function_changed(f);
    gc::for_each_thread(replace_on_stack, &replacement);
    if (f->made_generators.load(gc::relaxed)) {
      gc::for_each_traced(replace_in_object, &replacement);
      replacement.copy->made_generators.store(true, gc::relaxed);
      f->made_generators.store(false, gc::relaxed);
    }
  }
  gc::decref(t, copied);
  for (; replacement.given_up; --replacement.given_up) gc::decref(t, f);
  return true;
}

}  // namespace vm
