// The words of the table of instructions (ops.def), and access to its rows.
//
// A row names the operands a, b, c in this order. Each is 16 bits; unused ones have no name. Registers are numbered
// 0 .. 32767. Bit 15 of a register that is read (kTempBit) marks a temporary that the instruction consumes: it takes
// the value over or releases it, and leaves the register without a reference.
#pragma once

#include "interp/compile/code.h"

namespace comp {

enum class OperandKind : u8 {
  unused,
  read_register,  // in()
  destination,    // out(). The write releases the old value of a local. A temporary must hold no old value, unless
                  // bit 15 is set: then the write releases it.
  run,            // run(): the first of several registers in a row. Bit 15 is never set.
  constant,       // index of a constant, which needs no count: the code object keeps it alive
  name,           // of a constant that is a name: an interned str
  names,          // of a tuple of names
  names_or_none,
  code,           // of a code object
  free_variable,  // number of a free variable of the running function
  number,
  jump,        // signed distance in words from the end of the instruction (with extra words) to the target
  level,       // of an import: the number of dots
  positional,  // number of positional sub-patterns
  parts,       // bits that tell the parts of a function: 1 defaults tuple, 2 keyword defaults dict, 4 closure tuple,
               // 8 __annotate__ function
};

// What an instruction does with a register that it reads.
enum class Read : u8 {
  takes_marked = 1,  // takes the value of a marked temporary (keeps it or releases it); reads any other register in
                     // place
  keeps,             // the same, but stores the value: that of a register that is not marked is counted for it
  reads,             // reads in place; the register must not be marked
  takes,             // takes the value in any case, also from a local
  takes_saved_exception,  // the one that a `saved_exception` was written with
  exchanges,              // with the other operand
  lends,                  // see writes_found_method
};

// What it writes to a destination.
enum class Write : u8 {
  owned = 1,        // a value that is counted, or an object that needs no count (interp/vm/cache/loaded.h)
  owned_by_jump,    // the same, if the instruction jumps; else nothing
  immediate,        // a value that needs no release
  uncounted,        // the constant, without a count
  copy_of_b,        // operand b: a temporary's value moves, a local's is counted
  loan_of_b,        // operand b: a temporary's value moves, a local's is lent, uncounted, until the call; until then
                    // the local must stay as it is
  iterator,         // in four registers: the iterated object or iterator, and the VM's state, which is immediates
  async_iterator,   // of `async for`
  saved_exception,  // the exception handled before, for POP_HANDLED
  new_cell,         // a new cell, which holds what the register held (a parameter) or nothing
  checked,          // nothing: a value must be there
  deleted,          // a value must be there; the register becomes empty
  emptied,
};

// What it does with a run of registers. Runs that it takes are temporaries.
enum class Run : u8 {
  takes_2 = 1,
  takes_3,
  takes_c,                 // as many as operand c says
  takes_2c,                // twice as many
  takes_function_parts,    // as many as the extra word `parts` lists; they lie in the order of its bits
  takes_type_param_parts,  // as many as operand c of MAKE_TYPE_PARAM lists
  takes_call,              // the window of a call: callee and c arguments
  takes_call_spread,       // callee, sequence and c dicts
  takes_method_call,       // the same for a method, which FIND_METHOD may have found: object and c arguments
  takes_method_spread,     // object and sequence
  iterates,                // reads the four registers of an iterator, and releases them when it ends
  writes_c,                // c registers
  writes_starred,          // the registers of a starred assignment
  writes_pair,             // the __exit__ of a `with` block and its self, or nothing
  writes_found_method,     // callee and object of a window, which only its call may read. Operand b is a local, which
                           // is lent until then, or the window's first argument itself
};

enum class Effect : u8 {
  may_raise = 1,
  runs_python = 2,
  jumps = 4,
  safepoint = 8,
  ends_block = 16,       // control never goes on behind the instruction
  reads_namespace = 32,  // register 0 holds a namespace, which the instruction uses
};

// What an inline cache holds. The lowest bits tell which form has written the word (kCacheTags in vm/handler.h).
enum class CacheWord : u8 {
  spare = 1,  // nothing: no handler uses the word
  by_form,    // what the specialised form says; else nothing
  misses,     // how often the cache did not fit; by a word with a name: in the high half
  // ---- of global names. Each word is valid by itself, so any mixture that several threads have stored is valid.
  place_in_globals,   // keys version of the globals << 24 | place of the value's slot in their table
  place_in_builtins,  // the same of the builtins
  keys_without_name,  // keys version of globals that lack the name << 24, marked by kNotHere
  // ---- of attributes
  slot,              // shape << 32 | byte offset of the slot in the object
  added_slot,        // shape before << 40 | shape after << 16 | byte offset
  record,            // AttrRecord: a memoised look-up
  entry,             // keys version of a module's dict << 32 | number of the entry << 3
  shape_and_misses,  // shape << 32 | misses
  ways,              // CacheBlock with the ways of several shapes (vm/cache/polymorphic.h)
  store_ways,        // the same; a way may add the attribute
  found_record,      // AttrRecord of the method. Tags: kSecondTag, the method is not kept in the window; kSlotTag, a
                     // callable of a class that takes no self
  // ---- of callees. The tag is a NativeForm (vm/cache/cache_words.h).
  native_function,  // MethodDef
  native_type,      // Type
  native_method,    // AttrRecord of a method of a native class
  init_record,      // AttrRecord of a Python __init__
  callee_slot,      // as `slot`
  callee_record,    // AttrRecord of a callee in a class
  callee_entry,     // as `entry`
};

// What a value must be, or is after it has been written. Handlers rely on it without a check at run time: the verifier
// follows it along all paths.
enum class ValueType : u8 {
  any,
  none,
  str,
  tuple,
  cells,  // a tuple of cells, for the closure of a function
  list,
  set,
  dict,
  cell,
  function,
  exception,
  raised,        // an exception or None
  raised_parts,  // the tuple of two of them that SPLIT_RAISED makes
  exit,          // of a pair: the __exit__ of a `with` block and its self
  async_exit,    // the same of ASYNC_WITH_ENTER
  any_exit,      // one of the two
  exit_self,     // the second half of each pair
};

struct OperandInfo {
  OperandKind kind = OperandKind::unused;
  ValueType type = ValueType::any;  // of a run: of each value
  Read read{};
  Write write{};
  Run run{};
  bool wide = false;  // 32 bits: operand b is the low half, c the high half
};

// A word of 64 bits behind the instruction word.
struct ExtraWord {
  OperandInfo low, high;  // numbers of 32 bits
  CacheWord cache{};
  // The bits that are operands. The others are an inline cache, which is empty in generic code.
  constexpr u64 operand_bits() const {
    u64 bits = low.kind == OperandKind::unused ? 0 : 0xffffffff;
    return high.kind == OperandKind::unused ? bits : bits | u64{0xffffffff} << 32;
  }
};

struct OpInfo {
  const char* name;
  const char* row;           // the text of its row, which names the operands
  const char* shown = name;  // its name in listings: that of the instruction of CPython that does the same, if there
                             // is one, since libraries look for some by name (opcode.opmap["LOAD_GLOBAL"])
  OperandInfo operands[3] = {};  // a, b, c
  ExtraWord extra[3] = {};
  u8 words = 0;  // how many extra words there are
  u8 effects = 0;
  u8 covers = 0;  // a superinstruction: its handler executes so many instructions behind it, too
  constexpr bool has(Effect effect) const { return effects & static_cast<u8>(effect); }
};
const OpInfo& op_info(Op op);
// True if the instruction that begins with this word jumps, by an operand of the word. Then *distance is the distance.
// That of FOR_ITER stands in an extra word; jump_target() reads it, too.
bool jump_distance(u64 insn, i64* distance);

// A specialised form of an instruction. Opcodes of forms follow the generic ones.
struct FormInfo {
  const char* name;
  const char* row;
  const char* guard;  // when it applies
  Op generic = Op::NOP;
  CacheWord cache[2] = {};  // what the first two extra words hold; by default the same as in the generic form
  u8 covers = 0;
};
// Null: the opcode is a generic one, or none.
const FormInfo* form_info(u32 opcode);
// How many instructions behind it the handler of an opcode executes, too.
u32 covered_by(u32 opcode);

}  // namespace comp
