// Frames, functions and generators: the layouts that the VM works on.
//
// A frame is a window of registers on the thread's stack, or inside a generator object. Four words lie in front of it:
//
//   r[-4]      r[-3]    r[-2]       r[-1]                             r[0] ...             r[locals] .. r[frame_size-1]
//   frame obj  callee   return pc   link: caller's r | dest | flags   parameters, locals   temporaries, windows
//
// The caller evaluates callee and arguments straight into its outgoing window, which becomes the callee's frame. So a
// call copies nothing. An argument that is a local of the caller is lent: the callee's register holds it without a
// count, and the caller's register keeps it alive until the callee has returned (uncounted.h lists all such reasons).
//
// Rules of the register stack
//  1. A register holds a counted reference (it owns the count), an uncounted reference, an immediate, or nothing.
//  2. A register that the compiler considers dead holds no reference of either kind. An immediate may stay behind.
//  3. Return pc and link have the tag bit of an int. So the collector takes them for ints, and nobody has to clear
//     them. Bit kCountedBelow of the return pc says that no register of the frames below holds a borrowed reference
//     (borrow.cpp).
//  4. Whoever writes a register releases its old value. Releasing may run Python code, so frame and pc are saved in the
//     thread before (SAVE).
//  5. A frame object is made only when somebody asks for it. A frame that has one moves its locals into it at its end.
// Errors: unless a declaration says otherwise, an empty Ref, null or false means that an error is pending. A function
// of this header is called by the thread that runs the frame, except where the comment names other threads.
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
  // n: a call with exactly n positional arguments needs no binding; or kNotSimple, kAsleep. Written after the fields
  // that it vouches for.
  gc::Atomic<u32> simple_args;
  u32 frame_size;  // code->frame_size + kSlack
  u32 locals;
  gc::Atomic<bool> made_generators;  // generators may exist whose code is found through this function
  rt::Dict* globals;                 // owned
  rt::Dict* builtins;                // owned
  Code* code;                        // owned
  Slot closure;                      // tuple of cells or empty
  Slot defaults;                     // tuple or empty
  Slot keyword_defaults;             // dict or empty
  Slot name, qualname, module, doc;
  Slot dict;         // __dict__, made on demand
  Slot annotations;  // dict, made on demand
  Slot annotate;     // __annotate__ function or empty
  Slot type_params;  // tuple or empty
};
inline constexpr u32 kNotSimple = 0xFFFFFFFF;
// The code is asleep: of the fields only globals, builtins and code are valid. The first call wakes it (wake_function).
inline constexpr u32 kAsleep = 0xFFFFFFFE;
inline bool is_function(Value v) { return rt::is_exact(v, rt::TypeId::kFunction); }

// ---- the link word: from high to low 44 bits of the caller's register base, 15 destination register, 4 flags, 1 tag

