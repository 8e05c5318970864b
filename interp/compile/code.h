// Code objects: the compiler makes them, the VM runs them. See ops.def for the instructions and vm/frame.h for the
// frame. A code object is deferred: only the collector frees it, so registers hold it without a count.
#pragma once

#include "runtime/object/ops.h"

namespace comp {

using rt::i32;
using rt::i64;
using rt::Slot;
using rt::u16;
using rt::u32;
using rt::u64;
using rt::u8;
using rt::Value;

enum class Op : u16 {
#define OP(name, ...) name,
#include "interp/compile/ops.def"
  kGenericCount
};

inline constexpr u16 kTempBit = 0x8000;
inline constexpr u16 kNoRegister = 0x7fff;
inline constexpr u32 kWindowHeader = 4;  // registers before the first argument of a call window
inline constexpr u32 kMostSpread = 8;    // number of items for which a call window of f(*sequence) has room

constexpr u64 encode(Op op, u16 a = 0, u16 b = 0, u16 c = 0) {
  return static_cast<u64>(op) | static_cast<u64>(a) << 16 | static_cast<u64>(b) << 32 | static_cast<u64>(c) << 48;
}
constexpr u64 encode_wide(Op op, u16 a, u32 bc) {
  return static_cast<u64>(op) | static_cast<u64>(a) << 16 | static_cast<u64>(bc) << 32;
}

// co_flags, values as in CPython's inspect module.
enum CodeFlag : u32 {
  kOptimized = 0x1,
  kNewLocals = 0x2,
  kVarArgs = 0x4,
  kVarKeywords = 0x8,
  kNested = 0x10,
  kGenerator = 0x20,
  kCoroutine = 0x80,
  kIterableCoroutine = 0x100,
  kAsyncGenerator = 0x200,
  kHasDocstring = 0x4000000,
  kMethodCode = 0x8000000,
  // tinypy's own flags, above CPython's
  kNamespace = 0x10000000,  // register 0 holds a namespace: class bodies, exec and eval with locals
};

// An entry of the exception table: an error of a covered instruction continues at `target`.
struct Handler {
  u32 start, end;  // instructions in words [start, end) are covered; the innermost entry stands first
  u32 target;      // word offset of the handler
  u16 exception;   // register that receives the exception
  u16 limit;       // the handler releases this temporary and all above it
};

// The source position of the instruction at `word` and of those behind it, up to the next entry. Entries are sorted by
// word. If several entries have the same word, the last one is the position; those before it are lines without code,
// which only tracers see.
struct Position {
  u32 word;
  i32 line, end_line;      // 0: none
  i32 column, end_column;  // UTF-8 byte offsets; negative: one of the following
  // kUnknown: no column is known. kImplicit: no line of the source asks for this code, so tracers see no new line.
  // kPassed: a line without code (`pass`) on the way to the word. kPassedByJump: a line without code on the way that
  // the word's jump takes (`break` behind a condition).
  static constexpr i32 kUnknown = -1, kImplicit = -2, kPassed = -3, kPassedByJump = -4;
  // A module without statements has the line 0, which ends at line 1.
  bool starts_line() const { return (line > 0 || end_line > 0) && column != kImplicit; }
};

// A larger inline cache, for instructions that one cache word is too small for (vm/polymorphic.h). Any thread may make
// a block while the code runs. The blocks of a code object form a list and are freed with it.
inline constexpr u32 kCacheWays = 4;
struct CacheBlock {
  u64 words[kCacheWays];  // read and written like the words of the code: one atomic access each
  CacheBlock* next;
};

struct Image;

// Attributes that code.replace() may set to values that do not follow from the bytecode (Code::shown).
enum ShownPart : u32 { kShownCode, kShownLines, kShownExceptions, kShownStackSize, kShownParts };

// A code object from the bytecode cache is asleep until it is called or looked into (image.h). A sleeping code object
// has its counts of registers and parameters, flags, first_line, name, qualname, filename and free_names; all other
// fields are empty.
struct Code : rt::Object {
  u64* words;  // instructions and inline caches; owned
  u32 word_count;
  u32 frame_size;  // registers, outgoing windows included
  u32 locals;  // parameters first: positional-only, positional, keyword-only, *args, **kwargs, then other locals and
               // cells
  u32 positional;  // positional parameters, positional-only ones included
  u32 positional_only;
  u32 keyword_only;
  u32 flags;
  u32 constant_count, handler_count, position_count;
  i32 first_line;
  Value* constants;   // owned references; strs used as names are interned
  Handler* handlers;  // owned arrays
  Position* positions;
  Slot name, qualname, filename;  // str
  Slot local_names;  // tuple of str: name of each local register ('.0' for the argument of a comprehension)
  Slot cell_names;   // tuple of str: locals that live in cells
  Slot free_names;   // tuple of str: free variables, in closure order
  Slot names;        // tuple of str: co_names, for introspection
  Slot docstring;    // str or empty
  Slot noted_names;  // tuple of str or empty. Module-level code: the names that its `global` statements list. Class
                     // body: the names that its instances probably have: the methods assign them on self, or the body
                     // annotates them
  Slot with_locals;  // module-level code: its form for locals that are not the globals (namespace_form), once made
  Slot shown;        // tuple by ShownPart or empty: values that replace() was given; None: follows from the bytecode
  gc::Atomic<CacheBlock*> cache_blocks;
  // Inline cache of the making of functions: where the globals have __name__ and __builtins__ (vm/function.cpp). Or 0.
  gc::Atomic<u64> globals_cache;
  gc::Atomic<Image*> image;  // while asleep: the image with the other fields; any thread may wake the code. Else null
  u32 body;                  // while asleep: the offset of those fields in the image
  gc::Atomic<void*> events;  // CodeEvents (vm/code_events.h), owned. Null: the code has never run under a tool
  u32 parameters() const {
    return positional + keyword_only + ((flags & kVarArgs) != 0) + ((flags & kVarKeywords) != 0);
  }
};
inline Code* as_code(Value v) { return v.as<Code>(); }

// A new block of empty words, which the code object owns. Null: no memory; no error is set. Any thread may call it.
CacheBlock* add_cache_block(Code* code);

inline bool is_asleep(const Code* code) { return code->image.load(gc::acquire) != nullptr; }
TINYPY_COLD bool wake_slow(rt::Thread& t, Code* code);
// Makes all fields of a code object available. Any thread may call it. False: MemoryError is pending.
inline bool wake(rt::Thread& t, Code* code) { return !is_asleep(code) || wake_slow(t, code); }

// Offsets that Python sees (f_lasti, co_lines(), ...) count half words, since CPython's instructions come in units of
// two bytes. Offset 0 is the entry, in front of the first instruction, where a frame stands before it runs. The entry
// has the line of the definition; a module's entry has none.
constexpr i64 shown_offset(i64 word) { return 2 * (word + 1); }
constexpr i64 word_at_offset(i64 shown) { return (shown >> 1) - 1; }
i32 entry_line(const Code* code);
// Lines without code have offsets behind the last instruction, so that a trace function finds each of them in
// co_lines(). `index`: of the entry in `positions`.
inline i64 shown_offset_of_passed(const Code* code, u32 index) { return shown_offset(code->word_count + index); }
// An offset with that line in co_lines(), the one nearest to `word`; -1: the code has no such line.
i64 offset_of_line(const Code* code, u32 word, i32 line);

// Source position of an instruction; `word`: offset of any of its words. The code must be awake.
Position position_of(const Code* code, u32 word);
// The entries for lines without code at a word (kPassed, kPassedByJump), in order.
struct PassedLines {
  const Position *begin, *end;
};
PassedLines passed_lines(const Code* code, u32 word);
// The innermost exception handler that covers an instruction, or null.
const Handler* handler_of(const Code* code, u32 word);

}  // namespace comp
