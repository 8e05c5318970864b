// Two kinds of fast paths: those that are inlined everywhere have a function here that consists of nothing else; those
// of instructions are the handlers of the virtual machine.
#include "interp/listings/asm_samples.h"

#include <algorithm>
#include <limits>

#include "gc/refcount/object_lock.h"
#include "gc/refcount/publish.h"
#include "gc/refcount/transfer.h"
#include "interp/compile/compiler.h"
#include "interp/vm/handler.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/text/str.h"

// In the symbol table under these names: `disassemble studio_asm_incref` in gdb shows the same.
extern "C" {
[[gnu::used, gnu::noinline]] void studio_asm_incref(gc::Thread& thread, gc::Object* object) {
  gc::incref(thread, object);
}
[[gnu::used, gnu::noinline]] void studio_asm_decref(gc::Thread& thread, gc::Object* object) {
  gc::decref(thread, object);
}
[[gnu::used, gnu::noinline]] bool studio_asm_try_incref(gc::Thread& thread, gc::Object* object) {
  return gc::try_incref_in_slot(thread, object);
}
[[gnu::used, gnu::noinline]] void studio_asm_store_barrier(gc::Thread& thread, gc::Object* container,
                                                           gc::Object* value) {
  gc::before_store(thread, container, value);
}
// In the program with a GIL an object needs no lock of its own.
[[gnu::used, gnu::noinline]] void studio_asm_lock(gc::Object* object) {
  if constexpr (gc::kFreeThreaded) gc::lock_object(object);
}
[[gnu::used, gnu::noinline]] void studio_asm_unlock(gc::Object* object) {
  if constexpr (gc::kFreeThreaded) gc::unlock_object(object);
}
}