// kForIterFrame and kOperandFrame are the same bit, since the link has room for four flags only. kGeneratorFrame tells
// the two meanings apart: an operand frame never lies in a generator.
enum LinkFlag : u64 {
  kEntryFrame = 1,      // called from C++: returning leaves the dispatch loop
  kConstructFrame = 2,  // __init__ of an object under construction: it must return None, and the call's result is the
                        // object, which lies below the header
  kGeneratorFrame = 4,  // the window lies in a generator object
  kForIterFrame = 8,    // with kGeneratorFrame: resumed in place by FOR_ITER or SEND, which also gets the generator's
                        // end (RETURN_GENERATOR_END)
  kOperandFrame = 8,    // without it: a method that an operator, the store of an attribute or a with block calls
                        // (operand_frame.h)
};
inline u64 make_link(const Value* caller, u32 destination, u64 flags) {
  ASSERT(destination < 1u << 15 && flags < 1u << 4 && reinterpret_cast<u64>(caller) >> 47 == 0);
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

// A frame as an object (sys._getframe, tracebacks, f_locals). While the frame exists, `base` points to its registers.
// If the object is still referenced when the frame ends, the locals move from the registers into `saved`.
struct Frame : Object {
  gc::Atomic<Value*> base;  // null once the frame has ended
  u32 thread_id;  // of the thread on whose stack `base` lies; 0: `base` lies in a generator, which may change threads
  i32 lasti;      // once ended: word offset of the last instruction; -1: the frame has never begun
  Slot function;  // gives globals and builtins; its code may have been replaced since the frame began
  Slot back;      // Frame or empty: set when ended or on demand
  Slot extra_locals;        // dict: names stored through f_locals that are no variables of the function
  Slot given_locals;        // dict: what C code has got as the borrowed locals of a function, or empty
  Slot replaced;            // list: values that f_locals has replaced in registers; callees may still have them on loan
  Slot trace;               // f_trace
  gc::Atomic<Slot*> saved;  // owned: the locals, once ended (empty slots: unbound); null before
  u32 saved_count;          // of them
  gc::Atomic<bool> trace_lines, trace_opcodes;
  gc::Atomic<bool> cleared;     // frame.clear() was called: the variables of enclosing functions are hidden, too
  gc::Atomic<i32> event_line;   // while the trace function handles a line event: the line; else 0
  gc::Atomic<i32> traced_line;  // the line of the last line event
  Slot code;                    // never changes
};

// Borrowed from the frame.
inline Code* code_of_frame(const Frame* f) { return f->code.get().as<Code>(); }

enum class GeneratorState : u32 { kCreated, kSuspended, kRunning, kFinished };

// Generators, coroutines and asynchronous generators. The window of registers lies at the end of the object.
struct Generator : Object {
  gc::Atomic<GeneratorState> state;  // claimed by compare-and-swap: two threads never run it at once
  u32 frame_size;
  gc::Atomic<u16> delegate;       // while suspended in a delegation: 1 + register of the inner iterator; else 0.
                                  // Written by the thread that has claimed the generator
  gc::Atomic<bool> hooks_called;  // async generators: the thread that has set this calls the firstiter hook
  bool handles;  // while running: t.handled is an exception that the generator handles, not one of the resumer
  gc::Atomic<bool> running_async,
      closed;               // async generators: an awaitable drives it (ag_running); it has ended or aclose() has begun
  const u64* pc;            // resumption point while suspended
  Value* resume_top;        // while running: first free register on the stack of the thread that runs it
  const u64* exhausted_pc;  // resumed in place: pc of the FOR_ITER or SEND, which gets the end
  Slot name, qualname;
  Slot handled;          // while suspended: the exception that the generator is handling
  Slot outer_handled;    // while running: the exception that the resumer is handling
  Slot origin;           // coroutines: cr_origin; async generators: the finalizer hook
  Value words[kHeader];  // header of the window: words + kHeader is its r
  Value* window() { return words + kHeader; }
};
inline Generator* generator_of(Value* window) {
  return reinterpret_cast<Generator*>(reinterpret_cast<char*>(window - kHeader) - offsetof(Generator, words));
}

// True for the window of a generator that no thread runs. Its link and its return pc are stale then.
inline bool is_suspended(Value* r) {
  return (link_flags(link_of(r)) & kGeneratorFrame) &&
         generator_of(r)->state.load(gc::acquire) != GeneratorState::kRunning;
}

// ---- stack

// First register above a frame that runs: where the frame may build the window of a call.
inline Value* frame_top_of(Value* r) {
  if (link_flags(link_of(r)) & kGeneratorFrame) return generator_of(r)->resume_top;
  return r + function_of(r)->frame_size;
}
// The same for the innermost frame of the thread, if there is one: where C++ may build a new window.
inline Value* frame_top(Thread& t) { return t.frame ? frame_top_of(t.frame) : t.stack + kHeader; }
// True if a window of `size` registers at r lies within the thread's stack (generator windows never do).
inline bool on_stack(const Thread& t, const Value* r, u64 size) {
  return reinterpret_cast<u64>(r) - reinterpret_cast<u64>(t.stack) + size * sizeof(Value) <= t.stack_bytes;
}
// Reserves the register stack of a thread, at the thread's start. False: no memory; no error is set.
bool allocate_stack(Thread& t);
// Gives the stack back, and frees the thread's ThreadData. At the thread's end.
void free_stack(Thread& t);

// ---- entry points

// Calls a Python function from C++: binds the arguments, runs the function in the dispatch loop, returns its result.
// It is slots.call of the type `function`. The caller keeps callee and arguments alive.
Ref call_function_py(Thread& t, Value callee, const CallArgs& args);
// Calls a function without arguments: the body of a module or class. `locals` is the namespace if the code has the flag
// kNamespace, else it is ignored.
Ref run_body_py(Thread& t, Value function, Value locals);
// The same for a code object, from which a function is made first, with the given globals (a dict). `closure`: a tuple
// with one cell for each free variable, or empty if there is none.
Ref run_code_py(Thread& t, Code* code, Value globals, Value locals, Value closure = Value());
// A new function object, which holds code and globals. Name, qualified name and docstring come from the code, module
// and builtins from the globals; the other slots are empty. Empty: MemoryError is pending.
Ref make_function(Thread& t, Code* code, rt::Dict* globals);
// Recomputes the fields that follow from code and defaults: simple_args, frame_size, version, ... Call after a change
// of either.
void function_changed(Function* function);
// Wakes the function's code and fills the fields that kAsleep declares invalid. False: MemoryError is pending. Several
// threads may do it at once.
bool wake_function(Thread& t, Function* function);

// Binds args to the parameters of `function`, which must be awake, in the window at r: positional arguments, keywords,
// defaults, *args, **kwargs. in_place: args.values is r itself, and the registers own their values, which are moved to
// their parameters; else the values are borrowed and counted. False: an error is pending, and the window holds no
// references.
bool bind_arguments_py(Thread& t, Function* function, Value* r, const CallArgs& args, bool in_place);

// Resumes a generator. `sent` (borrowed) becomes the value of its yield; if `sent` is empty, the pending error is
// thrown in. Result: the yielded value; kStop if the generator has returned (the value is in *result, if result is not
// null); empty: an error is pending. If another thread runs the generator: ValueError.
Ref resume_generator_py(Thread& t, Generator* generator, Value sent, Ref* result);
// generator.throw(exception) with an instance (borrowed). The end of the generator is a pending StopIteration; that of
// an async generator is kStop.
Ref generator_throw_py(Thread& t, Generator* generator, Value exception);
// generator.close()
bool generator_close_py(Thread& t, Generator* generator);

// ---- frames and tracebacks

// The object of a frame that this thread runs, made on demand. Runs no Python code.
Ref frame_object(Thread& t, Value* r);
// A frame with an object ends: the object takes the locals if anybody else refers to it. Keeps the pending error. If
// there is no memory, the locals are lost.
void frame_ends(Thread& t, Value* r);
// Puts an entry for the frame in front of the traceback of the pending error.
void add_traceback(Thread& t, Value* r, const u64* pc);
// sys._getframe(depth): register base of the depth-th frame below the innermost one; null: there is none (no error
// set).
Value* visible_frame(Thread& t, int depth);
// Writes register i and returns its old value, as a counted reference even if the register did not count it.
Ref swap_register(Thread& t, Value* r, u64 i, Ref value);
// The pc of a frame of this thread: points behind the first word of the current instruction. Null: the frame has not
// begun.
const u64* frame_pc(Thread& t, Value* r);
// locals() in a frame of this thread: for a function a new dict with a snapshot of its variables (PEP 667), for a
// module or class body the namespace itself.
Ref frame_locals_py(Thread& t, Value* r);
rt::Dict* frame_globals(const Value* r);  // borrowed from the frame's callee
// The two steps of frame_object(): a new object that belongs to no frame (null: MemoryError is pending); then the link
// between object and frame.
Frame* new_frame_object(Thread& t);
void bind_frame_object(Thread& t, Frame* f, Value* r);

// ---- frames that another thread may be running (frame_foreign.cpp)
//
// Each of the functions foreign_* stops the world, so that the frame stands still while it is read. None of them runs
// Python code.

// True if another thread runs the frame, or may begin to: the functions below are needed then. False: this thread runs
// the frame, or it has ended, or its generator is private.
bool runs_elsewhere(const Thread& t, const Frame* f);
// The values of the locals as a tuple, in which an unbound local is an empty slot. Empty without an error: the frame
// has ended meanwhile.
Ref foreign_locals(Thread& t, Frame* f);
// The frame's caller, or None. Empty without an error: the frame has ended meanwhile.
Ref foreign_back(Thread& t, Frame* f);
// Word offset of the frame's current instruction.
i64 foreign_word(Thread& t, Frame* f);
// Sets local i and puts its old value into *old. False: another thread is running the frame; RuntimeError is pending.
// If the frame has ended meanwhile, nothing happens.
bool foreign_set_register(Thread& t, Frame* f, u64 i, Ref value, Ref* old);
// The generator that the frame belongs to. Empty without an error: the generator is being destroyed.
Ref foreign_generator(Thread& t, const Frame* f);
// gi_frame and gi_yieldfrom of a published generator. None: it has finished; it does not delegate.
Ref foreign_generator_frame(Thread& t, Generator* g);
Ref foreign_delegate(Thread& t, Generator* g);
// sys._current_frames(): a new dict from thread ident to that thread's innermost frame.
Ref current_frames_py(Thread& t);
// sys._current_exceptions(): a new dict from thread ident to the exception that the thread is handling, or None. If the
// library is older than 3.12, the values are tuples as sys.exc_info() returns them.
Ref current_exceptions_py(Thread& t);

// ---- for the collector

// Shows the visitor the references of a thread: its registers, its pending error and its ThreadData. By the thread
// itself or with the world stopped.
void trace_thread(gc::Thread& thread, gc::Visitor& visitor);
// Counts the borrowed references in the thread's registers before it announces a quiescent state (borrow.cpp). It is
// gc::CountingHooks::count_borrowed.
void count_borrowed(gc::Thread& thread);

}  // namespace vm
