// Analysis of a translated program, so that a search can skip positions: the literals and characters that every match
// begins with, and the item that must follow a repeat.
#include <cstring>

#include "runtime/library/regex/sre_program.h"

namespace rt::sre {

namespace {

u32 op_length(const u32* at) {
  switch (static_cast<Op>(at[0])) {
    case kSuccess:
    case kFail:
    case kAny:
    case kAnyAll:
    case kGreedyRetry:
    case kLazyRetry: return 1;
    case kLiteral:
    case kNotLiteral:
    case kSet:
    case kAt:
    case kMark:
    case kJump:
    case kAlternative:
    case kSplitLazy:
    case kLoopStart:
    case kLoopPossessiveEnd:
    case kAtomic:
    case kAtomicEnd:
    case kLookEnd:
    case kLookNotEnd: return 2;
    case kGroupRef:
    case kIfGroup:
    case kLoopLazyRetry:
    case kLook: return 3;
    case kLookNot: return 4;
    case kLoopGreedy:
    case kLoopLazy:
    case kLoopPossessive: return 5;
    case kGreedy:
    case kLazy:
    case kPossessive: return kRepeatWords;
    case kGreedyFinal: return kRepeatWords + 1;
    case kString: return 2 + at[1];
  }
  return 1;
}

// ---- repeats

bool item_matches(const Program& program, Op op, u32 operand, u32 c) {
  switch (op) {
    case kLiteral: return c == operand;
    case kNotLiteral: return c != operand;
    case kAny: return c != '\n';
    case kSet: return program.sets[operand]->dynamic || program.sets[operand]->contains(c);
    default: return true;
  }
}

// The item that must match right behind position `at`; kSuccess if that is unknown.
void following_item(const Program& program, u32 at, u32* op, u32* operand) {
  const u32* code = program.code.data();
  while (code[at] == kMark || code[at] == kJump) at = code[at] == kMark ? at + 2 : code[at + 1];
  switch (static_cast<Op>(code[at])) {
    case kLiteral:
    case kSet: *op = code[at], *operand = code[at + 1]; break;
    case kString: *op = kLiteral, *operand = code[at + 2]; break;
    case kGreedy:
    case kLazy:
    case kPossessive:
    case kGreedyFinal:
      if (code[at + 3] > 0 && (code[at + 1] == kLiteral || code[at + 1] == kSet))
        *op = code[at + 1], *operand = code[at + 2];
      break;
    default: break;
  }
}

// True if no character matches both items.
bool disjoint(const Program& program, Op op, u32 operand, u32 peek, u32 peek_operand) {
  if (peek == kLiteral) return !item_matches(program, op, operand, peek_operand);
  if (peek != kSet) return false;
  const Charset* b = program.sets[peek_operand];
  if (b->dynamic) return false;
  if (op == kLiteral) return !b->contains(operand);
  if (op != kSet) return false;
  const Charset* a = program.sets[operand];
  if (a->dynamic || (a->high != Charset::kHighNone && b->high != Charset::kHighNone)) return false;
  for (u32 c = 0; c < 256; ++c) {
    if (a->table[c] && b->table[c]) return false;
  }
  return true;
}

// Finds the item that must follow each repeat. If no character matches both that item and the repeat's, a greedy repeat
// never gains by giving items back.
void look_behind_repeats(Program* program) {
  u32* code = program->code.data();
  for (u32 at = 0; at < program->code.size(); at += op_length(code + at)) {
    if (code[at] != kGreedy && code[at] != kLazy) continue;
    following_item(*program, at + kRepeatWords + 1, &code[at + 5], &code[at + 6]);
    if (code[at] == kGreedy && code[at + 5] != kSuccess &&
        disjoint(*program, static_cast<Op>(code[at + 1]), code[at + 2], code[at + 5], code[at + 6])) {
      code[at] = kGreedyFinal;
    }
  }
}

// ---- prefix

void find_prefix(Program* program) {
  const u32* code = program->code.data();
  u32 at = 0;
  for (;; at += op_length(code + at)) {
    if (code[at] == kLiteral) program->prefix.push(code[at + 1]);
    else if (code[at] == kString)
      for (u32 i = 0; i < code[at + 1]; ++i) program->prefix.push(code[at + 2 + i]);
    else if (code[at] != kMark) break;
  }
  program->all_literal = code[at] == kSuccess && program->groups == 0 && program->prefix.size() > 0;
  const Array<u32>& prefix = program->prefix;
  Array<u32>& overlap = program->overlap;
  if (!prefix.ok()) return;
  for (u32 i = 0; i < prefix.size() && overlap.ok(); ++i) {
    u32 k = i ? overlap[i - 1] : 0;
    while (k && prefix[k] != prefix[i]) k = overlap[k - 1];
    overlap.push(i && prefix[k] == prefix[i] ? k + 1 : 0);
  }
}

bool begins_anchored(const Program& program) {
  const u32* code = program.code.data();
  u32 at = 0;
  while (code[at] == kMark) at += 2;
  return code[at] == kAt &&
         (code[at + 1] == static_cast<u32>(At::kBeginning) || code[at + 1] == static_cast<u32>(At::kBeginningString));
}

// ---- first characters

// Follows every path from the start of the program to the first item on it.
class FirstFinder {
 public:
  explicit FirstFinder(Program* program) : program_(*program), code_(program->code.data()) {}

