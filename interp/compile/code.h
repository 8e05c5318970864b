// Code objects: what the compiler makes and the VM runs. See ops.def for the instructions and vm/frame.h for the frame.
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
#define OP(name, operands, extras, effects, ownership) name,
#include "interp/compile/ops.def"
#undef OP
  kGenericCount
};

inline constexpr u16 kTempBit = 0x8000;
inline constexpr u16 kNoRegister = 0x7fff;
inline constexpr u32 kWindowHeader = 4;  // registers before the first argument of a call window
inline constexpr u32 kMostSpread = 8;    // a call window for f(*sequence) has room for so many items

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
  // ours, above CPython's
  kNamespace = 0x10000000,  // register 0 holds a namespace: class bodies, exec and eval with locals
  kSimpleCall =
      0x20000000,  // no *args, **kwargs, keyword-only parameters; not a generator; no cells among the parameters need
                   // boxing before entry
};

struct Handler {
  u32 start, end;  // instructions in words [start, end) are covered; the innermost entry stands first
  u32 target;      // word offset of the handler
  u16 exception;   // register that receives the exception
  u16 limit;       // temporaries from here on are released
};

// Of the instruction at `word` and those after it up to the next entry; sorted. The entries before the last one of a
// word are for tracers only: lines that take no code.
struct Position {
  u32 word;
  i32 line, end_line;      // 0: none
  i32 column, end_column;  // UTF-8 byte offsets; negative: none, or what kind of line it is
  // column of: code that no line of the source asks for (a tracer sees no new line); a line without code (`pass`) that
  // is passed on the way to the word; a line without code that is passed when the word jumps (`break` behind a
  // condition)
  static constexpr i32 kUnknown = -1, kImplicit = -2, kPassed = -3, kPassedByJump = -4;
  bool starts_line() const { return line > 0 && column != kImplicit; }
};

// Words for an inline cache that one word is too small for. Blocks are made while the code runs, on any thread, and die
// with it.
inline constexpr u32 kCacheWays = 4;
struct CacheBlock {
  u64 words[kCacheWays];  // single accesses, as the words of the code
  CacheBlock* next;
};

struct Image;

// Read from the cache, a code object is asleep until it is called or looked into (image.h): of what it has only counts
// of registers and parameters, flags, first line, name, qualname, filename and free_names are there; the rest is empty.
enum ShownPart : u32 { kShownCode, kShownLines, kShownExceptions, kShownStackSize, kShownParts };

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
  Slot noted_names;  // tuple of str: names that the `global` statements of module-level code list, or that the methods
                     // of a class body
                     // assign on self, for libraries that do not expect them in its namespace; or empty
  Slot with_locals;  // module-level code: what runs instead when locals are not the globals (see namespace_form), or
                     // empty
  Slot shown;  // tuple of what replace() was given instead of what these show (ShownPart; None: nothing), or empty
  gc::Atomic<CacheBlock*> cache_blocks;
  gc::Atomic<Image*> image;  // while asleep: where the rest is; any thread may wake it
  u32 body;                  // its offset there
  gc::Atomic<void*>
      events;  // what tools want to know of its instructions, one raw block: vm/code_events.h. Null: never run under a
               // tool
  u32 parameters() const {
    return positional + keyword_only + ((flags & kVarArgs) != 0) + ((flags & kVarKeywords) != 0);
  }
};
inline Code* as_code(Value v) { return v.as<Code>(); }

// A new block of empty words that belongs to the code; null: no memory (no error is set).
CacheBlock* add_cache_block(Code* code);

inline bool is_asleep(const Code* code) { return code->image.load(gc::acquire) != nullptr; }
TINYPY_COLD bool wake_slow(rt::Thread& t, Code* code);
// Makes everything in a code object available. False: MemoryError is pending.
inline bool wake(rt::Thread& t, Code* code) { return !is_asleep(code) || wake_slow(t, code); }

// Python sees offsets (f_lasti, co_lines(), ...) in half words, from the entry to the code on: a frame is there, in
// front of the first instruction, until it runs. The entry has the line of the definition; that of a module has none.
constexpr i64 shown_offset(i64 word) { return 2 * (word + 1); }
constexpr i64 word_at_offset(i64 shown) { return (shown >> 1) - 1; }
i32 entry_line(const Code* code);

// Source position of the instruction at a word offset (any word of it).
Position position_of(const Code* code, u32 word);
// The entries that stand for lines without code at a word, in order.
struct PassedLines {
  const Position *begin, *end;
};
PassedLines passed_lines(const Code* code, u32 word);
// Handler that covers an instruction, or null.
const Handler* handler_of(const Code* code, u32 word);

}  // namespace comp
