// Translation of the opcode list of the library's compiler into the engine's code. Scripts may pass any list, so every
// word is checked: the resulting code stays within its registers, its sets and itself.
#include <algorithm>
#include <cstring>

#include "runtime/library/regex/sre_program.h"

namespace rt::sre {

namespace {

// The opcode list's numbers; the same in all supported versions of the library.
enum class Code : u32 {
  kFailure,
  kSuccess,
  kAny,
  kAnyAll,
  kAssert,
  kAssertNot,
  kAt,
  kBranch,
  kCategory,
  kCharset,
  kBigCharset,
  kGroupRef,
  kGroupRefExists,
  kIn,
  kInfo,
  kJump,
  kLiteral,
  kMark,
  kMaxUntil,
  kMinUntil,
  kNotLiteral,
  kNegate,
  kRange,
  kRepeat,
  kRepeatOne,
  kSubpattern,
  kMinRepeatOne,
  kAtomicGroup,
  kPossessiveRepeat,
  kPossessiveRepeatOne,
  kGroupRefIgnore,
  kInIgnore,
  kLiteralIgnore,
  kNotLiteralIgnore,
  kGroupRefLocIgnore,
  kInLocIgnore,
  kLiteralLocIgnore,
  kNotLiteralLocIgnore,
  kGroupRefUniIgnore,
  kInUniIgnore,
  kLiteralUniIgnore,
  kNotLiteralUniIgnore,
  kRangeUniIgnore
};

constexpr Dialect kDialects[] = {
    {11, 20220615, false}, {12, 20221023, false}, {13, 20230612, false}, {14, 20241008, true}, {15, 20230612, true},
};
const Dialect* g_dialect = &kDialects[0];  // set when the module is made, under the import lock

enum class Mode { kGreedy, kLazy, kPossessive };

// An item: it matches one character.
struct Item {
  Op op = kFail;
  u32 operand = 0;
};

constexpr u32 kInfoPrefix = 1, kInfoCharset = 4;

class Translator {
 public:
  Translator(Thread& t, Program* program) : t_(t), program_(*program), source_(program->source), code_(program->code) {
    program_.registers = 1 + 2 * program_.groups;
  }
  bool run();

 private:
  // Each function reads from at_ on and moves at_ behind what it has read. False: the list is malformed, or an error is
  // pending.
  bool sequence(u32 end, u64* width, bool may_end_in_jump = false);
  bool info();
  bool operation(u32 end, u64* width);
  bool branch(u32 end, u64* width);
  bool conditional(u32 end, u64* width);
  bool look(bool negative, u32 end);
  bool atomic(u32 end, u64* width);
  bool repeat_item(Mode mode, u32 end, u64* width);
  bool repeat_group(bool possessive, u32 end, u64* width);
  bool loop(Mode mode, u32 body_end, u32 min, u32 max, u64* width);
  bool item(u32 end, Item* out);
  bool set_item(Fold fold, u32 end, Item* out);
  bool literal_item(Fold fold, bool negative, u32 end, Item* out);
  bool describe(u32 end, Array<u32>* out);
  bool describe_row(u32 end, Array<u32>* out);
  bool copy_words(u32 n, u32 end, Array<u32>* out);
  bool add_set(const Array<u32>& description, Fold fold, bool invert, Item* out);

  bool word(u32 end, u32* out) {
    if (at_ >= end) return false;
    *out = source_[at_++];
    return true;
  }
  // Reads the skip word at at_; *target is the end of its span.
  bool skip(u32 end, u32* target) {
    u32 from = at_, distance;
    if (!word(end, &distance) || distance == 0 || distance > end - from) return false;
    *target = from + distance;
    return true;
  }
  void emit(u32 a) { code_.push(a); }
  void emit(u32 a, u32 b) { emit(a), emit(b); }
  void emit(u32 a, u32 b, u32 c) { emit(a, b), emit(c); }
  void emit_item(Item item) {
    if (item.op == kAny || item.op == kAnyAll) emit(item.op);
    else emit(item.op, item.operand);
  }
  void emit_literal(u32 c, u32* run);
  // Reserves a word that is filled in later.
  u32 hole() {
    emit(0);
    return code_.size() - 1;
  }
  void fill(u32 at, u32 v) {
    if (code_.ok()) code_[at] = v;
  }
  u32 new_registers(u32 n) { return (program_.registers += n) - n; }

