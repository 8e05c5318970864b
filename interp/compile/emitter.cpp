// The second half of the emitter: from items with labels to words. Emitter::finish runs the passes in order: jumps are
// shortened, exception handlers move behind the other code, dead jumps go, and at last every jump gets its distance.
// The passes keep each line that a tracer must see (Item::mark, Item::edge).
#include "interp/compile/emitter.h"

#include <algorithm>
#include <tuple>

#include "interp/compile/instruction.h"
#include "interp/compile/passes.h"

namespace comp {

Op inverted_jump(Op op) {
  switch (op) {
    case Op::JUMP_IF_TRUE: return Op::JUMP_IF_FALSE;
    case Op::JUMP_IF_FALSE:
      return Op::JUMP_IF_TRUE;
      // clang-format off
#define INVERSE(NAME)                                                 \
  case Op::JUMP_IF_##NAME: return Op::JUMP_IF_NOT_##NAME;             \
  case Op::JUMP_IF_NOT_##NAME: return Op::JUMP_IF_##NAME;             \
  case Op::JUMP_IF_##NAME##_K: return Op::JUMP_IF_NOT_##NAME##_K;     \
  case Op::JUMP_IF_NOT_##NAME##_K: return Op::JUMP_IF_##NAME##_K;
      INVERSE(LT) INVERSE(LE) INVERSE(EQ) INVERSE(NE) INVERSE(GT) INVERSE(GE) INVERSE(IS)
#undef INVERSE
    case Op::JUMP_IF_IN: return Op::JUMP_IF_NOT_IN;
    case Op::JUMP_IF_NOT_IN: return Op::JUMP_IF_IN;
    default: ASSERT(false); return op;
  }
  // clang-format on
}

Label Emitter::new_label() {
  labels_.push_back(kNoLabel);
  referenced_.push_back(false);
  return static_cast<Label>(labels_.size() - 1);
}

void Emitter::bind(Label label) {
  labels_[label] = bound_ = here();
  if (!referenced_[label]) return;
  // A jump to the next instruction is dropped.
  if (!items_.empty() && items_.back().op() == Op::JUMP && items_.back().label == label &&
      items_.back().aside == aside_) {
    Item& jump = items_.back();
    jump.dead = true;
    jump.mark = !jump.implicit;
  }
  reachable_ = true;
}

void Emitter::at(const syn::Location& location) {
  location_ = location;
  implicit_ = false;
}

static bool same(const syn::Location& a, const syn::Location& b) {
  return a.line == b.line && a.col == b.col && a.end_line == b.end_line && a.end_col == b.end_col;
}

u32 Emitter::location_index() {
  if (locations_.empty() || !same(locations_.back(), location_)) locations_.push_back(location_);
  return static_cast<u32>(locations_.size() - 1);
}

void Emitter::mark() {
  if (!reachable_) return;
  Item& item = items_.emplace_back();
  item.word = encode(Op::NOP);
  item.position = location_index();
  item.dead = item.mark = true;
  item.aside = aside_;
}

void Emitter::mark_part(const syn::Location& location) {
  bool here_before = bound_ != here() && !items_.empty() && line_of(items_.back()) == location.line;
  if (!reachable_ || here_before) return;
  auto before = std::pair(location_, implicit_);
  at(location);
  mark();
  std::tie(location_, implicit_) = before;
}

void Emitter::drop_code(u32 index) {
  u32 next = first_live(index + 1);
  Item& item = items_[index];
  bool stays = next < items_.size() && (items_[next].implicit || line_of(items_[next]) != line_of(item));
  item.dead = true;
  item.mark = stays && !item.implicit;
}

void Emitter::emit(Op op, u16 a, u16 b, u16 c, u64 extra, u64 extra2) {
  if (!reachable_) return;
  Item& item = items_.emplace_back();
  item.word = encode(op, a, b, c);
  item.extras = op_info(op).words;
  item.extra[0] = extra;
  item.extra[1] = extra2;
  item.position = location_index();
  item.implicit = implicit_;
  item.aside = aside_;
  reachable_ = !op_info(op).has(Effect::ends_block);
}

void Emitter::first_extra_word_at(const syn::Location& location) {
  if (!reachable_) return;
  locations_.push_back(location);
  items_.back().extra_position = static_cast<u32>(locations_.size() - 1);
}

void Emitter::emit_wide(Op op, u16 a, u32 bc) { emit(op, a, static_cast<u16>(bc), static_cast<u16>(bc >> 16)); }

void Emitter::emit_jump(Op op, u16 a, u16 b, u16 c, Label label, JumpField field) {
  if (!reachable_) return;
  emit(op, a, b, c);
  items_.back().label = label;
  items_.back().field = field;
  referenced_[label] = true;
}

u32 Emitter::line_of(const Item& item) const { return locations_[item.position].line; }

u32 Emitter::first_live(u32 index) const {
  while (index < items_.size() && items_[index].dead && !items_[index].mark) ++index;
  return index;
}

bool Emitter::leads_to(u32 from, u32 to) const {
  to = first_live(to);
  for (u32 hops = 0; hops <= items_.size(); ++hops) {
    from = first_live(from);
    if (from == to) return true;
    if (from >= items_.size() || items_[from].dead || items_[from].op() != Op::JUMP) return false;
    from = labels_[items_[from].label];
  }
  return false;
}

// Jump threading: a jump to an unconditional jump goes to that jump's target, unless a tracer would miss a line.
void Emitter::thread_jumps() {
  for (Item& item : items_) {
    if (item.dead || item.label == kNoLabel || item.op() == Op::JUMP_BACK || item.op() == Op::FOR_ITER) continue;
    u32 source = static_cast<u32>(&item - items_.data());
    for (int hops = 0; hops < 8; ++hops) {
      u32 index = labels_[item.label];
      while (index < items_.size() && items_[index].dead) ++index;
      if (index >= items_.size() || index == source || items_[index].op() != Op::JUMP) break;
      bool passes =
          std::any_of(&items_[labels_[item.label]], &items_[index], [](const Item& dead) { return dead.mark; });
      if (passes || (!items_[index].implicit && line_of(items_[index]) != line_of(item))) break;
      if (labels_[item.label] <= source && labels_[items_[index].label] > source) break;  // stays a back-edge
      ASSERT(leads_to(labels_[item.label], labels_[items_[index].label]));
      item.label = items_[index].label;
    }
  }
}

// An implicit return (the end of a function, a `return` behind a `finally`) must be at the line that control comes
// from. So a jump from another line to an implicit RETURN_K is given a copy of the RETURN_K with its own line. Jumps
// share a copy only if they agree in all that it is: the line, and the constant, which differs between the `return`s of
// a `try`.
void Emitter::copy_implicit_returns() {
  std::vector<Label> copies;
  u32 count = static_cast<u32>(items_.size());
  for (u32 i = 0; i < count; ++i) {
    if (items_[i].dead || items_[i].label == kNoLabel || items_[i].op() == Op::JUMP_BACK ||
        items_[i].op() == Op::FOR_ITER)
      continue;
    u32 target = first_live(labels_[items_[i].label]);
    if (target >= count || items_[target].op() != Op::RETURN_K || !items_[target].implicit) continue;
    u32 line = line_of(items_[i]);
    if (line_of(items_[target]) == line) continue;
    u64 word = items_[target].word;
    if (items_[i].op() == Op::JUMP) {
      items_[i].word = word;
      items_[i].label = kNoLabel;
      items_[i].field = JumpField::None;
      continue;
    }
    auto found = std::find_if(copies.begin(), copies.end(), [&](Label label) {
      const Item& copy = items_[labels_[label]];
      return copy.word == word && line_of(copy) == line;
    });
    if (found == copies.end()) {
      Label label = new_label();
      labels_[label] = static_cast<u32>(items_.size());
      Item copy = items_[target];
      copy.position = items_[i].position;
      items_.push_back(copy);
      found = copies.insert(copies.end(), label);
    }
    ASSERT(items_[labels_[*found]].word == word && line_of(items_[labels_[*found]]) == line);
    items_[i].label = *found;
  }
}

// Changes to another distance `aside`. If control flows across the change, a jump connects both sides, since they will
// not be neighbours after move_aside().
void Emitter::cross_over(u32 aside) {
  if (!reachable_) {
    aside_ = static_cast<u8>(aside);
    return;
  }
  Label other_side = new_label();
  jump(other_side);
  aside_ = static_cast<u8>(aside);
  bind(other_side);
}

// Sorts the items by `aside`, stably, and adapts labels and regions. A region may fall apart into several.
void Emitter::move_aside() {
  u32 count = here();
  u8 farthest = 0;
  for (const Item& item : items_) farthest = std::max(farthest, item.aside);
  if (farthest == 0) return;
  std::vector<Item> sorted;
  std::vector<u32> place(count + 1);
  sorted.reserve(count);
  std::vector<Region> regions;
  std::vector<std::vector<Region>> parts(regions_.size());
  for (u32 aside = 0; aside <= farthest; ++aside) {
    std::vector<u32> before(count + 1);  // where the next item of this distance goes
    for (u32 i = 0; i < count; ++i) {
      before[i] = static_cast<u32>(sorted.size());
      if (items_[i].aside != aside) continue;
      place[i] = before[i];
      sorted.push_back(items_[i]);
    }
    before[count] = static_cast<u32>(sorted.size());
    for (u32 i = 0; i < regions_.size(); ++i) {
      Region part = regions_[i];
      part.start = before[part.start];
      part.end = before[part.end];
      if (part.start < part.end) parts[i].push_back(part);
    }
  }
  place[count] = count;
  for (u32& target : labels_)
    if (target != kNoLabel) target = place[target];
  for (const std::vector<Region>& some : parts) regions.insert(regions.end(), some.begin(), some.end());
  regions_ = std::move(regions);
  items_ = std::move(sorted);
}

// Drops jumps that have become jumps to the next instruction, since the handlers between have moved aside.
void Emitter::drop_jumps_to_next() {
  for (u32 i = 0; i < items_.size(); ++i) {
    Item& jump = items_[i];
    if (jump.dead || jump.op() != Op::JUMP || labels_[jump.label] <= i) continue;
    u32 next = i + 1;
    while (next < labels_[jump.label] && items_[next].dead && !items_[next].mark) ++next;
    if (next != labels_[jump.label]) continue;
    ASSERT(first_live(i + 1) == first_live(labels_[jump.label]));
    jump.dead = true;
    jump.mark = !jump.implicit;
  }
}

std::vector<bool> Emitter::jump_targets() const {
  std::vector<bool> targeted(items_.size() + 1, false);
  for (const Item& item : items_)
    if (!item.dead && item.label != kNoLabel) targeted[labels_[item.label]] = true;
  return targeted;
}

// Puts a NOP in front of an entry (the first instruction, or the one behind a YIELD) that is also the target of a jump.
// The observer takes execution of an entry for a call or resumption of the frame, so no jump may lead to one.
void Emitter::pad_entries() {
  std::vector<bool> targeted = jump_targets();
  for (u32 i = 0; i < items_.size(); ++i) {
    bool entry = i == 0 || items_[i - 1].op() == Op::YIELD || items_[i - 1].op() == Op::MAKE_GENERATOR;
    if (!entry) continue;
    u32 first = i;
    while (first < items_.size() && items_[first].dead && !targeted[first]) ++first;
    items_[i].padded = targeted[first];
  }
}

// `if not c: goto A; goto B; A:` becomes `if c: goto B`, unless something else jumps to the inner jump.
void Emitter::invert_jumps_over_jumps() {
  std::vector<bool> targeted = jump_targets();
  for (const Region& r : regions_) targeted[r.start] = targeted[r.end] = targeted[labels_[r.target]] = true;
  for (u32 i = 0; i + 2 < items_.size(); ++i) {
    Item& item = items_[i];
    Item& next = items_[i + 1];
    bool conditional = item.field == JumpField::A || item.op() == Op::JUMP_IF_TRUE || item.op() == Op::JUMP_IF_FALSE;
    if (item.dead || !conditional || next.dead || next.op() != Op::JUMP || targeted[i + 1]) continue;
    if (labels_[item.label] != i + 2 || labels_[next.label] <= i) continue;
    ASSERT(leads_to(labels_[item.label], i + 2));  // where control goes now if the jump is not taken
    ASSERT(inverted_jump(inverted_jump(item.op())) == item.op());
    item.word = (item.word & ~u64{0xffff}) | static_cast<u16>(inverted_jump(item.op()));
    item.label = next.label;
    next.dead = true;
    if (!next.implicit && line_of(next) != line_of(item)) item.edge = next.position + 1;
  }
}

// Decides for each line without code (Item::mark) whether it needs a NOP. If no jump leads to between it and the next
// instruction, an entry in the table of positions is enough. Else the instruction can be reached with and without
// passing the line, and a NOP stands for the line.
void Emitter::settle_marks() {
  std::vector<bool> targeted = jump_targets();
  for (const Region& r : regions_) targeted[labels_[r.target]] = true;
  for (u32 i = 0; i < items_.size(); ++i) {
    Item& item = items_[i];
    if (!item.mark) continue;
    bool reached = false;
    u32 next = i;
    do {
      ++next;
      reached |= next < items_.size() && targeted[next];
    } while (next < items_.size() && items_[next].dead && !items_[next].mark);
    if (next == items_.size()) continue;
    const Item& after = items_[next];
    bool same_line = !after.implicit && line_of(after) == line_of(item);
    if (same_line) item.mark = false;
    else if (reached)
      item.word = encode(Op::NOP), item.dead = item.mark = false, item.label = kNoLabel, item.field = JumpField::None;
  }
}

void Emitter::layout() {
  offsets_.assign(items_.size() + 1, 0);
  for (bool changed = true; changed;) {
    changed = false;
    u32 offset = 0;
    for (u32 i = 0; i < items_.size(); ++i) {
      offset += items_[i].padded;
      offsets_[i] = offset;
      offset += items_[i].size();
    }
    offsets_[items_.size()] = offset;
    for (u32 i = 0; i < items_.size(); ++i) {
      Item& item = items_[i];
      if (item.dead || item.expanded || item.field != JumpField::A) continue;
      i64 d = distance(i, offsets_[i] + item.size());
      if (d >= INT16_MIN && d <= INT16_MAX) continue;
      item.expanded = changed = true;
    }
  }
}

// The superinstruction for a MUL or MUL_K whose product the next instruction takes; `op` itself if there is none.
static Op fused_product(Op op, u16 product, const Item& next) {
  u16 temp = product | kTempBit;
  bool left = next.b() == temp, right = next.c() == temp, constant = op == Op::MUL_K;
  bool adds = next.op() == Op::ADD || next.op() == Op::INPLACE_ADD,
       subtracts = next.op() == Op::SUB || next.op() == Op::INPLACE_SUB;
  if (adds && (left || right)) return constant ? Op::MUL_K_THEN_ADD : Op::MUL_THEN_ADD;
  if (subtracts && left) return constant ? Op::MUL_K_THEN_SUB : Op::MUL_THEN_SUB;
  if (subtracts && right) return constant ? Op::MUL_K_THEN_SUB_FROM : Op::MUL_THEN_SUB_FROM;
  return op;
}

// Replaces MUL by a superinstruction where the next instruction adds or subtracts the product. Runs after layout. The
// next instruction stays unchanged: the superinstruction skips it if it has done its work, and jumps may lead to it.
void Emitter::fuse_products() {
  Item* product = nullptr;
  u32 end = 0;
  for (u32 i = 0; i < items_.size(); ++i) {
    if (items_[i].dead) continue;
    if (product && offsets_[i] == end) {
      Op op = fused_product(product->op(), product->a(), items_[i]);
      ASSERT(op_info(op).words == op_info(product->op()).words);  // the layout stays
      product->word = (product->word & ~u64{0xffff}) | static_cast<u16>(op);
    }
    product = items_[i].op() == Op::MUL || items_[i].op() == Op::MUL_K ? &items_[i] : nullptr;
    end = offsets_[i] + 1;
  }
}

void Emitter::write(u32 index, std::vector<u64>& words) const {
  const Item& item = items_[index];
  u32 end = offsets_[index] + item.size();
  if (item.expanded) {
    i64 d = distance(index, end);
    words.push_back(encode(inverted_jump(item.op()), 1, item.b(), item.c()));
    words.push_back(encode_wide(d < 0 ? Op::JUMP_BACK : Op::JUMP, 0, static_cast<u32>(d)));
    return;
  }
  u64 word = item.word;
  u64 extra0 = item.extra[0];
  if (item.field != JumpField::None) {
    u32 d = static_cast<u32>(distance(index, end));
    if (item.field == JumpField::A) word = encode(item.op(), static_cast<u16>(d), item.b(), item.c());
    if (item.field == JumpField::BC) word = encode_wide(item.op(), item.a(), d);
    if (item.field == JumpField::Extra) extra0 = d;
  }
  words.push_back(word);
  for (u32 i = 0; i < item.extras; ++i) words.push_back(i == 0 ? extra0 : item.extra[i]);
}

// kind: Position::kUnknown for a plain position.
void Emitter::write_position(u32 word, u32 location, i32 kind, std::vector<Position>& positions) const {
  const syn::Location& l = locations_[location];
  Position p{word, static_cast<i32>(l.line), static_cast<i32>(l.end_line), static_cast<i32>(l.col),
             static_cast<i32>(l.end_col)};
  if (kind != Position::kUnknown) p.column = kind, p.end_column = Position::kUnknown;
  positions.push_back(p);
}

void Emitter::finish(std::vector<u64>& words, std::vector<Handler>& handlers, std::vector<Position>& positions) {
  if (runs(Pass::threaded_jumps)) thread_jumps();
  if (runs(Pass::copied_returns)) copy_implicit_returns();
  if (runs(Pass::moved_handlers)) move_aside();
  if (runs(Pass::dropped_jumps)) drop_jumps_to_next();
  if (runs(Pass::inverted_jumps)) invert_jumps_over_jumps();
  settle_marks();
  pad_entries();
  layout();
  if (runs(Pass::fused_products)) fuse_products();
  words.reserve(offsets_.back());
  u64 last = ~u64{0};
  for (u32 i = 0; i < items_.size(); ++i) {
    const Item& item = items_[i];
    if (item.mark && !item.padded) write_position(offsets_[i], item.position, Position::kPassed, positions);
    if (item.dead && !item.padded) {
      if (item.mark) last = ~u64{0};
      continue;
    }
    if (item.edge) write_position(offsets_[i], item.edge - 1, Position::kPassedByJump, positions);
    u64 place = u64{item.position} << 1 | item.implicit;
    if (place != last || item.edge) {
      last = place;
      write_position(offsets_[i] - item.padded, item.position, item.implicit ? Position::kImplicit : Position::kUnknown,
                     positions);
    }
    if (item.padded) words.push_back(encode(Op::NOP));
    if (!item.dead) write(i, words);
    if (item.extra_position != kSamePosition) {
      write_position(offsets_[i] + 1, item.extra_position, Position::kUnknown, positions);
      write_position(offsets_[i] + 2, item.position, item.implicit ? Position::kImplicit : Position::kUnknown,
                     positions);
    }
  }
  for (const Region& r : regions_) {
    Handler h{offsets_[r.start], offsets_[r.end], offsets_[labels_[r.target]], r.exception, r.limit};
    if (h.start < h.end) handlers.push_back(h);
  }
}

}  // namespace comp
