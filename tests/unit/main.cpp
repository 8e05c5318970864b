// Entry point of the unit tests.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include "gc/cycle/collector.h"

int main(int argc, char** argv) {
  gc::install_thread_hooks();
  return doctest::Context(argc, argv).run();
}
