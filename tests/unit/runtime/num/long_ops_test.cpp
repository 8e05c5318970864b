#include "runtime/num/long_ops.h"

#include <doctest/doctest.h>
#include <gmp.h>

#include <cstring>
#include <string>
#include <vector>

#include "runtime/num/int_text.h"
#include "runtime/num/steps.h"

namespace rt::num {
namespace {

// Limbs of three kinds: random ones, runs of zeros and ones, only ones.
BigBuf number(std::size_t size, u64 seed) {
  BigBuf out(size);
  u64 state = seed * 2 + 1;
  for (std::size_t i = 0; i < size; ++i) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    out.limbs()[i] = seed % 3 == 0 ? state ^ state >> 29 : seed % 3 == 1 ? Limb{0} - (state >> 62 & 1) : ~Limb{0};
  }
  out.limbs()[size - 1] |= Limb{1} << seed % 64;
  return out;
}

bool same(BigView a, const std::vector<Limb>& limbs) {
  std::size_t size = limbs.size();
  while (size != 0 && limbs[size - 1] == 0) --size;
  return a.size == size && std::memcmp(a.limbs, limbs.data(), size * sizeof(Limb)) == 0;
}

mp_size_t gmp(std::size_t size) { return static_cast<mp_size_t>(size); }

struct Sizes {
  std::size_t a, b;
};
constexpr Sizes kSizes[] = {
    {kStepLimbs + 1, 1}, {kStepLimbs + 1, 2}, {3 * kStepLimbs, kStepLimbs}, {kStepLimbs + 5, kStepLimbs + 5},
    {50000, 40001},      {90000, 30000}};

TEST_CASE("products of long numbers are GMP's") {
  u64 seed = 0;
  for (auto [a_size, b_size] : kSizes) {
    BigBuf a = number(a_size, seed++), b = number(b_size, seed++);
    std::vector<Limb> expected(a_size + b_size), square(2 * a_size);
    mpn_mul(expected.data(), a.limbs(), gmp(a_size), b.limbs(), gmp(b_size));
    mpn_sqr(square.data(), a.limbs(), gmp(a_size));
    CHECK(same(mul(a, b), expected));
    CHECK(same(mul(b, a), expected));
    CHECK(same(mul(a, a), square));
  }
}

TEST_CASE("quotients and remainders of long numbers are GMP's") {
  u64 seed = 0;
  for (auto [a_size, b_size] : kSizes) {
    BigBuf b = number(b_size, seed++);
    BigBuf product = mul(number(a_size, seed++), b);
    BigBuf dividends[] = {number(a_size + b_size, seed++), sub(product, SmallBig(1)), BigBuf::copy_of(product)};
    for (const BigBuf& a : dividends) {
      std::vector<Limb> quotient(a.size() - b_size + 1), remainder(b_size);
      mpn_tdiv_qr(quotient.data(), remainder.data(), 0, a.limbs(), gmp(a.size()), b.limbs(), gmp(b_size));
      DivMod both = floor_divmod(a, b);
      CHECK(same(both.quotient, quotient));
      CHECK(same(both.remainder, remainder));
    }
  }
}

TEST_CASE("roots of squares and their neighbours") {
  for (std::size_t size : {kStepLimbs / 2 + 1, kStepLimbs, std::size_t{30001}}) {
    for (u64 seed = 0; seed < 3; ++seed) {
      BigBuf root = number(size, seed), square = mul(root, root);
      CHECK(equal(isqrt(square), root));
      CHECK(equal(isqrt(add(square, root)), root));
      CHECK(equal(add(isqrt(sub(square, SmallBig(1))), SmallBig(1)), root));
    }
  }
}

TEST_CASE("greatest common divisors of long numbers are GMP's") {
  u64 seed = 3;
  for (std::size_t common : {std::size_t{1}, std::size_t{700}, kStepLimbs}) {
    BigBuf divisor = number(common, seed), a = mul(number(kStepLimbs, seed + 3), divisor);
    BigBuf b = shift_left(mul(number(9000, seed + 6), divisor), 1000);
    seed += 9;
    u64 twos = mpn_scan1(a.limbs(), 0);
    BigBuf x = shift_right(a, twos), y = shift_right(b, mpn_scan1(b.limbs(), 0));
    if (compare(x, y) < 0) std::swap(x, y);
    std::vector<Limb> expected(y.size());
    mpn_gcd(expected.data(), x.limbs(), gmp(x.size()), y.limbs(), gmp(y.size()));
    BigBuf odd = shift_right(a, twos);
    CHECK(same(long_gcd(odd, b), expected));
    CHECK(equal(gcd(a, a), a));
    CHECK(equal(gcd(a, mul(a, b)), a));
  }
}

std::string text_of(BigView value, int base) {
  std::string out(big_text_bound(value, base), '\0');
  out.resize(write_big(value, base, out.data()));
  return out;
}

TEST_CASE("texts of many digits around the powers of the base") {
  for (int base : {10, 3, 8, 32, 36}) {
    for (std::size_t digits : {std::size_t{1} << 16, std::size_t{1} << 19, std::size_t{600000}}) {
      BigBuf power = pow(SmallBig(base), digits);
      std::string zeros(digits, '0'), last(digits, "0123456789abcdefghijklmnopqrstuvwxyz"[base - 1]);
      CHECK(text_of(power, base) == "1" + zeros);
      CHECK(text_of(neg(sub(power, SmallBig(1))), base) == "-" + last);
      CHECK(equal(parse_int("1" + zeros, base).big, power));
      CHECK(equal(parse_int(last, base).big, sub(power, SmallBig(1))));
    }
  }
  BigBuf random = number(50000, 0);
  CHECK(equal(parse_int(text_of(random, 10), 10).big, random));
  CHECK(equal(parse_int("0x" + text_of(random, 16), 0).big, random));
}

// Computations that go on, and those that are given up at a certain step.
struct Counter {
  int steps = 0, last = 0;
};
bool count_step(void* counter) {
  auto* c = static_cast<Counter*>(counter);
  return ++c->steps != c->last;
}

TEST_CASE("a long computation comes by its hook, and can be given up at any step") {
  BigBuf a = number(60000, 0), b = number(40000, 1);
  using Operation = BigBuf (*)(BigView, BigView);
  constexpr Operation kOperations[] = {
      mul,
      [](BigView x, BigView y) { return floor_div(x, y); },
      [](BigView x, BigView) { return isqrt(x); },
      gcd,
      [](BigView x, BigView) { return pow(x, 3); },
      [](BigView x, BigView y) { return pow_mod(x, SmallBig(5), y).value; },
      [](BigView x, BigView) {
        std::string text = text_of(x, 10);
        return text.empty() ? BigBuf::failure() : parse_int(text, 10).big;
      },
  };
  for (Operation operation : kOperations) {
    BigBuf expected = operation(a, b);
    Counter all;
    {
      StepHook hook(count_step, &all);
      CHECK(equal(operation(a, b), expected));
    }
    CHECK(all.steps > 1);
    for (int last : {1, all.steps / 2, all.steps}) {
      Counter some{0, last};
      StepHook hook(count_step, &some);
      CHECK_FALSE(operation(a, b).ok());
      CHECK(some.steps == last);
    }
  }
}

}  // namespace
}  // namespace rt::num
