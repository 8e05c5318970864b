// The hash of text: keys of one length, and lengths that the processor cannot foresee.
#include <benchmark/benchmark.h>

#include <random>
#include <string>
#include <vector>

#include "runtime/num/hash.h"

namespace {

using namespace rt::num;

void hash_length(benchmark::State& state) {
  std::string text(static_cast<size_t>(state.range(0)), 'x');
  HashKey key = hash_key_from_seed(1);
  for (auto _ : state) {
    benchmark::DoNotOptimize(text.data());
    benchmark::DoNotOptimize(hash_bytes(text.data(), text.size(), key));
  }
}
BENCHMARK(hash_length)->Arg(1)->Arg(8)->Arg(16)->Arg(32)->Arg(100)->Arg(1000);

void hash_mixed_lengths(benchmark::State& state) {
  std::mt19937 random(1);
  std::vector<std::string> texts(100000);
  for (std::string& text : texts) text.assign(1 + random() % 16, 'x');
  HashKey key = hash_key_from_seed(1);
  for (auto _ : state) {
    for (const std::string& text : texts) benchmark::DoNotOptimize(hash_bytes(text.data(), text.size(), key));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(texts.size()));
}
BENCHMARK(hash_mixed_lengths);

}  // namespace
