// Blocks: the code that a return, break or continue needs on its way out, and the code that a handler covers.
#include <algorithm>

#include "interp/compile/lower.h"

namespace comp {

Block* Lowering::push_block(Block::Kind kind) {
  auto block = std::make_unique<Block>();
  block->kind = kind;
  block->at = out().location();
  unit_->blocks.push_back(std::move(block));
  return unit_->blocks.back().get();
}

// Opens a block whose code is covered by a handler from here on.
Block* Lowering::push_region(Block::Kind kind, u16 exception, u16 limit) {
  Block* block = push_block(kind);
  block->handler = new_label();
  block->exception = exception;
  block->limit = limit;
  open_region(block);
  return block;
}

// Inner blocks end first, so the innermost handler of an instruction stands first in the table.
std::unique_ptr<Block> Lowering::pop_block() {
  std::unique_ptr<Block> block = std::move(unit_->blocks.back());
  unit_->blocks.pop_back();
  if (block->handler == kNoLabel) return block;
  close_region(block.get());
  for (auto [start, end] : block->ranges) {
    out().add_region({start, end, block->handler, block->exception, block->limit});
    out().reach(block->handler);
  }
  return block;
}

void Lowering::open_region(Block* block) { block->start = out().here(); }

void Lowering::close_region(Block* block) {
  if (block->start >= 0 && block->start < out().here())
    block->ranges.emplace_back(static_cast<u32>(block->start), out().here());
  block->start = -1;
}

// Leaving for a return, break or continue. Tracers see the statement's line first. If code of other lines runs on the
// way out, the final jump or return belongs to no line.
Lowering::Leaving::Leaving(Lowering& lowering, const Stmt* s, size_t down_to, u16 pending, const syn::Node* refused)
    : l_(lowering) {
  auto& blocks = l_.unit_->blocks;
  bool runs_code = std::any_of(blocks.begin() + static_cast<i64>(down_to), blocks.end(), [](const auto& block) {
    return block->kind == Block::Finally || block->kind == Block::With;
  });
  if (runs_code) l_.out().mark();
  while (blocks.size() > down_to) {
    Block* block = blocks.back().get();
    bool open = block->start >= 0;
    l_.close_region(block);
    aside_.emplace_back(std::move(blocks.back()), open);
    blocks.pop_back();
    if (pending != kNoRegister) l_.push_block(Block::Value)->reg = pending;
    if (block->kind == Block::GroupHandled) l_.fail(refused ? refused->at : s->at, kLeavesExceptStar);
    l_.leave_block(block);
    if (pending != kNoRegister) blocks.pop_back();
  }
  l_.at(s);
  if (runs_code) l_.out().implicit();
}

Lowering::Leaving::~Leaving() {
  for (; !aside_.empty(); aside_.pop_back()) {
    auto& [block, open] = aside_.back();
    if (open) l_.open_region(block.get());
    l_.unit_->blocks.push_back(std::move(block));
  }
}

void Lowering::leave_block(Block* block) {
  TempScope temps(regs());
  switch (block->kind) {
    case Block::Loop:
    case Block::Value:
      if (block->reg != kNoRegister) emit(Op::CLEAR, block->reg);
      return;
    case Block::Protected: return;
    case Block::Finally: return body(block->body);
    case Block::GroupHandled: return;  // has been refused
    case Block::Handled: return stop_handling(block->reg, block->saved);
    case Block::Named: return unbind_name(block->name);
    case Block::With: out().at(block->at); return leave_with(block->reg, block->is_async);
  }
}

bool Lowering::leaves_except_star() const {
  return std::any_of(unit_->blocks.begin(), unit_->blocks.end(),
                     [](const auto& b) { return b->kind == Block::GroupHandled; });
}

// True if the code on the way out may rebind a local.
bool Lowering::leaving_rebinds() const {
  for (auto& b : unit_->blocks)
    if (b->kind == Block::Finally || b->kind == Block::Named) return true;
  return false;
}

size_t Lowering::innermost_loop() const {
  size_t i = unit_->blocks.size();
  while (i > 0 && unit_->blocks[i - 1]->kind != Block::Loop) i--;
  return i;
}

void Lowering::stop_handling(u16 exception, u16 saved) {
  emit(Op::POP_HANDLED, saved | kTempBit);
  emit(Op::CLEAR, exception);
}

// The handler for errors inside an except or finally body: the handling of the first exception ends, and the new error
// goes on.
void Lowering::handler_cleanup(const Block& handled) {
  bind(handled.handler);
  out().at(Location{});
  stop_handling(handled.reg, handled.saved);
  emit(Op::RERAISE, handled.exception | kTempBit);
}

}  // namespace comp
