// Damage on trial: whether a walk that checks invariants (the functions *_is_valid) still finds everything right while
// one word holds something else.
#pragma once

#include "gc/base/atomic.h"

template <class T, class Broken, class Walk>
bool is_valid_with(gc::Atomic<T>& word, Broken broken, Walk walk) {
  T whole = word.load(gc::relaxed);
  word.store(static_cast<T>(broken), gc::relaxed);
  bool valid = walk();
  word.store(whole, gc::relaxed);
  return valid;
}
template <class T, class Broken, class Walk>
bool is_valid_with(T& word, Broken broken, Walk walk) {
  T whole = word;
  word = static_cast<T>(broken);
  bool valid = walk();
  word = whole;
  return valid;
}
