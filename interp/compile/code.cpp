// The life of code objects, and their look-up tables.
#include "interp/compile/code.h"

#include <algorithm>
#include <cstring>

#include "gc/heap/heap.h"
#include "interp/compile/code_object.h"
#include "interp/compile/compiler.h"
#include "interp/compile/image.h"
#include "interp/compile/instruction.h"
#include "interp/compile/studio/code_ranges.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace comp {

using rt::Ref;

template <class T>
static T* copy_array(const std::vector<T>& from, bool* ok) {
  if (from.empty()) return nullptr;
  auto* to = static_cast<T*>(gc::raw_alloc(from.size() * sizeof(T)));
  if (to) std::memcpy(static_cast<void*>(to), from.data(), from.size() * sizeof(T));
  else *ok = false;
  return to;
}

static void fill(Code* code, CodeParts& p) {
  code->word_count = static_cast<u32>(p.words.size());
  code->frame_size = p.frame_size;
  code->locals = p.locals;
  code->positional = p.positional;
  code->positional_only = p.positional_only;
  code->keyword_only = p.keyword_only;
  code->flags = p.flags;
  code->handler_count = static_cast<u32>(p.handlers.size());
  code->position_count = static_cast<u32>(p.positions.size());
  code->first_line = p.first_line;
  init_field(code->name, std::move(p.name));
  init_field(code->qualname, std::move(p.qualname));
  init_field(code->filename, std::move(p.filename));
  init_field(code->local_names, std::move(p.local_names));
  init_field(code->cell_names, std::move(p.cell_names));
  init_field(code->free_names, std::move(p.free_names));
  init_field(code->names, std::move(p.names));
  init_field(code->docstring, std::move(p.docstring));
  init_field(code->noted_names, std::move(p.noted_names));
  init_field(code->shown, std::move(p.shown));
}

Ref make_empty_code(rt::Thread& t) {
  auto* code = static_cast<Code*>(gc::allocate(t, sizeof(Code), static_cast<u32>(rt::TypeId::kCode), true));
  if (!code) return rt::raise_memory_error(t);
  std::memset(reinterpret_cast<char*>(code) + sizeof(rt::Object), 0, sizeof(Code) - sizeof(rt::Object));
  return Ref::steal(code);
}

Ref make_code(rt::Thread& t, CodeParts&& p) {
  Ref result = make_empty_code(t);
  if (!result) return result;
  auto* code = result.as<Code>();
  bool ok = true;
  code->words = copy_array(p.words, &ok);
  if (code->words) make_running(code->words, static_cast<u32>(p.words.size()), p.locals);
  code->handlers = copy_array(p.handlers, &ok);
  code->positions = copy_array(p.positions, &ok);
  if (!p.constants.empty()) code->constants = static_cast<Value*>(gc::raw_alloc(p.constants.size() * sizeof(Value)));
  if (!ok || (!p.constants.empty() && !code->constants)) return rt::raise_memory_error(t);
  for (Ref& constant : p.constants) code->constants[code->constant_count++] = constant.release();
  fill(code, p);
  if constexpr (gc::kStudio) note_code(code);
  gc::make_deferred(t, code);
  return result;
}

Op generic_op(const u64* word) {
  return generic_form(static_cast<u16>(op_number(__atomic_load_n(word, __ATOMIC_RELAXED))));
}

static u32 operand_shift(int operand) { return 16 * static_cast<u32>(operand + 1); }

void make_running(u64* words, u32 count, u32 locals) {
  for (u32 w = 0; w < count; w += 1) {
    const OpInfo& info = op_info(static_cast<Op>(words[w] & 0xffff));
    u64 running = (words[w] & ~u64{0xffff}) | (words[w] & 0xffff) << kOpShift;
    for (int i = 0; i < 3; ++i) {
      u16 reg = static_cast<u16>(words[w] >> operand_shift(i));
      OperandKind kind = info.operands[i].kind;
      bool reads = kind == OperandKind::read_register;
      if (!reads && kind != OperandKind::destination) continue;
      bool temp = reads ? (reg & kTempBit) != 0 : reg >= locals && !(reg & kTempBit);
      running = (running & ~(u64{kTempBit} << operand_shift(i))) | u64{temp} << i;
    }
    words[w] = running;
    w += info.words;
  }
}

