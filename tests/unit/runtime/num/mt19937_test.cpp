#include "runtime/num/mt19937.h"

#include <doctest/doctest.h>

#include "runtime/num/int_text.h"

namespace rt::num {
namespace {

TEST_CASE("random.seed(42) gives the numbers that everybody knows") {
  Mt19937 generator;
  generator.seed_big(SmallBig(42));
  CHECK(generator.random() == 0.6394267984578837);
  CHECK(generator.bits64(40) == 811856239313);
  Limb limbs[2];
  generator.fill(limbs, 1);
  limbs[1] = generator.bits64(36);
  CHECK(equal(BigView{limbs, 2}, parse_int("176140902141063639299770569303", 10).big));
}

TEST_CASE("large seeds use all their words") {
  Mt19937 generator;
  generator.seed_big(add(shift_left(SmallBig(1), 70), SmallBig(5)));
  CHECK(generator.random() == 0.46679953776226335);
  CHECK(generator.bits64(7) == 60);
}

TEST_CASE("a restored state continues the sequence") {
  Mt19937 a;
  a.seed_big(SmallBig(0));
  for (int i = 0; i < 1000; ++i) a.next_word();
  Mt19937 b;
  b.set_state(a.words(), a.index());
  for (int i = 0; i < 1000; ++i) REQUIRE(a.next_word() == b.next_word());
}

TEST_CASE("no bits draw nothing") {
  Mt19937 a;
  a.seed_word(1);
  std::size_t index = a.index();
  CHECK(a.bits64(0) == 0);
  Limb limb = 7;
  a.fill(&limb, 0);
  CHECK(limb == 7);
  CHECK(a.index() == index);
}

}  // namespace
}  // namespace rt::num
