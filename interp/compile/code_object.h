// Making code objects: for the compiler, the cache and code.replace().
#pragma once

#include <string>
#include <vector>

#include "interp/compile/code.h"

namespace comp {

// The entry of local_names for the register that holds a namespace.
inline constexpr const char* kNamespaceName = ".namespace";

// The contents of a code object in the making. References are owned; a reference may be empty where code.h says so.
struct CodeParts {
  std::vector<u64> words;
  std::vector<Handler> handlers;
  std::vector<Position> positions;
  std::vector<rt::Ref> constants;
  u32 frame_size = 0, locals = 0, positional = 0, positional_only = 0, keyword_only = 0, flags = 0;
  i32 first_line = 1;
  rt::Ref name, qualname, filename, local_names, cell_names, free_names, names, docstring, noted_names, shown;
};

// A Code object whose fields are all empty or zero; the caller fills it and makes it deferred. Empty: MemoryError is
// pending.
rt::Ref make_empty_code(rt::Thread& t);
// A deferred Code object. Empty: MemoryError is pending.
rt::Ref make_code(rt::Thread& t, CodeParts&& parts);
// The parts of a code object that is awake, with generic opcodes and empty inline caches. The bytecode cache writes
// them and code.replace() starts from them.
CodeParts code_parts(rt::Thread& t, const Code* code);

// The form of module-level code that runs with locals other than its globals (exec and eval with two dicts): a name
// that no `global` statement lists is looked up in the namespace first. Made at the first call for a code object and
// kept by it; `code` itself if it already has a namespace. Borrowed from `code`; null: MemoryError is pending. Any
// thread may call it.
Code* namespace_form(rt::Thread& t, Code* code);

// ---- instructions as they run
//
// There are two encodings of an instruction word. ops.def, compiler, cache and code_parts() use the first: the mark of
// a temporary is bit 15 of its operand. The words in Code::words use the second: the marks of operands a, b and c are
// the three lowest bits, and the opcode lies above them. So a handler reads the number of a register without masking
// it, and the dispatch table, which is indexed by opcode and marks, can have a second handler for a destination that is
// a temporary. In the second encoding every destination that is a temporary is marked, unless it holds an old value.
inline constexpr u32 kOpShift = 3, kOpForms = 1 << kOpShift;
enum TempMark : u32 { kTempA = 1, kTempB = 2, kTempC = 4 };
constexpr u32 op_number(u64 running) { return static_cast<u16>(running) >> kOpShift; }
// Turns words from the first encoding into the second, in place. `locals`: number of local registers of the code.
void make_running(u64* words, u32 count, u32 locals);

// The generic form of an opcode, which may be specialised. Op::kGenericCount: there is no such opcode.
Op generic_form(u16 opcode);
// A word of a code object that other threads may be running. They specialise instructions and fill caches at any time,
// so the access is atomic.
inline u64 word_of(const Code* code, u32 word) { return __atomic_load_n(&code->words[word], __ATOMIC_RELAXED); }
// The generic form of the opcode in a word of Code::words; the access is atomic.
Op generic_op(const u64* word);
// The generic instruction at a word, in the first encoding.
u64 instruction_at(const Code* code, u32 word);

// Makes all instructions generic and all inline caches empty. World stopped: at a safepoint no thread holds a word that
// it has read from a cache.
void empty_caches(Code* code);

// Walking over the instructions of a code object. next_instruction: offset of the instruction behind the one at `word`.
// jump_target: true if the instruction at `word` is a jump; then *target is where it leads.
u32 next_instruction(const Code* code, u32 word);
bool jump_target(const Code* code, u32 word, u32* target);

// The kind of a temporary's contents.
enum class Temp : u8 { kNothing, kValue, kIterator, kException, kHandledBefore };
// The contents of each temporary before each instruction, by word. An empty entry: no instruction starts at the word,
// or it cannot be reached. The code must pass the verifier.
std::vector<std::vector<Temp>> temporaries(const Code* code);

// Conversion to and from the positions in co_linetable, whose lines count from co_firstlineno. So a program may change
// co_firstlineno alone, and co_linetable of one code object fits another.
Position relative_position(Position position, i32 first_line);
Position absolute_position(Position position, i32 first_line);

// co_varnames. Empty: an error is pending.
rt::Ref code_varnames(rt::Thread& t, Value code);
// co_linetable of a code object that is awake (code_layout.cpp). Empty: an error is pending.
rt::Ref make_line_table(rt::Thread& t, Code* code);
// The parts of a co_linetable; `layout` is a part of `bytes`. False: it is none.
bool read_line_table(std::string_view bytes, std::vector<Position>* positions, std::string_view* layout);
// Sets registers, hidden flags and noted names of `parts`, which has names and cells already. `variables`: co_varnames.
// False: the layout does not fit, or an error is pending.
bool read_layout(rt::Thread& t, std::string_view layout, Value variables, CodeParts* parts);

// code(...): a code object of the values that the attributes of another one have. If they do not fit together, or break
// a rule of the bytecode, the result cannot be run. Empty: an error is pending.
rt::Ref code_create_py(rt::Thread& t, rt::Type* type, const rt::CallArgs& args);
// code.replace(): a new code object that differs in the attributes that the keywords name. Empty: an error is pending.
rt::Ref code_replace_py(rt::Thread& t, const rt::CallArgs& args);

// Lifetime functions of the code type.
void trace_code(rt::Object* object, gc::Visitor& visitor);
void dispose_code(gc::Thread& thread, rt::Object* object);

// Issues a SyntaxWarning through the warnings module. `module`: its name, or empty. False: an error is pending (the
// warning itself, if warnings are errors).
bool issue_warning_py(rt::Thread& t, const std::string& message, Value filename, i32 line, Value module);

}  // namespace comp