u64 instruction_at(const Code* code, u32 word) {
  Op op = generic_op(&code->words[word]);
  u64 running = word_of(code, word), described = (running & ~u64{0xffff}) | static_cast<u16>(op);
  for (int i = 0; i < 3; ++i) {
    OperandKind kind = op_info(op).operands[i].kind;
    bool mark = running >> i & 1, temp = static_cast<u16>(running >> operand_shift(i)) >= code->locals;
    bool marks = kind == OperandKind::read_register ? mark : kind == OperandKind::destination && temp && !mark;
    if (marks) described |= u64{kTempBit} << operand_shift(i);
  }
  return described;
}

static void free_cache_blocks(Code* code) {
  for (CacheBlock* block = code->cache_blocks.exchange(nullptr, gc::relaxed); block;)
    gc::raw_free(std::exchange(block, block->next));
}

void empty_caches(Code* code) {
  ASSERT(gc::world_stopped());
  for (u32 i = 0; i < code->word_count;) {
    u64* word = &code->words[i++];
    Op op = generic_op(word);
    const OpInfo& info = op_info(op);
    if (info.words) *word = (*word & ~(u64{0xffff} & ~u64{kOpForms - 1})) | static_cast<u64>(op) << kOpShift;
    for (u32 extra = 0; extra < info.words; ++extra) code->words[i++] &= info.extra[extra].operand_bits();
  }
  free_cache_blocks(code);
}

CodeParts code_parts(rt::Thread& t, const Code* code) {
  CodeParts p;
  for (u32 i = 0; i < code->word_count;) {
    p.words.push_back(instruction_at(code, i));
    const OpInfo& info = op_info(generic_op(&code->words[i++]));
    for (u32 extra = 0; extra < info.words; ++extra)
      p.words.push_back(word_of(code, i++) & info.extra[extra].operand_bits());
  }
  p.handlers.assign(code->handlers, code->handlers + code->handler_count);
  p.positions.assign(code->positions, code->positions + code->position_count);
  for (u32 i = 0; i < code->constant_count; ++i) p.constants.push_back(Ref::share(t, code->constants[i]));
  p.frame_size = code->frame_size;
  p.locals = code->locals;
  p.positional = code->positional;
  p.positional_only = code->positional_only;
  p.keyword_only = code->keyword_only;
  p.flags = code->flags;
  p.first_line = code->first_line;
  p.name = Ref::share(t, code->name.get());
  p.qualname = Ref::share(t, code->qualname.get());
  p.filename = Ref::share(t, code->filename.get());
  p.local_names = Ref::share(t, code->local_names.get());
  p.cell_names = Ref::share(t, code->cell_names.get());
  p.free_names = Ref::share(t, code->free_names.get());
  p.names = Ref::share(t, code->names.get());
  p.docstring = Ref::share(t, code->docstring.get());
  p.noted_names = Ref::share(t, code->noted_names.get());
  p.shown = Ref::share(t, code->shown.get());
  return p;
}

void trace_code(rt::Object* object, gc::Visitor& visitor) {
  auto* code = static_cast<Code*>(object);
  for (u32 i = 0; i < code->constant_count; ++i) rt::trace_value(visitor, code->constants[i]);
  for (Slot* slot :
       {&code->name, &code->qualname, &code->filename, &code->local_names, &code->cell_names, &code->free_names,
        &code->names, &code->docstring, &code->noted_names, &code->with_locals, &code->shown})
    rt::trace_slot(visitor, *slot);
}

