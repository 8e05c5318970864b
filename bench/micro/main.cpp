#include <benchmark/benchmark.h>

#include "gc/cycle/collector.h"

int main(int argc, char** argv) {
  gc::install_thread_hooks();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
