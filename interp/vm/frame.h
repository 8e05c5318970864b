// Frames, functions and generators: the layouts that the VM lives on.
//
// A frame is a window of registers on the thread's stack (or inside a generator object), with four words in front:
//
//   r[-4]      r[-3]    r[-2]       r[-1]                               r[0] ...            r[locals] ...        r[frame_size]
//   frame obj  callee   return pc   link: caller's r | dest | flags     parameters, locals  temporaries, windows
//
// The caller evaluates callee and arguments straight into its outgoing window, which becomes the callee's frame:
// nothing is copied. Arguments that are locals of the caller are lent: uncounted, backed by the caller's register for
// as long as the callee runs.
//
// Rules of the register stack
//  1. A register holds a counted reference (it owns the count), an uncounted one, an immediate, or nothing.
//  2. A register that the compiler considers dead holds no reference of either kind; immediates may stay behind.
//  3. Return pc and link carry tag bit 1 and so look like ints: they need no clearing. Another low bit of the return pc says that nothing is
//     borrowed in the frames below (borrow.cpp).
//  4. Writing a register releases what it held. Whoever may run Python code saves frame and pc in the thread first (SAVE).
//  5. The frame object is made on demand; a frame that has one hands it the registers when it ends.
#pragma once

#include "interp/compile/code.h"
#include "runtime/object/native.h"
#include "runtime/object/shape.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/exceptions/exception.h"