  Thread& t_;
  Program& program_;
  const Array<u32>& source_;
  Array<u32>& code_;
  u32 at_ = 0;
};

constexpr u32 kNoRun = UINT32_MAX;

// Consecutive literals become one kString. *run: where the last literal or string begins, if it is at the end of the
// code.
void Translator::emit_literal(u32 c, u32* run) {
  if (*run == kNoRun || !code_.ok()) {
    *run = code_.size();
    return emit(kLiteral, c);
  }
  if (code_[*run] == kLiteral) {
    u32 first = code_[*run + 1];
    code_.truncate(*run);
    return emit(kString, 2), emit(first, c);
  }
  ++code_[*run + 1];
  emit(c);
}

bool Translator::sequence(u32 end, u64* width, bool may_end_in_jump) {
  NativeDepth depth(t_, " in regular expression compilation");
  if (!depth) return false;
  u32 run = kNoRun;
  *width = 0;
  while (at_ < end) {
    auto code = static_cast<Code>(source_[at_]);
    if (code == Code::kLiteral && end - at_ >= 2) {
      emit_literal(source_[at_ + 1], &run);
      at_ += 2;
      ++*width;
      continue;
    }
    if (code == Code::kJump && may_end_in_jump && end - at_ == 2) return true;
    run = kNoRun;
    u64 w = 0;
    if (!operation(end, &w)) return false;
    *width = std::min<u64>(*width + w, UINT32_MAX);
  }
  return at_ == end;
}

bool Translator::operation(u32 end, u64* width) {
  u32 start = at_;
  auto code = static_cast<Code>(source_[at_++]);
  u32 a;
  switch (code) {
    case Code::kFailure: return emit(kFail), true;
    case Code::kSuccess: return false;  // valid only at the end of a construct
    case Code::kMark:
      if (!word(end, &a) || a >= 2 * program_.groups) return false;
      return emit(kMark, a), true;
    case Code::kAt:
      if (!word(end, &a) || a >= static_cast<u32>(At::kCount)) return false;
      return emit(kAt, a), true;
    case Code::kGroupRef:
    case Code::kGroupRefIgnore:
    case Code::kGroupRefLocIgnore:
    case Code::kGroupRefUniIgnore:
      if (!word(end, &a) || a >= program_.groups) return false;
      emit(kGroupRef, a,
           static_cast<u32>(code == Code::kGroupRef            ? Fold::kNone
                            : code == Code::kGroupRefIgnore    ? Fold::kAscii
                            : code == Code::kGroupRefUniIgnore ? Fold::kUnicode
                                                               : Fold::kLocale));
      return true;
    case Code::kGroupRefExists: return conditional(end, width);
    case Code::kBranch: return branch(end, width);
    case Code::kAssert: return look(false, end);
    case Code::kAssertNot: return look(true, end);
    case Code::kAtomicGroup: return atomic(end, width);
    case Code::kRepeatOne: return repeat_item(Mode::kGreedy, end, width);
    case Code::kMinRepeatOne: return repeat_item(Mode::kLazy, end, width);
    case Code::kPossessiveRepeatOne: return repeat_item(Mode::kPossessive, end, width);
    case Code::kRepeat: return repeat_group(false, end, width);
    case Code::kPossessiveRepeat: return repeat_group(true, end, width);
    default: break;
  }
  at_ = start;
  Item one;
  if (!item(end, &one)) return false;
  emit_item(one);
  *width = 1;
  return true;
}

// BRANCH {skip body JUMP distance} 0: all jumps lead behind the 0.
bool Translator::branch(u32 end, u64* width) {
  u32 target = 0;
  Array<u32> exits;
  *width = UINT32_MAX;
  if (at_ < end && source_[at_] == 0) return false;
  while (at_ < end && source_[at_] != 0) {
    u32 next;
    if (!skip(end, &next) || next - at_ < 2 || next >= end) return false;
    bool last = source_[next] == 0;
    u32 other = 0;
    if (!last) emit(kAlternative), other = hole();
    u64 w;
    if (!sequence(next - 2, &w)) return false;
    *width = std::min(*width, w);
    if (static_cast<Code>(source_[next - 2]) != Code::kJump) return false;
    u32 distance = source_[next - 1];
    if (distance > end - (next - 1) || (target && target != next - 1 + distance)) return false;
    target = next - 1 + distance;
    at_ = next;
    if (last) break;
    emit(kJump);
    exits.push(hole());
    fill(other, code_.size());
  }
  if (at_ >= end || ++at_ != target) return false;
  if (!exits.ok()) return raise_memory_error(t_);
  for (u32 i = 0; i < exits.size(); ++i) fill(exits[i], code_.size());
  return true;
}

// GROUPREF_EXISTS group skip yes [JUMP distance no]: the skip counts from the group.
bool Translator::conditional(u32 end, u64* width) {
  u32 start = at_, group, distance;
  if (!word(end, &group) || group >= program_.groups || !word(end, &distance)) return false;
  if (distance < 2 || distance > end - start) return false;
  u32 yes_end = start + distance;
  emit(kIfGroup, group);
  u32 other = hole();
  u64 yes;
  if (!sequence(yes_end, &yes, true)) return false;
  *width = 0;
  if (at_ == yes_end) return fill(other, code_.size()), true;
  ++at_;
  u32 no_end;
  if (!skip(end, &no_end)) return false;
  emit(kJump);
  u32 exit = hole();
  fill(other, code_.size());
  u64 no;
  if (!sequence(no_end, &no)) return false;
  fill(exit, code_.size());
  *width = std::min(yes, no);
  return true;
}

// ASSERT skip back body SUCCESS.
bool Translator::look(bool negative, u32 end) {
  u32 target, back;
  if (!skip(end, &target) || !word(target, &back) || target - at_ < 1) return false;
  u32 reg = new_registers(negative ? 1 : 2), exit = 0;
  emit(negative ? kLookNot : kLook, reg, back);
  if (negative) exit = hole();
  u64 width;
  if (!sequence(target - 1, &width) || static_cast<Code>(source_[at_++]) != Code::kSuccess) return false;
  emit(negative ? kLookNotEnd : kLookEnd, reg);
  if (negative) fill(exit, code_.size());
  return true;
}

// ATOMIC_GROUP skip body SUCCESS.
bool Translator::atomic(u32 end, u64* width) {
  u32 target;
  if (!skip(end, &target) || target - at_ < 1) return false;
  u32 reg = new_registers(1);
  emit(kAtomic, reg);
  if (!sequence(target - 1, width) || static_cast<Code>(source_[at_++]) != Code::kSuccess) return false;
  emit(kAtomicEnd, reg);
  return true;
}

// REPEAT_ONE skip min max item SUCCESS.
bool Translator::repeat_item(Mode mode, u32 end, u64* width) {
  u32 target, min, max;
  if (!skip(end, &target) || !word(target, &min) || !word(target, &max) || min > max || target - at_ < 1) return false;
  u32 body = at_;
  Item one;
  if (!item(target - 1, &one) || at_ != target - 1) {
    if (!code_.ok() || error_pending(t_)) return false;
    at_ = body;
    if (!loop(mode, target - 1, min, max, width)) return false;
  } else {
    emit(mode == Mode::kGreedy ? kGreedy : mode == Mode::kLazy ? kLazy : kPossessive, one.op, one.operand);
    emit(min, max);
    emit(kSuccess, 0);
    if (mode == Mode::kGreedy) emit(kGreedyRetry);
    if (mode == Mode::kLazy) emit(kLazyRetry);
    *width = min;
  }
  return static_cast<Code>(source_[at_++]) == Code::kSuccess;
}

// REPEAT skip min max body UNTIL, or POSSESSIVE_REPEAT skip min max body SUCCESS.
bool Translator::repeat_group(bool possessive, u32 end, u64* width) {
  u32 body_end, min, max;
  if (!skip(end, &body_end) || body_end >= end || !word(body_end, &min) || !word(body_end, &max) || min > max)
    return false;
  auto until = static_cast<Code>(source_[body_end]);
  if (possessive ? until != Code::kSuccess : until != Code::kMaxUntil && until != Code::kMinUntil) return false;
  Mode mode = possessive ? Mode::kPossessive : until == Code::kMaxUntil ? Mode::kGreedy : Mode::kLazy;
  if (!loop(mode, body_end, min, max, width)) return false;
  ++at_;
  return true;
}

// The code of a loop. Head: jump or start; body; until: decides about another turn. The head is written last, when the
// body is known.
bool Translator::loop(Mode mode, u32 body_end, u32 min, u32 max, u64* width) {
  u32 head = hole(), head_operand = hole();
  u32 body = code_.size();
  u64 once;
  if (!sequence(body_end, &once)) return false;
  *width = std::min<u64>(once * min, UINT32_MAX);
  Op split = mode == Mode::kLazy ? kSplitLazy : kAlternative;
  if (mode != Mode::kPossessive && min == 0 && max == 1) {
    fill(head, split), fill(head_operand, code_.size());
    return true;
  }
  // If every turn advances, the loop needs neither count nor position.
  if (mode != Mode::kPossessive && min <= 1 && max == kMaxRepeat && once > 0) {
    fill(head, kJump), fill(head_operand, min == 0 ? code_.size() : body);
    emit(split, code_.size() + 4);
    emit(kJump, body);
    return true;
  }
  u32 reg = new_registers(mode == Mode::kPossessive ? 3 : 2);
  if (mode == Mode::kPossessive) emit(kLoopPossessiveEnd, reg);
  fill(head, kLoopStart), fill(head_operand, code_.size());
  emit(mode == Mode::kGreedy ? kLoopGreedy : mode == Mode::kLazy ? kLoopLazy : kLoopPossessive, reg);
  emit(min, max, body);
  if (mode == Mode::kLazy) emit(kLoopLazyRetry, reg, body);
  return true;
}

// ---- items

bool Translator::item(u32 end, Item* out) {
  if (at_ >= end) return false;
  switch (static_cast<Code>(source_[at_++])) {
    case Code::kAny: return *out = {kAny, 0}, true;
    case Code::kAnyAll: return *out = {kAnyAll, 0}, true;
    case Code::kLiteral: return out->op = kLiteral, word(end, &out->operand);
    case Code::kNotLiteral: return out->op = kNotLiteral, word(end, &out->operand);
    case Code::kLiteralIgnore: return literal_item(Fold::kAscii, false, end, out);
    case Code::kNotLiteralIgnore: return literal_item(Fold::kAscii, true, end, out);
    case Code::kLiteralUniIgnore: return literal_item(Fold::kUnicode, false, end, out);
    case Code::kNotLiteralUniIgnore: return literal_item(Fold::kUnicode, true, end, out);
    case Code::kLiteralLocIgnore: return literal_item(Fold::kLocale, false, end, out);
    case Code::kNotLiteralLocIgnore: return literal_item(Fold::kLocale, true, end, out);
    case Code::kIn: return set_item(Fold::kNone, end, out);
    case Code::kInIgnore: return set_item(Fold::kAscii, end, out);
    case Code::kInUniIgnore: return set_item(Fold::kUnicode, end, out);
    case Code::kInLocIgnore: return set_item(Fold::kLocale, end, out);
    case Code::kCategory: {
      Array<u32> description;
      --at_;
      if (!describe_row(end, &description)) return false;
      description.push(static_cast<u32>(SetOp::kEnd));
      return add_set(description, Fold::kNone, false, out);
    }
    default: return false;
  }
}

bool Translator::literal_item(Fold fold, bool negative, u32 end, Item* out) {
  u32 c;
  if (!word(end, &c)) return false;
  Array<u32> description;
  description.push(static_cast<u32>(SetOp::kLiteral));
  description.push(c);
  description.push(static_cast<u32>(SetOp::kEnd));
  return add_set(description, fold, negative, out);
}

// IN skip rows FAILURE.
bool Translator::set_item(Fold fold, u32 end, Item* out) {
  u32 target;
  if (!skip(end, &target)) return false;
  Array<u32> description;
  return describe(target, &description) && add_set(description, fold, false, out);
}

bool Translator::describe(u32 end, Array<u32>* out) {
  while (end - at_ > 1) {
    if (!describe_row(end - 1, out)) return false;
  }
  if (at_ + 1 != end || static_cast<Code>(source_[at_++]) != Code::kFailure) return false;
  out->push(static_cast<u32>(SetOp::kEnd));
  return true;
}

bool Translator::copy_words(u32 n, u32 end, Array<u32>* out) {
  if (n > end - at_) return false;
  for (u32 i = 0; i < n; ++i) out->push(source_[at_++]);
  return true;
}

bool Translator::describe_row(u32 end, Array<u32>* out) {
  auto row = [&](SetOp op, u32 words) {
    out->push(static_cast<u32>(op));
    return copy_words(words, end, out);
  };
  switch (static_cast<Code>(source_[at_++])) {
    case Code::kNegate: return row(SetOp::kNegate, 0);
    case Code::kLiteral: return row(SetOp::kLiteral, 1);
    case Code::kRange: return row(SetOp::kRange, 2);
    case Code::kRangeUniIgnore: return row(SetOp::kRangeIgnore, 2);
    case Code::kCategory:
      return at_ < end && source_[at_] < static_cast<u32>(Category::kCount) && row(SetOp::kCategory, 1);
    case Code::kCharset: return row(SetOp::kBitmap, 8);
    case Code::kBigCharset: {
      u32 blocks = at_ < end ? source_[at_] : 0;
      u32 numbers = at_ + 1;
      if (blocks == 0 || blocks > 256 || !row(SetOp::kBigBitmap, 65 + blocks * 8)) return false;
      for (u32 i = 0; i < 256; ++i) {
        if ((source_[numbers + i / 4] >> i % 4 * 8 & 0xFF) >= blocks) return false;
      }
      return true;
    }
    default: return false;
  }
}

// Adds a set to the program; equal sets are shared.
bool Translator::add_set(const Array<u32>& description, Fold fold, bool invert, Item* out) {
  if (!description.ok()) return raise_memory_error(t_);
  out->op = kSet;
  for (out->operand = 0; out->operand < program_.sets.size(); ++out->operand) {
    const Charset* set = program_.sets[out->operand];
    if (set->fold == fold && set->invert == invert && set->words == description.size() &&
        std::memcmp(set->description, description.data(), description.size() * sizeof(u32)) == 0) {
      return true;
    }
  }
  Charset* set = make_charset(description.data(), description.size(), fold, invert);
  if (!set) return raise_memory_error(t_);
  program_.sets.push(set);
  if (program_.sets.ok()) return true;
  gc::raw_free(set);
  return raise_memory_error(t_);
}

// ---- the whole

// INFO skip flags min max [prefix length, prefix skip, prefix, overlap table | set]. Its contents are ignored, because
// analyse() derives them from the code.
bool Translator::info() {
  at_ = 1;
  u32 target, flags, ignored;
  if (!skip(source_.size(), &target) || !word(target, &flags) || !word(target, &ignored) || !word(target, &ignored))
    return false;
  if (flags & kInfoPrefix) {
    u32 length;
    if (!word(target, &length) || !word(target, &ignored) || length > (target - at_) / 2) return false;
    at_ += 2 * length;
  } else if (flags & kInfoCharset) {
    Array<u32> description;
    if (!describe(target, &description)) return false;
  }
  return at_ == target;
}

bool Translator::run() {
  u32 n = source_.size();
  if (n == 0) return false;
  if (static_cast<Code>(source_[0]) == Code::kInfo && !info()) return false;
  u64 width;
  if (!sequence(n - 1, &width) || static_cast<Code>(source_[at_]) != Code::kSuccess) return false;
  emit(kSuccess);
  program_.min_width = static_cast<u32>(width);
  return code_.ok();
}

}  // namespace

const Dialect& dialect() { return *g_dialect; }

void choose_dialect(u32 minor) {
  for (const Dialect& d : kDialects) {
    if (minor >= d.minor) g_dialect = &d;
  }
}

Program::~Program() {
  for (u32 i = 0; i < sets.size(); ++i) gc::raw_free(sets[i]);
}

bool translate(Thread& t, Program* program) {
  if (Translator(t, program).run()) {
    analyse(program);
    if (program->prefix.ok() && program->overlap.ok()) return true;
    return raise_memory_error(t);
  }
  if (error_pending(t)) return false;
  if (!program->code.ok()) return raise_memory_error(t);
  return raise(t, kRuntimeErrorType, "invalid SRE code");
}

}  // namespace rt::sre
