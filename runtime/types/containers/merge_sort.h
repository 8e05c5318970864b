// A stable, adaptive merge sort. Comparisons may fail; then the sort stops, and the array still holds every element.
//
// Existing runs are found and merged in the order of their powers, which is nearly optimal (Powersort; Munro, Wild:
// "Nearly-optimal mergesorts: fast, practical sorting methods that optimally adapt to existing runs", ESA 2018). Short
// runs are extended by binary insertion. A merge skips the elements that are in place at both ends. If one run wins
// many comparisons in a row, the merge searches by growing steps ("galloping": exponential search, Bentley, Yao 1976;
// in merging: Peters, "timsort").
#pragma once

#include <cstring>
#include <type_traits>

#include "gc/base/bits.h"
#include "gc/heap/heap.h"

namespace rt {

// less(a, b): 1, 0, or -1: stop. pause() is called between merges and returns false to stop.
template <class E, class Less, class Pause>
class MergeSort {
  using u64 = gc::u64;
  using i64 = gc::i64;
  static_assert(std::is_trivially_copyable_v<E>);

 public:
  enum class Result { kSorted, kGivenUp, kNoMemory };

  MergeSort(E* items, u64 n, Less less, Pause pause) : items_(items), n_(n), less_(less), pause_(pause) {}
  MergeSort(const MergeSort&) = delete;
  MergeSort& operator=(const MergeSort&) = delete;
  ~MergeSort() { gc::raw_free(spare_); }

  Result run() {
    u64 least = min_run();
    for (u64 at = 0; at < n_ && result_ == Result::kSorted;) {
      u64 length = next_run(at, least);
      if (length == 0) return result_;
      push_run(at, length);
      at += length;
    }
    while (depth_ > 1 && result_ == Result::kSorted) merge_top();
    return result_;
  }

 private:
  static constexpr u64 kGallop = 7;  // after so many wins in a row the merge gallops
  struct Run {
    u64 start, length;
    int power;  // of the boundary to the next run
  };

  bool give_up(Result why = Result::kGivenUp) {
    result_ = why;
    return false;
  }

  // The minimal length of a run: between 32 and 64, such that n / min_run is a power of two or slightly less.
  u64 min_run() const {
    u64 n = n_, rest = 0;
    while (n >= 64) {
      rest |= n & 1;
      n >>= 1;
    }
    return n + rest;
  }

  // Makes a sorted run at `start`; returns its length. 0: stopped.
  u64 next_run(u64 start, u64 least) {
    u64 length = natural_run(start);
    if (length == 0 || length >= least) return length;
    u64 wanted = n_ - start < least ? n_ - start : least;
    return insert_sorted(items_ + start, length, wanted) ? wanted : 0;
  }

  u64 natural_run(u64 start) {
    E* a = items_ + start;
    u64 most = n_ - start, n = 1;
    if (most == 1) return 1;
    int descending = less_(a[1], a[0]);
    if (descending < 0) return give_up();
    for (n = 2; n < most; ++n) {
      int smaller = less_(a[n], a[n - 1]);
      if (smaller < 0) return give_up();
      if (smaller != descending) break;
    }
    if (descending) reverse(a, n);  // stable, because the run is strictly descending
    return n;
  }

  static void reverse(E* a, u64 n) {
    for (u64 i = 0, j = n; i + 1 < j; ++i) {
      E e = a[i];
      a[i] = a[--j];
      a[j] = e;
    }
  }

  bool insert_sorted(E* a, u64 sorted, u64 n) {
    for (u64 i = sorted; i < n; ++i) {
      E pivot = a[i];
      u64 low = 0, high = i;
      while (low < high) {
        u64 middle = (low + high) / 2;
        int before = less_(pivot, a[middle]);
        if (before < 0) return give_up();
        if (before) high = middle;
        else low = middle + 1;
      }
      std::memmove(static_cast<void*>(a + low + 1), a + low, (i - low) * sizeof(E));
      a[low] = pivot;
    }
    return true;
  }

  // The power of the boundary between two neighbouring runs: the depth of the boundary's node in a perfectly balanced
  // merge tree.
  int power_of(const Run& left, u64 right_length) const {
    u64 a = 2 * left.start + left.length, b = a + left.length + right_length;
    int power = 0;
    for (;; a <<= 1, b <<= 1) {
      ++power;
      if (a >= n_) {
        a -= n_;
        b -= n_;
      } else if (b >= n_) {
        return power;
      }
    }
  }

  void push_run(u64 start, u64 length) {
    if (depth_ > 0) {
      int power = power_of(runs_[depth_ - 1], length);
      while (depth_ > 1 && runs_[depth_ - 2].power > power) {
        if (!merge_top()) return;
      }
      runs_[depth_ - 1].power = power;
    }
    runs_[depth_++] = {start, length, 0};
  }

  bool merge_top() {
    if (!pause_()) return give_up();
    Run& left = runs_[depth_ - 2];
    const Run& right = runs_[depth_ - 1];
    if (!merge(items_ + left.start, left.length, right.length)) return false;
    left.length += right.length;
    left.power = right.power;
    --depth_;
    return true;
  }

