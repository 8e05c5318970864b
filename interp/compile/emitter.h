// The emitter: collects the instructions of one code object as items, whose jumps name labels, and lays them out as
// words at the end (finish). Instructions that cannot be reached are dropped when they are emitted. If the distance of
// a conditional jump does not fit 16 bits, it becomes an inverted jump over a wide one.
#pragma once

#include <vector>

#include "interp/compile/code.h"
#include "interp/syntax/ast.h"

namespace comp {

using Label = u32;
inline constexpr Label kNoLabel = ~0u;
inline constexpr u32 kSamePosition = ~0u;

// The field of an instruction that holds its jump distance.
enum class JumpField : u8 { None, A, BC, Extra };

struct Item {
  u64 word = 0;
  u64 extra[3] = {};
  Label label = kNoLabel;
  u32 position = 0;                    // index into the emitter's locations
  u32 extra_position = kSamePosition;  // of the first extra word
  u8 extras = 0;
  JumpField field = JumpField::None;
  bool dead = false;        // takes no room
  bool expanded = false;    // inverted jump + wide jump
  bool implicit = false;    // no line of the source asks for it: tracers see no new line
  bool mark = false;        // dead, but tracers see its line
  u32 edge = 0;             // 1 + location of a line without code that tracers see when the item jumps; 0: none
  bool padded = false;      // has a NOP in front, which is executed only by falling through (pad_entries)
  bool for_checks = false;  // needed only if a CHECK_LOCAL stands between it and its call
  u8 aside = 0;             // how many Aside scopes it was emitted in
  Op op() const { return static_cast<Op>(word & 0xffff); }
  u16 a() const { return static_cast<u16>(word >> 16); }
  u16 b() const { return static_cast<u16>(word >> 32); }
  u16 c() const { return static_cast<u16>(word >> 48); }
  u32 size() const { return dead ? 0 : 1 + extras + expanded; }  // without the NOP
};

// An entry of the exception table, with indices of items instead of words.
struct Region {
  u32 start, end;
  Label target;
  u16 exception, limit;
};

// The opposite of a conditional jump (compare-and-jump, JUMP_IF_TRUE, JUMP_IF_FALSE).
Op inverted_jump(Op op);

class Emitter {
 public:
  Label new_label();
  void bind(Label label);
  // Tells that the label is reached without a jump: it is an exception handler.
  void reach(Label label) { referenced_[label] = true; }
  bool reachable() const { return reachable_; }
  u32 here() const { return static_cast<u32>(items_.size()); }

  void at(const syn::Location& location);
  // The code from here to the next at() is implicit: tracers see no new line. Tracebacks show the current line for it.
  void implicit() { implicit_ = true; }
  // Marks a statement without code (`pass`), so that tracers see its line.
  void mark();
  // The same for a part of a statement, which needs no mark if control comes from an instruction of the same line.
  void mark_part(const syn::Location& location);
  // Removes an instruction. Its line stays, unless the next instruction has it.
  void drop_code(u32 index);
  const syn::Location& location() const { return location_; }

  void emit(Op op, u16 a = 0, u16 b = 0, u16 c = 0, u64 extra = 0, u64 extra2 = 0);
  void emit_wide(Op op, u16 a, u32 bc);
  // Gives the first extra word of the last instruction a position of its own. An error in a part of the instruction
  // (the look-up of a method in a call) is reported there.
  void first_extra_word_at(const syn::Location& location);
  // An implicit jump, for control flow that the source does not spell out.
  void jump(Label label) {
    bool before = std::exchange(implicit_, true);
    jump_statement(label);
    implicit_ = before;
  }
  // A jump back to a label that is bound already is a safepoint.
  void jump_statement(Label label) {
    emit_jump(labels_[label] == kNoLabel ? Op::JUMP : Op::JUMP_BACK, 0, 0, 0, label, JumpField::BC);
  }
  void jump_back(Label label) { emit_jump(Op::JUMP_BACK, 0, 0, 0, label, JumpField::BC); }
  void jump_if(bool truth, u16 reg, Label label) {
    emit_jump(truth ? Op::JUMP_IF_TRUE : Op::JUMP_IF_FALSE, reg, 0, 0, label, JumpField::BC);
  }
  void jump_compare(Op op, u16 left, u16 right, Label label) { emit_jump(op, 0, left, right, label, JumpField::A); }
  void for_iter(u16 iterator, u16 target, Label body) {
    emit_jump(Op::FOR_ITER, iterator, target, 0, body, JumpField::Extra);
  }
  void send(u16 result, u16 iterator, u16 value, Label done) {
    emit_jump(Op::SEND, result, iterator, value, done, JumpField::Extra);
  }
  void add_region(const Region& region) { regions_.push_back(region); }

  // The last instruction's destination is a temporary that still holds a value, which the write releases.
  void replaces_old_value() {
    if (reachable_) items_.back().word |= u64{kTempBit} << 16;
  }

  // The last instruction may be removed if all CHECK_LOCALs up to the next call are removed (flow.cpp).
  void needed_before_checks() {
    if (reachable_) items_.back().for_checks = true;
  }

  std::vector<Item>& items() { return items_; }
  std::vector<Region>& regions() { return regions_; }
  u32 target(Label label) const { return labels_[label]; }

  // Code that is emitted while an Aside lives is laid out behind all other code. Exception handlers are emitted so,
  // since otherwise the normal path would have to jump over them.
  class Aside {
   public:
    explicit Aside(Emitter& out) : out_(out) { out_.cross_over(out_.aside_ + (out_.aside_ < 255)); }
    ~Aside() { out_.cross_over(before_); }
    Aside(const Aside&) = delete;
    Aside& operator=(const Aside&) = delete;

   private:
    Emitter& out_;
    u8 before_ = out_.aside_;
  };

  // Lays out everything: appends words, exception table and positions to the vectors, which must be empty. Call once.
  void finish(std::vector<u64>& words, std::vector<Handler>& handlers, std::vector<Position>& positions);

 private:
  void emit_jump(Op op, u16 a, u16 b, u16 c, Label label, JumpField field);
  void cross_over(u32 aside);
  // The first item from `index` on that is an instruction or a line that tracers see.
  u32 first_live(u32 index) const;
  // True if control that is at `from` comes to `to` by jumps alone, past no line.
  bool leads_to(u32 from, u32 to) const;
  void thread_jumps();
  void move_aside();
  void drop_jumps_to_next();
  void copy_implicit_returns();
  void invert_jumps_over_jumps();
  std::vector<bool> jump_targets() const;
  void pad_entries();
  void settle_marks();
  void write_position(u32 word, u32 location, i32 kind, std::vector<Position>& positions) const;
  u32 location_index();
  u32 line_of(const Item& item) const;
  void layout();
  void fuse_products();
  i64 distance(u32 index, u32 end) const { return static_cast<i64>(offsets_[labels_[items_[index].label]]) - end; }
  void write(u32 index, std::vector<u64>& words) const;

  std::vector<Item> items_;
  std::vector<Region> regions_;
  std::vector<u32> labels_;  // item index
  std::vector<bool> referenced_;
  std::vector<syn::Location> locations_;
  std::vector<u32> offsets_;  // word offset of each item, and of the end
  syn::Location location_;
  u32 bound_ = ~0u;  // the item of the last label that was bound
  bool reachable_ = true;
  bool implicit_ = false;
  u8 aside_ = 0;
};

}  // namespace comp
