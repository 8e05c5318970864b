#include "interp/compile/emitter.h"

#include <cstring>

namespace comp {

static constexpr OpInfo kOpTable[] = {
#define OP(name, operands, extras, effects) {#name, operands, extras, sizeof(extras) - 1, effects},
#include "interp/compile/ops.def"
#undef OP
};

const OpInfo& op_info(Op op) { return kOpTable[static_cast<u32>(op)]; }
bool OpInfo::has(char effect) const { return std::strchr(effects, effect) != nullptr; }

Op inverted_jump(Op op) {
  switch (op) {
    case Op::JUMP_IF_TRUE: return Op::JUMP_IF_FALSE;
    case Op::JUMP_IF_FALSE: return Op::JUMP_IF_TRUE;
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
}

Label Emitter::new_label() {
  labels_.push_back(kNoLabel);
  referenced_.push_back(false);
  return static_cast<Label>(labels_.size() - 1);
}

void Emitter::bind(Label label) {
  labels_[label] = here();
  if (!referenced_[label]) return;
  // A jump to what follows it anyway.
  if (!items_.empty() && items_.back().op() == Op::JUMP && items_.back().label == label) items_.back().dead = true;
  reachable_ = true;
}

void Emitter::at(const syn::Location& location) { location_ = location; }

static bool same(const syn::Location& a, const syn::Location& b) {
  return a.line == b.line && a.col == b.col && a.end_line == b.end_line && a.end_col == b.end_col;
}

void Emitter::emit(Op op, u16 a, u16 b, u16 c, u64 extra, u64 extra2) {
  if (!reachable_) return;
  if (locations_.empty() || !same(locations_.back(), location_)) locations_.push_back(location_);
  Item& item = items_.emplace_back();
  item.word = encode(op, a, b, c);
  item.extras = op_info(op).words;
  item.extra[0] = extra;
  item.extra[1] = extra2;
  item.position = static_cast<u32>(locations_.size() - 1);
  if (op_info(op).has('t')) reachable_ = op == Op::MAKE_GENERATOR || op == Op::YIELD;
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

// A jump to an unconditional jump goes straight to where that one goes.
void Emitter::thread_jumps() {
  for (Item& item : items_) {
    if (item.dead || item.label == kNoLabel || item.op() == Op::JUMP_BACK || item.op() == Op::FOR_ITER) continue;
    u32 source = static_cast<u32>(&item - items_.data());
    for (int hops = 0; hops < 8; hops++) {
      u32 index = labels_[item.label];
      while (index < items_.size() && items_[index].dead) index++;
      if (index >= items_.size() || index == source || items_[index].op() != Op::JUMP) break;
      if (labels_[item.label] <= source && labels_[items_[index].label] > source) break;  // stays a back-edge
      item.label = items_[index].label;
    }
  }
}

// `if not c: goto A; goto B; A:` becomes `if c: goto B`, unless something else jumps to the inner jump.
void Emitter::invert_jumps_over_jumps() {
  std::vector<bool> targeted(items_.size() + 1, false);
  for (const Item& item : items_)
    if (!item.dead && item.label != kNoLabel) targeted[labels_[item.label]] = true;
  for (const Region& r : regions_) targeted[r.start] = targeted[r.end] = targeted[labels_[r.target]] = true;
  for (u32 i = 0; i + 2 < items_.size(); i++) {
    Item& item = items_[i];
    Item& next = items_[i + 1];
    bool conditional = item.field == JumpField::A || item.op() == Op::JUMP_IF_TRUE || item.op() == Op::JUMP_IF_FALSE;
    if (item.dead || !conditional || next.dead || next.op() != Op::JUMP || targeted[i + 1]) continue;
    if (labels_[item.label] != i + 2 || labels_[next.label] <= i) continue;
    item.word = (item.word & ~u64{0xffff}) | static_cast<u16>(inverted_jump(item.op()));
    item.label = next.label;
    next.dead = true;
  }
}

void Emitter::layout() {
  offsets_.assign(items_.size() + 1, 0);
  for (bool changed = true; changed;) {
    changed = false;
    u32 offset = 0;
    for (u32 i = 0; i < items_.size(); i++) {
      offsets_[i] = offset;
      offset += items_[i].size();
    }
    offsets_[items_.size()] = offset;
    for (u32 i = 0; i < items_.size(); i++) {
      Item& item = items_[i];
      if (item.dead || item.expanded || item.field != JumpField::A) continue;
      i64 d = distance(i, offsets_[i] + item.size());
      if (d >= INT16_MIN && d <= INT16_MAX) continue;
      item.expanded = changed = true;
    }
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
  for (u32 i = 0; i < item.extras; i++) words.push_back(i == 0 ? extra0 : item.extra[i]);
}

void Emitter::finish(std::vector<u64>& words, std::vector<Handler>& handlers, std::vector<Position>& positions) {
  thread_jumps();
  invert_jumps_over_jumps();
  layout();
  words.reserve(offsets_.back());
  u32 last = kSamePosition;
  auto position = [&](u32 word, u32 index) {
    if (index == last) return;
    last = index;
    const syn::Location& l = locations_[index];
    positions.push_back({word, static_cast<i32>(l.line), static_cast<i32>(l.end_line), static_cast<i32>(l.col), static_cast<i32>(l.end_col)});
  };
  for (u32 i = 0; i < items_.size(); i++) {
    const Item& item = items_[i];
    if (item.dead) continue;
    position(offsets_[i], item.position);
    if (item.extra_position != kSamePosition) {
      position(offsets_[i] + 1, item.extra_position);
      position(offsets_[i] + 2, item.position);
    }
    write(i, words);
  }
  for (const Region& r : regions_) {
    Handler h{offsets_[r.start], offsets_[r.end], offsets_[labels_[r.target]], r.exception, r.limit};
    if (h.start < h.end) handlers.push_back(h);
  }
}

}  // namespace comp
