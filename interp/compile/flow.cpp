// Definite assignment: removes each CHECK_LOCAL that no path reaches with the local unbound, and the instructions that
// were emitted only for such a check (Item::for_checks).
//
// This is a forward dataflow over the instructions before layout. The state is the set of locals that are bound on
// every path. A covered instruction may fail before it binds its destination, so the state at a handler is the
// intersection of the states before the instructions that it covers.
#include "interp/compile/instruction.h"
#include "interp/compile/lower.h"
#include "interp/compile/passes.h"

namespace comp {

namespace {

class BoundLocals {
 public:
  BoundLocals(Emitter& out, u32 locals) : out_(out), items_(out.items()), locals_(locals), words_((locals + 63) / 64) {}

  void run(u32 bound_at_entry) {
    find_blocks();
    find_handlers();
    states_.assign(blocks_.size(), State(words_, ~u64{0}));
    queued_.assign(blocks_.size(), false);
    visited_.assign(blocks_.size(), false);
    State entry(words_, 0);
    for (u32 i = 0; i < bound_at_entry; ++i) entry[i / 64] |= u64{1} << (i % 64);
    meet(0, entry);
    while (!queue_.empty()) {
      u32 b = queue_.back();
      queue_.pop_back();
      queued_[b] = false;
      visit(b);
    }
    for (u32 b = 0; b < blocks_.size(); ++b) remove_checks(b);
  }

 private:
  using State = std::vector<u64>;

  void find_blocks() {
    std::vector<bool> leader(items_.size() + 1, false);
    leader[0] = true;
    for (u32 i = 0; i < items_.size(); ++i) {
      if (items_[i].label == kNoLabel && !op_info(items_[i].op()).has(Effect::ends_block)) continue;
      if (items_[i].label != kNoLabel) leader[out_.target(items_[i].label)] = true;
      leader[i + 1] = true;
    }
    for (const Region& r : out_.regions()) leader[r.start] = leader[r.end] = leader[out_.target(r.target)] = true;
    block_of_.assign(items_.size() + 1, 0);
    for (u32 i = 0; i < items_.size(); ++i) {
      if (leader[i]) blocks_.push_back(i);
      block_of_[i] = static_cast<u32>(blocks_.size() - 1);
    }
    block_of_[items_.size()] = static_cast<u32>(blocks_.size());
  }

  // For each block the block at which its innermost exception handler starts; ~0: none.
  void find_handlers() {
    handlers_.assign(blocks_.size(), ~0u);
    for (const Region& r : out_.regions())
      for (u32 b = block_of_[r.start]; b < blocks_.size() && blocks_[b] < r.end; ++b)
        if (handlers_[b] == ~0u) handlers_[b] = block_of_[out_.target(r.target)];
  }

  u32 end_of(u32 b) const { return b + 1 < blocks_.size() ? blocks_[b + 1] : static_cast<u32>(items_.size()); }

  void meet(u32 b, const State& state) {
    if (b >= blocks_.size()) return;
    bool changed = !visited_[b];
    visited_[b] = true;
    for (u32 w = 0; w < words_; ++w) {
      u64 both = states_[b][w] & state[w];
      changed |= both != states_[b][w];
      states_[b][w] = both;
    }
    if (!changed || queued_[b]) return;
    queued_[b] = true;
    queue_.push_back(b);
  }

  void set(State& s, u32 reg) const {
    if (reg < locals_) s[reg / 64] |= u64{1} << (reg % 64);
  }
  void clear(State& s, u32 reg) const {
    if (reg < locals_) s[reg / 64] &= ~(u64{1} << (reg % 64));
  }
  static bool has(const State& s, u32 reg) { return s[reg / 64] >> (reg % 64) & 1; }

  // The effect of an instruction that succeeds and falls through on the state `s`. `low` is the state that a handler
  // may find: it loses the locals that the instruction unbinds.
  void apply(const Item& item, State& s, State* low) const {
    Op op = item.op();
    if (op == Op::CLEAR || op == Op::DEL_LOCAL) {
      clear(s, item.a());
      if (low) clear(*low, item.a());
    } else if (op == Op::UNPACK || op == Op::UNPACK_EX) {
      u32 count = op == Op::UNPACK ? item.c() : (item.c() & 255) + (item.c() >> 8) + 1u;
      for (u32 i = 0; i < count; ++i) set(s, item.a() + i);
    } else if (op_info(op).operands[0].kind == OperandKind::destination) {
      set(s, item.a());
    }
  }

  void visit(u32 b) {
    State s = states_[b];
    State low = s;
    for (u32 i = blocks_[b]; i < end_of(b); ++i)
      if (!items_[i].dead) apply(items_[i], s, &low);
    if (handlers_[b] != ~0u) meet(handlers_[b], low);
    u32 last = end_of(b) - 1;
    const Item& item = items_[last];
    bool falls = true;
    if (!item.dead) {
      if (item.label != kNoLabel) {
        State taken = s;
        if (item.op() == Op::FOR_ITER) set(taken, item.b());
        meet(block_of_[out_.target(item.label)], taken);
      }
      falls = !op_info(item.op()).has(Effect::ends_block);
    }
    if (falls) meet(b + 1, s);
  }

  void remove_checks(u32 b) {
    if (!visited_[b]) return;
    State s = states_[b];
    for (u32 i = blocks_[b]; i < end_of(b); ++i) {
      Item& item = items_[i];
      if (item.dead) continue;
      if (item.op() == Op::CHECK_LOCAL && has(s, item.a())) out_.drop_code(i);
      else apply(item, s, nullptr);
    }
  }

  Emitter& out_;
  std::vector<Item>& items_;
  u32 locals_, words_;
  std::vector<u32> blocks_;    // first item of each
  std::vector<u32> block_of_;  // of each item
  std::vector<u32> handlers_;
  std::vector<State> states_;
  std::vector<bool> queued_, visited_;
  std::vector<u32> queue_;
};

}  // namespace

// True if a CHECK_LOCAL stands between the FIND_METHOD and its call. Only arguments that are names or constants stand
// between the two.
static bool precedes_check(const std::vector<Item>& items, size_t look_up) {
  for (size_t i = look_up + 1; i < items.size(); ++i) {
    Op op = items[i].op();
    if (op == Op::CALL_METHOD || op == Op::CALL_METHOD_KW) return false;
    if (op == Op::CHECK_LOCAL && !items[i].dead) return true;
  }
  return false;
}

void Lowering::remove_redundant_checks() {
  std::vector<Item>& items = out().items();
  if (items.empty()) return;
  bool any = false;
  for (const Item& item : items) any |= item.op() == Op::CHECK_LOCAL && !item.dead;
  if (any && runs(Pass::bound_locals)) BoundLocals(out(), regs().locals()).run(unit_->code->parameter_count);
  for (size_t i = 0; i < items.size(); ++i) {
    if (items[i].for_checks && !precedes_check(items, i)) items[i].dead = true;
  }
}

}  // namespace comp
