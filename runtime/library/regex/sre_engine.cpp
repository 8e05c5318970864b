// The backtracking engine, compiled once for each width of characters.
//
// There is no C++ recursion. Alternatives that are still to be tried are on a stack of choices. Changes of registers
// are recorded on a trail, so that returning to a choice undoes the changes since. An atomic group cuts the choices
// made in it; the trail stays, because the choices below need it.
#include <cstring>

#include "runtime/library/regex/sre_matcher.h"
#include "runtime/object/ops.h"

namespace rt::sre {

namespace {

u64 address(const void* p) { return reinterpret_cast<u64>(p); }

template <class Unit>
const Unit* find_unit(const Unit* p, const Unit* end, u32 c) {
  if constexpr (sizeof(Unit) == 1) {
    if (c > 0xFF || p == end) return end;
    auto* found = static_cast<const Unit*>(std::memchr(p, static_cast<int>(c), static_cast<size_t>(end - p)));
    return found ? found : end;
  } else {
    while (p < end && *p != c) ++p;
    return p;
  }
}

}  // namespace

template <class Unit>
class Engine {
 public:
  explicit Engine(Matcher& m)
      : m_(m),
        program_(m.program_),
        code_(m.program_.code.data()),
        sets_(m.program_.sets.data()),
        begin_(static_cast<const Unit*>(m.text_.data)),
        end_(begin_ + m.endpos_) {}

  int search_py();
  int match_py(bool full) { return run_py(begin_ + m_.from_, full); }

 private:
  int run_py(const Unit* start, bool full);
  int search_prefix_py(const Unit* from);
  int search_first_py(const Unit* from);
  const Unit* find_prefix(const Unit* p) const;
  bool safepoint_py() { return m_.ticks_ = 0, poll_py(m_.t_); }

  bool matches(u32 op, u32 operand, const Unit* p) const;
  const Unit* span(u32 op, u32 operand, const Unit* p, const Unit* limit) const;
  const Unit* last_before(u32 op, u32 operand, const Unit* low, const Unit* high) const;
  bool expand_lazily(const u32* repeat, const Unit*& p, const Unit* limit) const;
  bool rules_out(const u32* way, const Unit* p) const;
  bool at(At position, const Unit* p) const;
  bool at_boundary(bool (*is_word)(u32), const Unit* p) const;
  const Unit* match_group(const u64* registers, u32 group, Fold fold, const Unit* p) const;

  bool push(const u32* pc, const Unit* p, const Unit* limit = nullptr) {
    return m_.choices_.push({pc, p, limit, m_.trail_.size()});
  }
  // Without a choice the change is not recorded: there is nothing to return to.
  bool set(u32 reg, u64 value) {
    u64& place = m_.registers_[reg];
    if (m_.choices_.size() && !m_.trail_.push({place, reg})) [[unlikely]]
      return false;
    place = value;
    return true;
  }
  void undo(u64 height) {
    while (m_.trail_.size() > height) {
      const Change& change = m_.trail_.pop();
      m_.registers_[change.reg] = change.old;
    }
  }

