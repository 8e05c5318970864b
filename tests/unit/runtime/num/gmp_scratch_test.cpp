#include "runtime/num/gmp_scratch.h"

#include <doctest/doctest.h>
#include <gmp.h>

#include <cstdlib>
#include <string>

#include "runtime/num/int_text.h"
#include "runtime/num/mpint.h"

namespace rt::num {
namespace {

BigBuf ones(std::size_t limbs) { return sub(shift_left(SmallBig(1), limbs * kLimbBits), SmallBig(1)); }

void* allocate_by_gmp(std::size_t size) {
  void* (*allocate)(std::size_t);
  mp_get_memory_functions(&allocate, nullptr, nullptr);
  return allocate(size);
}

TEST_CASE("a call that is refused memory ends, and its other blocks are freed") {
  constexpr std::size_t kImpossible = std::size_t{1} << 60;
  bool reached_end = false;
  for (int round = 0; round < 1000; ++round) {
    bool done = with_scratch(1000, [&] {
      for (int i = 0; i < 10; ++i) allocate_by_gmp(100000);  // a gigabyte in all, were they not freed
      allocate_by_gmp(kImpossible);
      reached_end = true;
    });
    REQUIRE_FALSE(done);
  }
  CHECK_FALSE(reached_end);
  CHECK(mul(ones(2000), ones(1000)).ok());
  CHECK(with_scratch(1000, [&] { reached_end = true; }));
  CHECK(reached_end);
}

int g_blocks = 0;

void* counting_allocate(std::size_t size) {
  ++g_blocks;
  return std::malloc(size);
}
void* counting_reallocate(void* block, std::size_t, std::size_t size) {
  ++g_blocks;
  return std::realloc(block, size);
}
void counting_release(void* block, std::size_t) { std::free(block); }

TEST_CASE("operands for which no list of blocks is kept need no blocks") {
  REQUIRE(with_scratch(1000, [] {}));  // from now on the functions of the project are in force
  void* (*allocate)(std::size_t);
  void* (*reallocate)(void*, std::size_t, std::size_t);
  void (*release)(void*, std::size_t);
  mp_get_memory_functions(&allocate, &reallocate, &release);
  mp_set_memory_functions(counting_allocate, counting_reallocate, counting_release);
  g_blocks = 0;
  BigBuf few = ones(kLimbsWithoutBlocks), fewer = ones(kLimbsWithoutBlocks - 5), many = ones(100 * kLimbsWithoutBlocks);
  CHECK(mul(many, few).ok());
  CHECK(mul(few, few).ok());
  CHECK(mul(few, fewer).ok());
  CHECK(floor_divmod(few, fewer).quotient.ok());
  CHECK(gcd(few, fewer).ok());
  CHECK(isqrt(few).ok());
  CHECK(pow_mod(fewer, SmallBig(65537), ones(kLimbsWithoutBlocks / 2)).value.ok());
  CHECK(pow_mod(SmallBig(3), SmallBig(-5), ones(kLimbsWithoutBlocks / 2 - 1)).status != PowModStatus::kNoMemory);
  BigBuf text_value = ones(kLimbsWithoutBlocksAsText);
  std::string text(big_text_bound(text_value, 10), '\0');
  text.resize(write_big(text_value, 10, text.data()));
  CHECK(parse_int(text, 10).status == IntParseStatus::kOk);
  mp_set_memory_functions(allocate, reallocate, release);
  CHECK(g_blocks == 0);
}

TEST_CASE("what is computed from a failed result has failed") {
  BigBuf failed = BigBuf::failure(), one = from_int64(1), large = ones(10);
  for (BigView other : {BigView(one), BigView(large), BigView()}) {
    CHECK_FALSE(add(failed, other).ok());
    CHECK_FALSE(add(other, failed).ok());
    CHECK_FALSE(sub(failed, other).ok());
    CHECK_FALSE(sub(other, failed).ok());
    CHECK_FALSE(mul(failed, other).ok());
    CHECK_FALSE(mul(other, failed).ok());
    CHECK_FALSE(gcd(other, failed).ok());
    CHECK_FALSE(floor_mod(failed, large).ok());
    CHECK_FALSE(floor_div(other, failed).ok());
    CHECK(true_divide(other, failed).status == DivideStatus::kNoMemory);
    CHECK_FALSE(bit_and(other, failed).ok());
    CHECK_FALSE(bit_or(failed, other).ok());
    CHECK_FALSE(bit_xor(other, failed).ok());
    CHECK(pow_mod(failed, one, large).status == PowModStatus::kNoMemory);
  }
  CHECK_FALSE(pow(failed, 0).ok());
  CHECK_FALSE(pow(failed, 3).ok());
  CHECK_FALSE(isqrt(failed).ok());
  CHECK_FALSE(shift_left(failed, 5).ok());
  CHECK_FALSE(shift_right(failed, 5).ok());
  CHECK_FALSE(bit_not(failed).ok());
  CHECK_FALSE(neg(failed).ok());
  CHECK_FALSE(abs(failed).ok());
  BigBuf moved = std::move(failed);
  CHECK_FALSE(moved.ok());
  moved = from_int64(5);
  CHECK(moved.ok());
  CHECK_FALSE(BigBuf(kMaxLimbs + 1).ok());
}

}  // namespace
}  // namespace rt::num