  // False: the first characters are unknown, because a match may be empty or begin with any character.
  bool run() {
    for (u32 i = 0; i < program_.code.size(); ++i) seen_.push(0);
    pending_.push(0);
    while (pending_.ok() && seen_.ok() && pending_.size() > 0) {
      u32 at = pending_[pending_.size() - 1];
      pending_.truncate(pending_.size() - 1);
      if (!follow(at)) return false;
    }
    return pending_.ok() && seen_.ok();
  }

 private:
  bool follow(u32 at);
  bool add(Op op, u32 operand);
  bool later(u32 at) { return pending_.push(at), true; }

  Program& program_;
  const u32* code_;
  Array<u8> seen_;
  Array<u32> pending_;
};

bool FirstFinder::add(Op op, u32 operand) {
  if (op == kAnyAll || (op == kSet && program_.sets[operand]->dynamic)) return false;
  for (u32 c = 0; c < 256; ++c) program_.first[c] |= item_matches(program_, op, operand, c);
  if (op == kLiteral ? operand >= 256 : op != kSet || program_.sets[operand]->high != Charset::kHighNone)
    program_.first_high = true;
  return true;
}

bool FirstFinder::follow(u32 at) {
  if (seen_[at]) return true;
  seen_[at] = 1;
  const u32* op = code_ + at;
  u32 next = at + op_length(op);
  switch (static_cast<Op>(op[0])) {
    case kFail:
    case kLookNotEnd: return true;
    case kLiteral:
    case kNotLiteral:
    case kAny:
    case kAnyAll:
    case kSet: return add(static_cast<Op>(op[0]), op[1]);
    case kString: return add(kLiteral, op[2]);
    case kGreedy:
    case kLazy:
    case kPossessive:
    case kGreedyFinal:
      if (!add(static_cast<Op>(op[1]), op[2])) return false;
      return op[3] > 0 || later(next);
    case kJump: return later(op[1]);
    case kAlternative:
    case kSplitLazy: return later(op[1]) && later(next);
    case kIfGroup: return later(op[2]) && later(next);
    case kLoopStart: return later(op[1]);
    case kLoopGreedy:
    case kLoopLazy:
    case kLoopPossessive: return later(op[4]) && later(next);
    case kLookNot: return later(op[3]);  // only narrows what can follow
    case kMark:
    case kAt:
    case kAtomic:
    case kAtomicEnd:
    case kLoopPossessiveEnd:
    case kGreedyRetry:
    case kLazyRetry:
    case kLoopLazyRetry: return later(next);
    // The match does not begin with the characters that a look-ahead reads, and a group may be empty.
    case kSuccess:
    case kGroupRef:
    case kLook:
    case kLookEnd: return false;
  }
  return false;
}

void find_first(Program* program) {
  if (!FirstFinder(program).run()) return;
  u32 count = 0, only = 0;
  for (u32 c = 0; c < 256; ++c) {
    if (program->first[c]) ++count, only = c;
  }
  program->has_first = true;
  if (count == 1 && !program->first_high) program->first_only = static_cast<i32>(only);
}

}  // namespace

void analyse(Program* program) {
  look_behind_repeats(program);
  find_prefix(program);
  program->anchored = begins_anchored(*program);
  find_first(program);
}

}  // namespace rt::sre