namespace vm {

namespace {

// ---- what the registers hold at the beginning

constexpr const char* kCountingArguments = "rdi = this thread, rsi = the object";
Registers at_counting() { return {{"rdi", {Kind::kThread, "this thread"}}, {"rsi", {Kind::kObject, "the object"}}}; }
constexpr const char* kBarrierArguments = "rdi = this thread, rsi = the container, rdx = the value";
Registers at_barrier() {
  return {{"rdi", {Kind::kThread, "this thread"}},
          {"rsi", {Kind::kObject, "the container"}},
          {"rdx", {Kind::kObject, "the value"}}};
}
constexpr const char* kLockArguments = "rdi = the object";
Registers at_lock() { return {{"rdi", {Kind::kObject, "the object"}}}; }

// HANDLER's convention (handler.h) for insn, pc, r, t, k.
#if defined(__clang__) && !defined(TINYPY_ASAN)
constexpr const char* kHandlerRegisters[] = {"r12", "r13", "r14", "r15", "rdi"};
constexpr const char* kHandlerArguments =
    "r12 = the instruction, r13 = the word behind it, r14 = the registers of the frame, r15 = this thread, "
    "rdi = the constants";
#else
constexpr const char* kHandlerRegisters[] = {"rdi", "rsi", "rdx", "rcx", "r8"};
constexpr const char* kHandlerArguments =
    "rdi = the instruction, rsi = the word behind it, rdx = the registers of the frame, rcx = this thread, "
    "r8 = the constants";
#endif
Registers at_handler() {
  return {{kHandlerRegisters[0], {Kind::kInstruction, "the instruction", -1}},
          {kHandlerRegisters[1], {Kind::kCode, "the place in the bytecode"}},
          {kHandlerRegisters[2], {Kind::kRegisters, "the registers"}},
          {kHandlerRegisters[3], {Kind::kThread, "this thread"}},
          {kHandlerRegisters[4], {Kind::kConstants, "the constants"}}};
}

// ---- measuring in C++

constexpr int kRounds = 15, kTurns = 20000;

// The smallest number of cycles of a few rounds of `turn`, for each turn.
template <class F>
double best_round(const CycleCounter& counter, F turn) {
  double best = std::numeric_limits<double>::max();
  for (int round = 0; round < kRounds; ++round) {
    gc::u64 start = counter.now();
    for (int i = 0; i < kTurns; ++i) turn();
    best = std::min(best, static_cast<double>(counter.now() - start) / kTurns);
  }
  return best;
}

// The same without the loop itself. `turn` gets thread and object as the programs have them: in registers, and unknown
// to the compiler.
template <class F>
double cycles_of(const CycleCounter& counter, gc::Thread* thread, gc::Object* object, F turn) {
  auto forget = [&] { asm volatile("" : "+r"(thread), "+r"(object) : : "memory"); };
  double empty = best_round(counter, forget);
  double full = best_round(counter, [&] {
    forget();
    turn(*thread, object);
  });
  return std::max(0.0, full - empty);
}

void count_up_and_down(gc::Thread& thread, gc::Object* object) {
  gc::incref(thread, object);
  asm volatile("" : : : "memory");
  gc::decref(thread, object);
}
void try_up_and_down(gc::Thread& thread, gc::Object* object) {
  bool counted = gc::try_incref_in_slot(thread, object);
  asm volatile("" : : : "memory");
  if (counted) gc::decref(thread, object);
}

template <void (*kTurn)(gc::Thread&, gc::Object*)>
bool measure_counting_py(rt::Thread& t, const CycleCounter& counter, std::vector<Cost>* costs) {
  rt::Ref object = rt::make_list(t), foreign = rt::make_list(t);
  if (!object || !foreign) return false;
  costs->push_back({"up and down again, an object of this thread: the fast path twice",
                    cycles_of(counter, &t, object.object(), kTurn)});
  if constexpr (gc::kRefcount != gc::Refcount::kPlain) {
    // An object of nobody is counted as another thread's object is: the owner is not this thread.
    gc::Object* o = foreign.release().object();
    gc::incref(t, o);
    gc::hand_over(t, o);
    gc::hand_over(t, o);
    costs->push_back({"up and down again, an object of nobody: the slow path twice, with atomic operations",
                      cycles_of(counter, &t, o, kTurn)});
    gc::decref(t, o);
    gc::decref(t, o);
  }
  return true;
}

bool measure_barrier_py(rt::Thread& t, const CycleCounter& counter, std::vector<Cost>* costs) {
  rt::Ref container = rt::make_list(t), value = rt::make_list(t);
  if (!container || !value) return false;
  gc::Object* stored = value.object();
  auto barrier = [stored](gc::Thread& thread, gc::Object* object) { gc::before_store(thread, object, stored); };
  costs->push_back({"before a store into a private object", cycles_of(counter, &t, container.object(), barrier)});
  return true;
}

bool measure_lock_py(rt::Thread& t, const CycleCounter& counter, std::vector<Cost>* costs) {
  rt::Ref object = rt::make_list(t);
  if (!object) return false;
  gc::publish(t, object.object());
  auto turn = [](gc::Thread&, gc::Object* o) {
    studio_asm_lock(o);
    studio_asm_unlock(o);
  };
  double cycles = cycles_of(counter, &t, object.object(), turn);
  bool reserved = gc::kFreeThreaded && gc::is_reserved(object.object());
  costs->push_back({!gc::kFreeThreaded ? "locked and unlocked, two calls included: nothing is done"
                    : reserved         ? "locked and unlocked, two calls included; this thread has reserved the lock"
                               : "locked and unlocked, two calls included; the lock is not reserved: atomic operations",
                    cycles});
  gc::give_up_reservations();
  return true;
}

// ---- measuring instructions, in Python

struct PythonCost {
  const char* what;
  const char* set_up;     // statements of a function, indented
  const char* statement;  // what is measured; ten of them stand in a loop
};

bool run_py(rt::Thread& t, const std::string& source, rt::Ref globals) {
  rt::Ref name = rt::make_str(t, "<--asm>");
  rt::Ref code = name ? comp::compile_source_py(t, source, name, syn::Mode::Exec, {}) : rt::Ref();
  return code && bool(run_code_py(t, code.as<Code>(), globals, globals));
}

// The best of some rounds of function(turns), for each turn. Negative: an error is pending.
double best_call_py(rt::Thread& t, const CycleCounter& counter, rt::Value function) {
  double best = std::numeric_limits<double>::max();
  for (int round = 0; round < kRounds; ++round) {
    gc::u64 start = counter.now();
    if (!rt::Ref(rt::call_py(t, function, rt::Value::small_int(kTurns)))) return -1;
    best = std::min(best, static_cast<double>(counter.now() - start) / kTurns);
  }
  return best;
}

bool measure_python_py(rt::Thread& t, const CycleCounter& counter, const PythonCost& cost, std::vector<Cost>* costs) {
  constexpr int kStatements = 10;
  std::string head = std::string(cost.set_up) + "  for i in range(n):\n    ";
  std::string source = "def empty(n):\n" + head + "pass\ndef full(n):\n" + head + "pass\n";
  for (int i = 0; i < kStatements; ++i) source += std::string("    ") + cost.statement + "\n";
  rt::Ref globals = rt::make_dict(t);
  if (!globals ||
      !rt::dict_set_cstr(t, globals.as<rt::Dict>(), "__builtins__", rt::Ref::share(t, rt::builtins_module())))
    return false;
  if (!run_py(t, source, rt::Ref::share(t, globals))) return false;
  rt::Ref empty = rt::dict_get_cstr(t, globals.as<rt::Dict>(), "empty");
  rt::Ref full = rt::dict_get_cstr(t, globals.as<rt::Dict>(), "full");
  double without = best_call_py(t, counter, empty), with = without < 0 ? -1 : best_call_py(t, counter, full);
  if (with < 0) return false;
  costs->push_back({cost.what, std::max(0.0, with - without) / kStatements});
  return true;
}

bool measure_attribute_py(rt::Thread& t, const CycleCounter& counter, std::vector<Cost>* costs) {
  return measure_python_py(t, counter,
                           {"x = o.a, an int: not counted", "  class C: pass\n  o = C()\n  o.a = x = 1\n", "x = o.a"},
                           costs) &&
         measure_python_py(t, counter,
                           {"x = o.a, an object of this thread: counted up, the old value of x down",
                            "  class C: pass\n  o = C()\n  o.a = x = []\n", "x = o.a"},
                           costs);
}
bool measure_item_py(rt::Thread& t, const CycleCounter& counter, std::vector<Cost>* costs) {
  return measure_python_py(t, counter,
                           {"x = items[k], an int: not counted", "  items = [1]\n  k = 0\n", "x = items[k]"}, costs) &&
         measure_python_py(t, counter,
                           {"x = items[k], an object of this thread: counted up, the old value of x down",
                            "  items = [[]]\n  k = 0\n", "x = items[k]"},
                           costs);
}
bool measure_with_py(rt::Thread& t, const CycleCounter& counter, std::vector<Cost>* costs) {
  return measure_python_py(t, counter,
                           {"with lock: pass, entering and leaving",
                            "  from _thread import allocate_lock\n  lock = allocate_lock()\n", "with lock: pass"},
                           costs);
}

template <class F>
const void* address_of(F* function) {
  return reinterpret_cast<const void*>(function);
}

}  // namespace

const AsmSample kAsmSamples[] = {
    {"incref", "one more reference to an object", "gc/refcount/refcount.h", address_of(studio_asm_incref), at_counting,
     kCountingArguments, measure_counting_py<count_up_and_down>},
    {"decref", "one reference less; the last one ends the object", "gc/refcount/refcount.h",
     address_of(studio_asm_decref), at_counting, kCountingArguments, measure_counting_py<count_up_and_down>},
    {"try_incref", "a reference to an object that another thread may be ending", "gc/refcount/refcount.h",
     address_of(studio_asm_try_incref), at_counting, kCountingArguments, measure_counting_py<try_up_and_down>},
    {"store", "the write barrier: publishes a value that is stored in a published object", "gc/refcount/publish.h",
     address_of(studio_asm_store_barrier), at_barrier, kBarrierArguments, measure_barrier_py},
    {"lock", "locking a published object", "gc/refcount/object_lock.h", address_of(studio_asm_lock), at_lock,
     kLockArguments, measure_lock_py},
    {"unlock", "unlocking it", "gc/refcount/object_lock.h", address_of(studio_asm_unlock), at_lock, kLockArguments,
     measure_lock_py},
    {"attribute", "x = o.a: the attribute lies in a slot of the object", "interp/vm/ops/attr.cpp",
     address_of(op_GET_ATTR_SLOT), at_handler, kHandlerArguments, measure_attribute_py},
    {"item", "x = items[k]: an item of a list or tuple", "interp/vm/ops/item.cpp", address_of(op_GET_ITEM), at_handler,
     kHandlerArguments, measure_item_py},
    {"with", "with lock: entering, for a threading.Lock", "interp/vm/ops/with.cpp", address_of(op_WITH_ENTER_ONLY),
     at_handler, kHandlerArguments, measure_with_py},
    {"with_exit", "with lock: leaving", "interp/vm/ops/with.cpp", address_of(op_WITH_EXIT), at_handler,
     kHandlerArguments, measure_with_py},
    {nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr}};

}  // namespace vm