void dispose_code(gc::Thread& thread, rt::Object* object) {
  auto& t = static_cast<rt::Thread&>(thread);
  auto* code = static_cast<Code*>(object);
  if constexpr (gc::kStudio) forget_code(code);
  for (u32 i = 0; i < code->constant_count; ++i) rt::decref(t, code->constants[i]);
  for (Slot* slot :
       {&code->name, &code->qualname, &code->filename, &code->local_names, &code->cell_names, &code->free_names,
        &code->names, &code->docstring, &code->noted_names, &code->with_locals, &code->shown})
    rt::clear_slot(t, *slot);
  free_cache_blocks(code);
  if (Image* image = code->image.load(gc::acquire)) release_image(image);
  gc::raw_free(code->words);
  gc::raw_free(code->constants);
  gc::raw_free(code->handlers);
  gc::raw_free(code->positions);
  gc::raw_free(code->events.load(gc::relaxed));
}

u32 next_instruction(const Code* code, u32 word) { return word + 1 + op_info(generic_op(&code->words[word])).words; }

bool jump_target(const Code* code, u32 word, u32* target) {
  i64 distance;
  const OpInfo& info = op_info(generic_op(&code->words[word]));
  if (info.extra[0].low.kind == OperandKind::jump) distance = static_cast<i32>(word_of(code, word + 1));
  else if (!jump_distance(word_of(code, word), &distance)) return false;
  *target = static_cast<u32>(next_instruction(code, word) + distance);
  return true;
}

CacheBlock* add_cache_block(Code* code) {
  auto* block = static_cast<CacheBlock*>(gc::raw_calloc(sizeof(CacheBlock)));
  if (!block) return nullptr;
  CacheBlock* next = code->cache_blocks.load(gc::relaxed);
  do block->next = next;
  while (!code->cache_blocks.compare_exchange_weak(next, block, gc::release, gc::relaxed));
  return block;
}

bool g_column_positions = true;

i32 entry_line(const Code* code) { return rt::str_equal_ascii(code->name.get(), "<module>") ? 0 : code->first_line; }

Position position_of(const Code* code, u32 word) {
  const Position *begin = code->positions, *end = begin + code->position_count;
  const Position* p = std::upper_bound(begin, end, word, [](u32 w, const Position& q) { return w < q.word; });
  if (p == begin) return {0, 0, 0, -1, -1};
  Position found = p[-1];
  if (!g_column_positions && found.column >= 0)
    found = {found.word, found.line, found.line ? found.line : found.end_line, Position::kUnknown, Position::kUnknown};
  return found;
}

static constexpr i32 kNoRelativeLine = INT32_MIN;

static i32 sum(i32 a, i32 b) { return static_cast<i32>(static_cast<u32>(a) + static_cast<u32>(b)); }

Position relative_position(Position p, i32 first_line) {
  for (i32* line : {&p.line, &p.end_line})
    *line = *line ? sum(*line, static_cast<i32>(-static_cast<u32>(first_line))) : kNoRelativeLine;
  return p;
}

Position absolute_position(Position p, i32 first_line) {
  for (i32* line : {&p.line, &p.end_line}) *line = *line == kNoRelativeLine ? 0 : sum(*line, first_line);
  return p;
}

PassedLines passed_lines(const Code* code, u32 word) {
  const Position *begin = code->positions, *end = begin + code->position_count;
  const Position* first = std::lower_bound(begin, end, word, [](const Position& q, u32 w) { return q.word < w; });
  const Position* last = first;
  while (last < end && last->word == word && last->column <= Position::kPassed) ++last;
  return {first, last};
}

i64 offset_of_line(const Code* code, u32 word, i32 line) {
  i64 found = -1, least = INT64_MAX;
  for (u32 i = 0; i < code->position_count; ++i) {
    const Position& p = code->positions[i];
    i64 distance = std::abs(static_cast<i64>(p.word) - word);
    if (p.line != line || distance >= least) continue;
    found = p.column <= Position::kPassed ? shown_offset_of_passed(code, i) : shown_offset(p.word);
    least = distance;
  }
  return found;
}

const Handler* handler_of(const Code* code, u32 word) {
  for (u32 i = 0; i < code->handler_count; ++i) {
    const Handler& h = code->handlers[i];
    if (word >= h.start && word < h.end) return &h;
  }
  return nullptr;
}

}  // namespace comp
