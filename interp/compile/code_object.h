// Making code objects: for the compiler, the cache and code.replace().
#pragma once

#include <string>
#include <vector>

#include "interp/compile/code.h"

namespace comp {

// What local_names calls the register of a namespace.
inline constexpr const char* kNamespaceName = ".namespace";

// Everything a code object is made of. References are owned; empty slots are allowed where code.h says so.
struct CodeParts {
  std::vector<u64> words;
  std::vector<Handler> handlers;
  std::vector<Position> positions;
  std::vector<rt::Ref> constants;
  u32 frame_size = 0, locals = 0, positional = 0, positional_only = 0, keyword_only = 0, flags = 0;
  i32 first_line = 1;
  rt::Ref name, qualname, filename, local_names, cell_names, free_names, names, docstring, noted_names, shown;
};

// A Code object of which everything is empty or zero, to be filled and then made deferred. Empty: MemoryError is
// pending.
rt::Ref make_empty_code(rt::Thread& t);
// A deferred Code object. Empty: MemoryError is pending.
rt::Ref make_code(rt::Thread& t, CodeParts&& parts);
// A copy of the parts of a code object that is awake, inline caches and specialised opcodes reset: what the cache
// writes and replace() starts from.
CodeParts code_parts(rt::Thread& t, const Code* code);

// Module-level code as it runs with locals of its own: names that no `global` statement lists are looked up in the
// namespace first. Made once for a code object. `code` itself when it already has a namespace. Borrowed from `code`;
// null: MemoryError is pending.
Code* namespace_form(rt::Thread& t, Code* code);

// ---- instructions as they run
//
// The words that a code object runs differ from those that ops.def describes (and compiler, cache and code_parts()
// know) in where they keep the marks of temporaries: in the three lowest bits, for operands a, b and c, the opcode
// above them. So handlers find the numbers of registers as they need them, and an opcode may have one handler for a
// destination that is a temporary, which is marked as well and in which nothing waits for release, and one for a local.
inline constexpr u32 kOpShift = 3, kOpForms = 1 << kOpShift;
enum TempMark : u32 { kTempA = 1, kTempB = 2, kTempC = 4 };
constexpr u32 op_number(u64 running) { return static_cast<u16>(running) >> kOpShift; }
// Turns the words of a code object with so many locals into those that run.
void make_running(u64* words, u32 count, u32 locals);

// The generic instruction that a word held before the VM specialised it. Installed by the VM; null: nothing is ever
// specialised.
extern Op (*g_generic_op)(u16 op);
// A word of a code object that threads may be running: they specialise its instructions and fill its caches at any
// time.
inline u64 word_of(const Code* code, u32 word) { return __atomic_load_n(&code->words[word], __ATOMIC_RELAXED); }
// The generic form of the opcode in an instruction word, also while other threads specialise it.
Op generic_op(const u64* word);
// The generic instruction as ops.def describes it.
u64 instruction_at(const Code* code, u32 word);

// Makes all instructions generic again and their inline caches empty. World stopped: no thread remembers any of what a
// cache held.
void empty_caches(Code* code);

// Walking over the instructions of a code object: the one after that at `word`; where it may jump to (false: it does
// not jump).
u32 next_instruction(const Code* code, u32 word);
bool jump_target(const Code* code, u32 word, u32* target);

// What a temporary holds.
enum class Temp : u8 { kNothing, kValue, kIterator, kException, kHandledBefore };
// What each temporary holds before each instruction, by word; an empty entry: no instruction, or it cannot be reached.
// The code must be right.
std::vector<std::vector<Temp>> temporaries(const Code* code);

// co_linetable tells lines relative to the first one, so that they move with it and may be those of other code: a
// position as it stands there, and back.
Position relative_position(Position position, i32 first_line);
Position absolute_position(Position position, i32 first_line);

// code.replace(): a code object that differs in the attributes that the keywords name.
rt::Ref code_replace_py(rt::Thread& t, const rt::CallArgs& args);

// Lifetime functions of the code type.
void trace_code(rt::Object* object, gc::Visitor& visitor);
void dispose_code(gc::Thread& thread, rt::Object* object);

// Issues a SyntaxWarning through the warnings module. `module`: its name, or empty. False: an error is pending (the
// warning itself, if warnings are errors).
bool issue_warning_py(rt::Thread& t, const std::string& message, Value filename, i32 line, Value module);

}  // namespace comp