namespace vm {

using comp::Code;
using gc::i32;
using gc::i64;
using gc::Object;
using gc::u16;
using gc::u32;
using gc::u64;
using gc::u8;
using rt::CallArgs;
using rt::Ref;
using rt::Slot;
using rt::Thread;
using rt::Value;

inline constexpr int kFrameObject = -4, kCallee = -3, kReturnPc = -2, kLink = -1;
inline constexpr u32 kHeader = comp::kWindowHeader;
// Registers beyond code->frame_size that the VM may use: room to shift arguments when a bound method adds its self.
inline constexpr u32 kSlack = 2;

struct Function : Object {
  const Value* constants;  // of code
  u64* entry;              // first instruction
  gc::Atomic<u32>
      simple_args;  // number of arguments when a call with exactly these needs no binding, else kNotSimple or kAsleep;
                    // written last
  u32 frame_size;   // code->frame_size + kSlack
  u32 locals;
  u32 version;            // changes when code or defaults are replaced
  rt::Dict* globals;      // owned
  rt::Dict* builtins;     // owned
  Code* code;             // owned
  Slot closure;           // tuple of cells or empty
  Slot defaults;          // tuple or empty
  Slot keyword_defaults;  // dict or empty
  Slot name, qualname, module, doc;
  Slot dict;         // __dict__, made on demand
  Slot annotations;  // dict, made on demand
  Slot annotate;     // __annotate__ function or empty
  Slot type_params;  // tuple or empty
};
inline constexpr u32 kNotSimple = 0xFFFFFFFF;
inline constexpr u32 kAsleep =
    0xFFFFFFFE;  // the code has to be woken, before anything else here but globals, builtins and code is read: the
                 // first call does it
inline bool is_function(Value v) { return rt::is_exact(v, rt::TypeId::kFunction); }

// ---- the link word: 44 bits of the caller's register base (8-byte aligned), 15 bits of the destination register, 4 flags, tag bit

enum LinkFlag : u64 {
  kEntryFrame = 1,      // called from C++: returning leaves the dispatch loop
  kConstructFrame = 2,  // __init__ of an object under construction: the result is argument 0, and None must be returned
  kGeneratorFrame = 4,  // the window lies in a generator object
  kForIterFrame = 8,    // a generator resumed by FOR_ITER: its end is the end of the loop
  kOperandFrame = 8,    // not a generator: a method that an operator, the store of an attribute or a with block calls
                        // (operand_frame.h)
};
inline u64 make_link(const Value* caller, u32 destination, u64 flags) {
  return reinterpret_cast<u64>(caller) << 17 | static_cast<u64>(destination) << 5 | flags << 1 |
         1;  // the address has three zeros there
}
inline Value* link_caller(u64 link) { return reinterpret_cast<Value*>((link >> 20) << 3); }
inline u32 link_destination(u64 link) { return (link >> 5) & 0x7fff; }
inline u64 link_flags(u64 link) { return (link >> 1) & 15; }

inline Function* function_of(const Value* r) { return r[kCallee].as<Function>(); }
inline Code* code_of(const Value* r) { return function_of(r)->code; }
inline constexpr u64 kCountedBelow = 2;
inline const u64* return_pc(const Value* r) {
  return reinterpret_cast<const u64*>(r[kReturnPc].bits() & ~(kCountedBelow | 1));
}
inline u64 link_of(const Value* r) { return r[kLink].bits(); }
inline Value* caller_of(const Value* r) { return link_caller(link_of(r)); }

// A frame as an object (sys._getframe, tracebacks, f_locals). While the frame runs, `base` points to its registers;
// when it ends with the object still referenced, the registers of its locals move into `saved`.
struct Frame : Object {
  gc::Atomic<Value*> base;  // null once the frame has ended
  u32 thread_id;  // of the thread on whose stack `base` lies; 0: in a generator, which may move between threads
  i32 lasti;      // word offset of the last instruction, once ended
  Slot function;
  Slot back;                // Frame or empty: set when ended or on demand
  Slot extra_locals;        // dict: names stored through f_locals that are no locals
  Slot replaced;            // list: what f_locals replaced in registers, which callees may have on loan
  Slot trace;               // f_trace
  gc::Atomic<Slot*> saved;  // owned: the locals, once ended (empty slots: unbound); null before
  u32 saved_count;          // of them
  gc::Atomic<bool> trace_lines, trace_opcodes;
  gc::Atomic<bool> cleared;     // by clear(): the variables of enclosing functions are gone, too
  gc::Atomic<i32> event_line;   // while a tracer is told of a line: that line; else 0
  gc::Atomic<i32> traced_line;  // the last line a tracer was told of
};

enum class GeneratorState : u32 { kCreated, kSuspended, kRunning, kFinished };

// Generators, coroutines and asynchronous generators. The window of registers lies at the end of the object.
struct Generator : Object {
  gc::Atomic<GeneratorState> state;  // claimed by compare-and-swap: two threads never run it at once
  u32 frame_size;
  gc::Atomic<u16>
      delegate;  // 1 + register of the iterator being delegated to while suspended; 0: none; written by who has claimed
                 // it
  gc::Atomic<bool> hooks_called;  // async generators: the firstiter hook is called, by who has set this
  bool handles;                   // while running: the thread's handled exception is one of its own, not the resumer's
  gc::Atomic<bool> running_async,
      closed;               // async generators: an awaitable drives it (ag_running); it has ended or aclose() has begun
  const u64* pc;            // resumption point while suspended
  Value* resume_top;        // first free stack register of the thread that runs it
  const u64* exhausted_pc;  // FOR_ITER: where the loop continues after the end
  Slot name, qualname;
  Slot handled;          // exception being handled inside it while suspended
  Slot outer_handled;    // the resumer's, while running
  Slot origin;           // coroutines: cr_origin; async generators: the finalizer hook
  Value words[kHeader];  // header of the window: words + kHeader is its r
  Value* window() { return words + kHeader; }
};
inline Generator* generator_of(Value* window) {
  return reinterpret_cast<Generator*>(reinterpret_cast<char*>(window - kHeader) - offsetof(Generator, words));
}

// True for the window of a generator that is not being run: its link is stale.
inline bool is_suspended(Value* r) {
  return (link_flags(link_of(r)) & kGeneratorFrame) &&
         generator_of(r)->state.load(gc::acquire) != GeneratorState::kRunning;
}

// ---- stack

// First register above the frame at r, which runs.
inline Value* frame_top_of(Value* r) {
  if (link_flags(link_of(r)) & kGeneratorFrame) return generator_of(r)->resume_top;
  return r + function_of(r)->frame_size;
}
// The same of the running frame, if any: where natives may build a new window.
inline Value* frame_top(Thread& t) { return t.frame ? frame_top_of(t.frame) : t.stack + kHeader; }
// True if a window of `size` registers at r lies within the thread's stack (generator windows never do).
inline bool on_stack(const Thread& t, const Value* r, u64 size) {
  return reinterpret_cast<u64>(r) - reinterpret_cast<u64>(t.stack) + size * sizeof(Value) <= t.stack_bytes;
}
// Reserves the register stack of a thread. False: no memory.
bool allocate_stack(Thread& t);
void free_stack(Thread& t);

// ---- entry points

// Tells the compiler's tools about the VM's specialised opcodes. Start-up only.
void install_dispatch();

// Calls a Python function from C++: binds, runs, returns. Installed as slots.call of `function`.
Ref call_function_py(Thread& t, Value callee, const CallArgs& args);
// Calls a function without arguments: the body of a module or class. `locals` is the namespace of kNamespace code (else
// ignored).
Ref run_body_py(Thread& t, Value function, Value locals);
// The same for code that is made a function first, with the given globals and no defaults; `closure`: as many cells as
// it has free variables.
Ref run_code_py(Thread& t, Code* code, Value globals, Value locals, Value closure = Value());
// A new function object. Slots not given are empty.
Ref make_function(Thread& t, Code* code, rt::Dict* globals);
// Recomputes what depends on code and defaults.
void function_changed(Function* function);
// Wakes the code and makes the function ready to run it. False: MemoryError is pending.
bool wake_function(Thread& t, Function* function);

// Fills the parameters of `function`, which is awake, in window r from args: defaults, keywords, *args, **kwargs.
// args.values may be r itself when they are already in place (counts are then moved; else shared). False: TypeError is
// set, the window holds no references.
bool bind_arguments_py(Thread& t, Function* function, Value* r, const CallArgs& args, bool in_place);

// Resumes a generator: value sent (owned by caller, borrowed here), or, if empty, with the pending error thrown in.
// Result: yielded value; kStop when it returned (value in *result if not null); empty on error.
Ref resume_generator_py(Thread& t, Generator* generator, Value sent, Ref* result);
Ref generator_throw_py(Thread& t, Generator* generator, Value exception);  // generator.throw(instance)
bool generator_close_py(Thread& t, Generator* generator);

// ---- frames and tracebacks
Ref frame_object(Thread& t, Value* r);                   // of a running frame of this thread
void frame_ends(Thread& t, Value* r);                    // slow path of leaving a frame that has an object
void add_traceback(Thread& t, Value* r, const u64* pc);  // to the pending error
Value* visible_frame(Thread& t, int depth);  // sys._getframe: register base of the depth-th Python frame, or null
// The value goes to the register; the result is what was there, counted even if the register did not count it.
Ref swap_register(Thread& t, Value* r, u64 i, Ref value);
const u64* frame_pc(Thread& t, Value* r);  // current instruction (any word of it) of a running frame
// Local variables of a running frame as a new dict (PEP 667 snapshot for optimised code; the namespace itself else).
Ref frame_locals_py(Thread& t, Value* r);
rt::Dict* frame_globals(const Value* r);
// Makes the object of the frame at r; not yet entered in r.
Frame* new_frame_object(Thread& t);
void bind_frame_object(Thread& t, Frame* f, Value* r);

// ---- frames that another thread may be running (frame_foreign.cpp)
bool runs_elsewhere(const Thread& t, const Frame* f);
// A tuple of the locals' values (empty slots: unbound). Empty without error: the frame has ended meanwhile.
Ref foreign_locals(Thread& t, Frame* f);
// The frame's caller, or None; empty without error: the frame has ended meanwhile.
Ref foreign_back(Thread& t, Frame* f);
i64 foreign_word(Thread& t, Frame* f);  // offset of the current instruction
// Sets local i, unless another thread is running the frame (RuntimeError); *old is what was there. Nothing happens if
// the frame has ended meanwhile.
bool foreign_set_register(Thread& t, Frame* f, u64 i, Ref value, Ref* old);
// The generator in which the frame is; empty if it is coming to its end.
Ref foreign_generator(Thread& t, const Frame* f);
// gi_frame and gi_yieldfrom of a published generator: None if it has finished or does not delegate.
Ref foreign_generator_frame(Thread& t, Generator* g);
Ref foreign_delegate(Thread& t, Generator* g);
// sys._current_frames(): a dict from thread ident to running frame.
Ref current_frames_py(Thread& t);
// sys._current_exceptions(): a dict from thread ident to the exception that it handles, or None. Libraries before 3.12
// expect what sys.exc_info() returns there.
Ref current_exceptions_py(Thread& t);

// Visits what the collector must know of a thread: uncounted references of its registers, error state.
void trace_thread(gc::Thread& thread, gc::Visitor& visitor);
// Counts what the thread's registers borrow: gc::g_count_borrowed (borrow.cpp).
void count_borrowed(gc::Thread& thread);

}  // namespace vm
