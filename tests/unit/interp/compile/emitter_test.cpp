#include "interp/compile/emitter.h"

#include <doctest/doctest.h>

using namespace comp;

namespace {

struct Output {
  std::vector<u64> words;
  std::vector<Handler> handlers;
  std::vector<Position> positions;
  explicit Output(Emitter& e) { e.finish(words, handlers, positions); }
  Op op(u32 word) const { return static_cast<Op>(words[word] & 0xffff); }
};

}  // namespace

TEST_CASE("short_compare_jump_keeps_its_distance_in_a") {
  Emitter e;
  Label end = e.new_label();
  e.jump_compare(Op::JUMP_IF_LT, 1, 2, end);
  e.emit(Op::CLEAR, 5);
  e.bind(end);
  e.emit_wide(Op::RETURN_K, 0, 0);
  Output out(e);
  REQUIRE(out.words.size() == 3);
  CHECK(static_cast<int16_t>(out.words[0] >> 16) == 1);
}

TEST_CASE("far_compare_jump_becomes_an_inverted_jump_over_a_wide_one") {
  Emitter e;
  Label end = e.new_label();
  e.jump_compare(Op::JUMP_IF_LT, 1, 2, end);
  for (int i = 0; i < 40000; i++) e.emit(Op::CLEAR, 5);
  e.bind(end);
  e.emit_wide(Op::RETURN_K, 0, 0);
  Output out(e);
  CHECK(out.op(0) == Op::JUMP_IF_NOT_LT);
  CHECK(static_cast<int16_t>(out.words[0] >> 16) == 1);
  CHECK(out.op(1) == Op::JUMP);
  CHECK(static_cast<i32>(out.words[1] >> 32) == 40000);
}

TEST_CASE("far_backward_compare_jump_keeps_the_safepoint") {
  Emitter e;
  Label top = e.new_label();
  e.bind(top);
  for (int i = 0; i < 40000; i++) e.emit(Op::CLEAR, 5);
  e.jump_compare(Op::JUMP_IF_LT, 1, 2, top);
  e.emit_wide(Op::RETURN_K, 0, 0);
  Output out(e);
  CHECK(out.op(0) == Op::NOP);  // the entry is no jump target
  CHECK(out.op(40002) == Op::JUMP_BACK);
  CHECK(static_cast<i32>(out.words[40002] >> 32) == -40002);
}

TEST_CASE("code_after_a_return_is_dropped_until_a_label_that_is_used") {
  Emitter e;
  Label used = e.new_label(), unused = e.new_label();
  e.jump_if(true, 0, used);
  e.emit_wide(Op::RETURN_K, 0, 0);
  e.emit(Op::CLEAR, 5);
  e.bind(unused);
  e.emit(Op::CLEAR, 5);
  e.bind(used);
  e.emit_wide(Op::RETURN_K, 0, 1);
  CHECK(Output(e).words.size() == 3);
}

TEST_CASE("a_jump_to_the_next_instruction_and_a_jump_to_a_jump_vanish") {
  Emitter e;
  Label next = e.new_label(), hop = e.new_label(), end = e.new_label();
  e.jump_if(true, 0, hop);
  e.jump(next);
  e.bind(next);
  e.emit(Op::CLEAR, 5);
  e.emit_wide(Op::RETURN_K, 0, 0);
  e.bind(hop);
  e.jump(end);
  e.emit(Op::CLEAR, 6);
  e.bind(end);
  e.emit_wide(Op::RETURN_K, 0, 1);
  Output out(e);
  CHECK(static_cast<i32>(out.words[0] >> 32) == 2);
}

TEST_CASE("a_condition_over_a_jump_is_inverted") {
  Emitter e;
  Label over = e.new_label(), end = e.new_label();
  e.jump_compare(Op::JUMP_IF_NOT_IN, 1, 2, over);
  e.jump(end);
  e.bind(over);
  e.emit(Op::CLEAR, 5);
  e.bind(end);
  e.emit_wide(Op::RETURN_K, 0, 0);
  Output out(e);
  REQUIRE(out.words.size() == 3);
  CHECK(out.op(0) == Op::JUMP_IF_IN);
}

TEST_CASE("code_aside_lies_behind_the_rest_and_its_handlers_cover_both_parts") {
  Emitter e;
  Label end = e.new_label(), handler = e.new_label(), outer = e.new_label();
  e.emit(Op::CLEAR, 5);  // covered by both
  u32 guarded = e.here();
  e.jump(end);
  {
    Emitter::Aside aside(e);
    e.reach(handler);
    e.bind(handler);
    e.emit(Op::CLEAR, 6);  // covered by the outer one
    e.jump(end);
  }
  e.bind(end);
  u32 covered = e.here();
  e.emit_wide(Op::RETURN_K, 0, 0);
  e.reach(outer);
  e.bind(outer);
  e.emit(Op::RERAISE, 7);
  e.add_region({0, guarded, handler, 6, 6});
  e.add_region({0, covered, outer, 7, 7});
  Output out(e);
  REQUIRE(out.words.size() == 5);
  CHECK(out.op(0) == Op::CLEAR);
  CHECK(out.op(1) == Op::RETURN_K);  // nothing jumps over the handler
  CHECK(out.op(2) == Op::RERAISE);
  CHECK(out.op(3) == Op::CLEAR);
  CHECK(out.op(4) == Op::JUMP);
  CHECK(static_cast<i32>(out.words[4] >> 32) == -4);
  REQUIRE(out.handlers.size() == 3);
  CHECK((out.handlers[0].start == 0 && out.handlers[0].end == 1 && out.handlers[0].target == 3));
  CHECK((out.handlers[1].start == 0 && out.handlers[1].end == 1 && out.handlers[1].target == 2));
  CHECK((out.handlers[2].start == 3 && out.handlers[2].end == 5 && out.handlers[2].target == 2));
}

TEST_CASE("who_comes_from_the_code_in_front_jumps_to_what_is_aside_and_back") {
  Emitter e;
  e.emit(Op::CLEAR, 5);
  {
    Emitter::Aside aside(e);
    e.emit(Op::CLEAR, 6);
  }
  e.emit_wide(Op::RETURN_K, 0, 0);
  Output out(e);
  REQUIRE(out.words.size() == 5);
  CHECK(out.op(1) == Op::JUMP);
  CHECK(static_cast<i32>(out.words[1] >> 32) == 1);
  CHECK(out.op(2) == Op::RETURN_K);
  CHECK(out.op(4) == Op::JUMP);
  CHECK(static_cast<i32>(out.words[4] >> 32) == -3);
}