  // The number of elements of a[0, n) that go before `key`: those less than `key`, with `or_equal` also the equal ones.
  // The search starts at the front. -1: stopped.
  i64 count_before(const E& key, const E* a, u64 n, bool or_equal) {
    u64 low = 0, high = 1;
    while (high <= n) {
      int before = goes_before(a[high - 1], key, or_equal);
      if (before < 0) return -1;
      if (!before) break;
      low = high;
      high *= 2;
    }
    return bisect(key, a, low, high - 1 < n ? high - 1 : n, or_equal);
  }

  // The same; the search starts at the end.
  i64 count_before_from_end(const E& key, const E* a, u64 n, bool or_equal) {
    u64 high = n, step = 1;
    while (step <= n) {
      int before = goes_before(a[n - step], key, or_equal);
      if (before < 0) return -1;
      if (before) break;
      high = n - step;
      step *= 2;
    }
    return bisect(key, a, step <= n ? n - step + 1 : 0, high, or_equal);
  }

  int goes_before(const E& e, const E& key, bool or_equal) {
    if (!or_equal) return less_(e, key);
    int greater = less_(key, e);
    return greater < 0 ? -1 : !greater;
  }

  i64 bisect(const E& key, const E* a, u64 low, u64 high, bool or_equal) {
    while (low < high) {
      u64 middle = low + (high - low) / 2;
      int before = goes_before(a[middle], key, or_equal);
      if (before < 0) return -1;
      if (before) low = middle + 1;
      else high = middle;
    }
    return static_cast<i64>(low);
  }

  bool merge(E* a, u64 left, u64 right) {
    i64 in_place = count_before(a[left], a, left, true);
    if (in_place < 0) return give_up();
    a += in_place;
    left -= static_cast<u64>(in_place);
    if (left == 0) return true;
    i64 moving = count_before_from_end(a[left - 1], a + left, right, false);
    if (moving < 0) return give_up();
    right = static_cast<u64>(moving);
    if (right == 0) return true;
    if (!reserve(left < right ? left : right)) return give_up(Result::kNoMemory);
    bool ok = left <= right ? merge_forward(a, left, right) : merge_backward(a, left, right);
    return ok || give_up();
  }

  bool reserve(u64 n) {
    if (n <= spare_size_) return true;
    gc::raw_free(spare_);
    spare_ = static_cast<E*>(gc::raw_alloc(n * sizeof(E)));
    spare_size_ = spare_ ? n : 0;
    return spare_;
  }

  static void move(E* to, const E* from, u64 n) { std::memmove(static_cast<void*>(to), from, n * sizeof(E)); }

  // Merges from the front. The left run is moved to `spare_`; its rest is copied back even if the merge stops.
  bool merge_forward(E* a, u64 left, u64 right) {
    move(spare_, a, left);
    E *to = a, *l = spare_, *r = a + left;
    E *l_end = l + left, *r_end = r + right;
    bool ok = true;
    for (u64 l_wins = 0, r_wins = 0; l < l_end && r < r_end;) {
      int take_right = less_(*r, *l);
      if (take_right < 0) {
        ok = false;
        break;
      }
      if (take_right) {
        *to++ = *r++;
        l_wins = 0;
        if (++r_wins < kGallop || r == r_end) continue;
      } else {
        *to++ = *l++;
        r_wins = 0;
        if (++l_wins < kGallop || l == l_end) continue;
      }
      i64 n = take_right ? count_before(*l, r, static_cast<u64>(r_end - r), false)
                         : count_before(*r, l, static_cast<u64>(l_end - l), true);
      if (n < 0) {
        ok = false;
        break;
      }
      E*& from = take_right ? r : l;
      move(to, from, static_cast<u64>(n));
      to += n;
      from += n;
      l_wins = r_wins = 0;
    }
    move(to, l, static_cast<u64>(l_end - l));
    return ok;
  }

  // Merges from the end. The right run is moved to `spare_`.
  bool merge_backward(E* a, u64 left, u64 right) {
    move(spare_, a + left, right);
    u64 l = left, r = right;  // elements that remain in each run; a[l + r - 1] is the next place to be filled
    bool ok = true;
    for (u64 l_wins = 0, r_wins = 0; l > 0 && r > 0;) {
      int take_left = less_(spare_[r - 1], a[l - 1]);
      if (take_left < 0) {
        ok = false;
        break;
      }
      if (take_left) {
        --l;
        a[l + r] = a[l];
        r_wins = 0;
        if (++l_wins < kGallop || l == 0) continue;
      } else {
        --r;
        a[l + r] = spare_[r];
        l_wins = 0;
        if (++r_wins < kGallop || r == 0) continue;
      }
      i64 stay = take_left ? count_before_from_end(spare_[r - 1], a, l, true)
                           : count_before_from_end(a[l - 1], spare_, r, false);
      if (stay < 0) {
        ok = false;
        break;
      }
      u64 n = (take_left ? l : r) - static_cast<u64>(stay);
      if (take_left) {
        move(a + stay + r, a + stay, n);
        l -= n;
      } else {
        move(a + l + stay, spare_ + stay, n);
        r -= n;
      }
      l_wins = r_wins = 0;
    }
    move(a + l, spare_, r);
    return ok;
  }

  E* const items_;
  const u64 n_;
  Less less_;
  Pause pause_;
  Result result_ = Result::kSorted;
  E* spare_ = nullptr;
  u64 spare_size_ = 0;
  int depth_ = 0;
  Run runs_[66];  // powers on the stack grow strictly, and none exceeds the bits of a length
};

}  // namespace rt