  Matcher& m_;
  const Program& program_;
  const u32* const code_;
  Charset* const* const sets_;
  const Unit* const begin_;
  const Unit* const end_;
};

// ---- items

template <class Unit>
TINYPY_INLINE bool Engine<Unit>::matches(u32 op, u32 operand, const Unit* p) const {
  switch (op) {
    case kLiteral: return *p == operand;
    case kNotLiteral: return *p != operand;
    case kAny: return *p != '\n';
    case kSet: return sets_[operand]->contains(*p);
    default: return true;
  }
}

// The end of the longest run of items from `p` on.
template <class Unit>
const Unit* Engine<Unit>::span(u32 op, u32 operand, const Unit* p, const Unit* limit) const {
  switch (op) {
    case kAnyAll: return limit;
    case kAny: return find_unit(p, limit, '\n');
    case kNotLiteral: return find_unit(p, limit, operand);
    case kLiteral:
      while (p < limit && *p == operand) ++p;
      return p;
    default: break;
  }
  const Charset* set = sets_[operand];
  if (sizeof(Unit) == 1 && !set->dynamic) {
    while (p < limit && set->table[static_cast<u8>(*p)]) ++p;
  } else {
    while (p < limit && set->contains(*p)) ++p;
  }
  return p;
}

// The last position from `low` to `high` where the peek item matches, or null.
template <class Unit>
const Unit* Engine<Unit>::last_before(u32 op, u32 operand, const Unit* low, const Unit* high) const {
  if (op == kSuccess) return high;
  if (high == end_) {
    if (high == low) return nullptr;
    --high;
  }
  if (op == kLiteral) {
    for (; *high != operand; --high) {
      if (high == low) return nullptr;
    }
    return high;
  }
  for (const Charset* set = sets_[operand]; !set->contains(*high); --high) {
    if (high == low) return nullptr;
  }
  return high;
}

// Moves `p` to the next position at which the item that follows the repeat can match. False: there is none.
template <class Unit>
bool Engine<Unit>::expand_lazily(const u32* repeat, const Unit*& p, const Unit* limit) const {
  if (repeat[5] == kSuccess) return true;
  while (p == end_ || !matches(repeat[5], repeat[6], p)) {
    if (p == limit || !matches(repeat[1], repeat[2], p)) return false;
    ++p;
  }
  return true;
}

// True if this alternative begins with an item that does not match at `p`.
template <class Unit>
TINYPY_INLINE bool Engine<Unit>::rules_out(const u32* way, const Unit* p) const {
  for (;;) {
    if (*way == kMark) way += 2;
    else if (*way == kJump) way = code_ + way[1];
    else break;
  }
  if (*way == kLiteral) return p == end_ || *p != way[1];
  if (*way == kString) return p == end_ || *p != way[2];
  if (*way == kSet) return p == end_ || !sets_[way[1]]->contains(*p);
  return false;
}

// ---- positions and groups

template <class Unit>
bool Engine<Unit>::at_boundary(bool (*is_word)(u32), const Unit* p) const {
  bool before = p > begin_ && is_word(p[-1]);
  bool here = p < end_ && is_word(*p);
  return before != here;
}

template <class Unit>
bool Engine<Unit>::at(At position, const Unit* p) const {
  bool empty = begin_ == end_;
  switch (position) {
    case At::kBeginning:
    case At::kBeginningString: return p == begin_;
    case At::kBeginningLine: return p == begin_ || p[-1] == '\n';
    case At::kEnd: return p == end_ || (end_ - p == 1 && *p == '\n');
    case At::kEndLine: return p == end_ || *p == '\n';
    case At::kEndString: return p == end_;
    case At::kBoundary: return !empty && at_boundary(is_word_ascii, p);
    case At::kLocBoundary: return !empty && at_boundary(is_word_locale, p);
    case At::kUniBoundary: return !empty && at_boundary(is_word_unicode, p);
    case At::kNonBoundary: return empty ? dialect().empty_has_non_boundary : !at_boundary(is_word_ascii, p);
    case At::kLocNonBoundary: return empty ? dialect().empty_has_non_boundary : !at_boundary(is_word_locale, p);
    case At::kUniNonBoundary: return empty ? dialect().empty_has_non_boundary : !at_boundary(is_word_unicode, p);
    case At::kCount: break;
  }
  return false;
}

bool group_is_set(const u64* registers, u32 group) {
  u64 start = registers[1 + 2 * group], end = registers[2 + 2 * group];
  return start && end && start <= end;
}

// If the text at `p` equals the group's, the position behind it; else null.
template <class Unit>
const Unit* Engine<Unit>::match_group(const u64* registers, u32 group, Fold fold, const Unit* p) const {
  if (!group_is_set(registers, group)) return nullptr;
  auto* from = reinterpret_cast<const Unit*>(registers[1 + 2 * group]);
  auto* to = reinterpret_cast<const Unit*>(registers[2 + 2 * group]);
  if (to - from > end_ - p) return nullptr;
  if (fold == Fold::kNone) {
    if (std::memcmp(from, p, static_cast<size_t>(to - from) * sizeof(Unit)) != 0) return nullptr;
    return p + (to - from);
  }
  for (; from < to; ++from, ++p) {
    if (*from != *p && fold_char(fold, *from) != fold_char(fold, *p)) return nullptr;
  }
  return p;
}

// ---- the machine

template <class Unit>
int Engine<Unit>::run_py(const Unit* const start, bool full) {
  u64* const r = m_.registers_;
  std::memset(r, 0, (1 + 2 * static_cast<size_t>(program_.groups)) * sizeof(u64));
  m_.choices_.cut(0);
  m_.trail_.cut(0);
  const Unit* p = start;
  const u32* pc = code_;
  for (;;) {
    switch (static_cast<Op>(*pc)) {
      case kSuccess:
        if ((full && p != end_) || (m_.must_advance_ && p == start)) goto fail;
        m_.start_ = start - begin_;
        m_.end_ = p - begin_;
        return 1;
      case kFail: goto fail;

      case kLiteral:
        if (p == end_ || *p != pc[1]) goto fail;
        ++p, pc += 2;
        continue;
      case kString: {
        u32 n = pc[1];
        if (end_ - p < static_cast<i64>(n)) goto fail;
        for (u32 i = 0; i < n; ++i) {
          if (p[i] != pc[2 + i]) goto fail;
        }
        p += n, pc += 2 + n;
        continue;
      }
      case kNotLiteral:
        if (p == end_ || *p == pc[1]) goto fail;
        ++p, pc += 2;
        continue;
      case kAny:
        if (p == end_ || *p == '\n') goto fail;
        ++p, ++pc;
        continue;
      case kAnyAll:
        if (p == end_) goto fail;
        ++p, ++pc;
        continue;
      case kSet:
        if (p == end_ || !sets_[pc[1]]->contains(*p)) goto fail;
        ++p, pc += 2;
        continue;
      case kAt:
        if (!at(static_cast<At>(pc[1]), p)) goto fail;
        pc += 2;
        continue;

      case kMark:
        if (!set(1 + pc[1], address(p))) goto no_memory;
        if ((pc[1] & 1) && !set(0, pc[1] / 2 + 1)) goto no_memory;
        pc += 2;
        continue;
      case kGroupRef: {
        const Unit* behind = match_group(r, pc[1], static_cast<Fold>(pc[2]), p);
        if (!behind) goto fail;
        p = behind, pc += 3;
        continue;
      }
      case kIfGroup: pc = group_is_set(r, pc[1]) ? pc + 3 : code_ + pc[2]; continue;

      case kJump: pc = code_ + pc[1]; continue;
      case kAlternative:
        if (rules_out(pc + 2, p)) {
          pc = code_ + pc[1];
          continue;
        }
        if (!push(code_ + pc[1], p)) goto no_memory;
        pc += 2;
        continue;
      case kSplitLazy:
        if (!push(pc + 2, p)) goto no_memory;
        pc = code_ + pc[1];
        continue;

      case kGreedy:
      case kGreedyFinal:
      case kPossessive: {
        u32 min = pc[3], max = pc[4];
        const Unit* limit = static_cast<u64>(end_ - p) > max && max != kMaxRepeat ? p + max : end_;
        const Unit* stop = span(pc[1], pc[2], p, limit);
        if (stop - p < static_cast<i64>(min)) goto fail;
        if (*pc != kGreedy) {
          pc += kRepeatWords + (*pc == kGreedyFinal);
          p = stop;
          continue;
        }
        const Unit* low = p + min;
        p = last_before(pc[5], pc[6], low, stop);
        if (!p) goto fail;
        pc += kRepeatWords;
        if (p > low && !push(pc, p, low)) goto no_memory;
        ++pc;
        continue;
      }
      case kGreedyRetry: {  // entered only by backtracking: pop() has left the choice in its place
        Choice& choice = m_.choices_.unpop();
        auto* low = static_cast<const Unit*>(choice.limit);
        p = last_before(pc[-2], pc[-1], low, p - 1);
        if (p && p > low) choice.at = p;
        else m_.choices_.pop();
        if (!p) goto fail;
        ++pc;
        continue;
      }
      case kLazy: {
        u32 min = pc[3], max = pc[4];
        if (static_cast<u64>(end_ - p) < min) goto fail;
        const Unit* limit = static_cast<u64>(end_ - p) > max && max != kMaxRepeat ? p + max : end_;
        if (span(pc[1], pc[2], p, p + min) != p + min) goto fail;
        p += min;
        if (!expand_lazily(pc, p, limit)) goto fail;
        pc += kRepeatWords;
        if (p < limit && !push(pc, p, limit)) goto no_memory;
        ++pc;
        continue;
      }
      case kLazyRetry: {  // entered only by backtracking: pop() has left the choice in its place
        Choice& choice = m_.choices_.unpop();
        auto* limit = static_cast<const Unit*>(choice.limit);
        const u32* repeat = pc - kRepeatWords;
        bool more = matches(repeat[1], repeat[2], p) && expand_lazily(repeat, ++p, limit);
        if (more && p < limit) choice.at = p;
        else m_.choices_.pop();
        if (!more) goto fail;
        ++pc;
        continue;
      }

      case kLoopStart: {
        const u32* until = code_ + pc[1];
        if (!set(until[1], UINT64_MAX) || !set(until[1] + 1, 0)) goto no_memory;
        pc = until;
        continue;
      }
      case kLoopGreedy: {
        u32 reg = pc[1], max = pc[3];
        u64 count = r[reg] + 1;
        if (count < pc[2]) {
          if (!set(reg, count)) goto no_memory;
          pc = code_ + pc[4];
        } else if ((count < max || max == kMaxRepeat) && r[reg + 1] != address(p)) {
          if (!push(pc + 5, p) || !set(reg, count) || !set(reg + 1, address(p))) goto no_memory;
          pc = code_ + pc[4];
        } else {
          pc += 5;
        }
        continue;
      }
      case kLoopLazy: {
        u32 reg = pc[1], max = pc[3];
        u64 count = r[reg] + 1;
        if (count < pc[2]) {
          if (!set(reg, count)) goto no_memory;
          pc = code_ + pc[4];
        } else {
          bool more = (count < max || max == kMaxRepeat) && r[reg + 1] != address(p);
          if (more && !push(pc + 5, p)) goto no_memory;
          pc += 8;
        }
        continue;
      }
      case kLoopLazyRetry:
        if (!set(pc[1], r[pc[1]] + 1) || !set(pc[1] + 1, address(p))) goto no_memory;
        pc = code_ + pc[2];
        continue;
      case kLoopPossessiveEnd:
        m_.choices_.cut(r[pc[1] + 2]);
        pc += 2;
        continue;
      case kLoopPossessive: {
        u32 reg = pc[1], max = pc[3];
        u64 count = r[reg] + 1, height = m_.choices_.size();
        if (count >= pc[2]) {
          if ((count >= max && max != kMaxRepeat) || r[reg + 1] == address(p)) {
            pc += 5;
            continue;
          }
          if (!push(pc + 5, p) || !set(reg + 1, address(p))) goto no_memory;
        }
        if (!set(reg, count) || !set(reg + 2, height)) goto no_memory;
        pc = code_ + pc[4];
        continue;
      }

      case kAtomic:
        if (!set(pc[1], m_.choices_.size())) goto no_memory;
        pc += 2;
        continue;
      case kAtomicEnd:
        m_.choices_.cut(r[pc[1]]);
        pc += 2;
        continue;
      case kLook:
        if (p - begin_ < static_cast<i64>(pc[2])) goto fail;
        if (!set(pc[1], m_.choices_.size()) || !set(pc[1] + 1, address(p))) goto no_memory;
        p -= pc[2];
        pc += 3;
        continue;
      case kLookEnd:
        m_.choices_.cut(r[pc[1]]);
        p = reinterpret_cast<const Unit*>(r[pc[1] + 1]);
        pc += 2;
        continue;
      case kLookNot: {
        if (p - begin_ < static_cast<i64>(pc[2])) {
          pc = code_ + pc[3];
          continue;
        }
        u64 height = m_.choices_.size();
        if (!push(code_ + pc[3], p) || !set(pc[1], height)) goto no_memory;
        p -= pc[2];
        pc += 4;
        continue;
      }
      case kLookNotEnd:
        // The choice to continue behind the look-around is cut, too. Its changes stay on the trail, for the choice
        // below.
        m_.choices_.cut(r[pc[1]]);
        goto fail;
    }
  fail:
    if (++m_.ticks_ >= 1024 && !safepoint_py()) [[unlikely]]
      return -1;
    if (m_.choices_.size() == 0) return 0;
    const Choice& choice = m_.choices_.pop();
    undo(choice.trail);
    p = static_cast<const Unit*>(choice.at);
    pc = choice.pc;
  }
no_memory:
  raise_memory_error(m_.t_);
  return -1;
}

// ---- searching

// Knuth, Morris, Pratt; the first literal by memchr.
template <class Unit>
const Unit* Engine<Unit>::find_prefix(const Unit* p) const {
  const u32* prefix = program_.prefix.data();
  const u32* overlap = program_.overlap.data();
  u32 n = program_.prefix.size();
  for (u32 matched = 0; p < end_;) {
    if (matched == 0) {
      p = find_unit(p, end_, prefix[0]);
      if (p == end_) return nullptr;
    } else if (*p != prefix[matched]) {
      matched = overlap[matched - 1];
      continue;
    }
    ++p;
    if (++matched == n) return p - n;
  }
  return nullptr;
}

template <class Unit>
int Engine<Unit>::search_prefix_py(const Unit* p) {
  while ((p = find_prefix(p))) {
    if (program_.all_literal) {
      m_.registers_[0] = 0;
      m_.start_ = p - begin_;
      m_.end_ = m_.start_ + program_.prefix.size();
      return 1;
    }
    if (int found = run_py(p, false)) return found;
    ++p;
  }
  return 0;
}

template <class Unit>
int Engine<Unit>::search_first_py(const Unit* p) {
  for (const Unit* last = end_ - program_.min_width;; ++p) {
    if (program_.first_only >= 0) {
      p = find_unit(p, end_, static_cast<u32>(program_.first_only));
    } else {
      while (p <= last && p < end_ &&
             !(sizeof(Unit) == 1 || *p < 256 ? program_.first[static_cast<u8>(*p)] : program_.first_high))
        ++p;
    }
    if (p > last || p == end_) return 0;
    if (int found = run_py(p, false)) return found;
  }
}

template <class Unit>
int Engine<Unit>::search_py() {
  const Unit* p = begin_ + m_.from_;
  if (end_ - p < static_cast<i64>(program_.min_width)) return 0;
  if (program_.anchored) return p == begin_ ? run_py(p, false) : 0;
  if (program_.prefix.size() > 1) return search_prefix_py(p);
  if (program_.has_first) return search_first_py(p);
  for (const Unit* last = end_ - program_.min_width;; ++p) {
    if (int found = run_py(p, false)) return found;
    m_.must_advance_ = false;  // an empty match at a later position is a different match
    if (p == last) return 0;
  }
}

// ---- Matcher

Matcher::Matcher(Thread& t, const Program& program, const Text& text, i64 pos, i64 endpos)
    : t_(t), program_(program), text_(text), from_(pos), endpos_(endpos), registers_(inline_registers_) {
  if (program.registers > kInlineRegisters) {
    registers_ = static_cast<u64*>(gc::raw_alloc(program.registers * sizeof(u64)));
    if (!registers_) raise_memory_error(t);
  }
}

Matcher::~Matcher() {
  if (registers_ != inline_registers_) gc::raw_free(registers_);
}

int Matcher::search_py() {
  if (from_ > endpos_) return 0;
  if (text_.kind == 1) return Engine<u8>(*this).search_py();
  if (text_.kind == 2) return Engine<u16>(*this).search_py();
  return Engine<u32>(*this).search_py();
}

int Matcher::match_py(bool full) {
  if (from_ > endpos_) return 0;
  if (text_.kind == 1) return Engine<u8>(*this).match_py(full);
  if (text_.kind == 2) return Engine<u16>(*this).match_py(full);
  return Engine<u32>(*this).match_py(full);
}

}  // namespace rt::sre
