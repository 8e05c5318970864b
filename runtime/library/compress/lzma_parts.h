// Declarations that the files of _lzma share. Empty or false: an error is pending.
#pragma once

#include <lzma.h>

#include "runtime/library/parts/module_parts.h"

namespace rt::lzma {

enum Format { kAuto, kXz, kAlone, kRaw };

extern Type* g_error;  // LZMAError; made with the module

// Raises the exception for a result of the library.
Error raise_lzma(Thread& t, lzma_ret result);

// A chain of the library's filters, made from a sequence of dicts. Owns the options.
class Filters {
 public:
  explicit Filters(Thread& t) : t_(t) {}
  ~Filters();
  Filters(const Filters&) = delete;
  Filters& operator=(const Filters&) = delete;
  bool parse_chain_py(Value specifiers);
  bool parse_one_py(Value specifier);
  const lzma_filter* chain() const { return filters_; }
  u32 count() const { return count_; }

 private:
  bool options_of_lzma_py(Value specifier, lzma_filter* filter);
  bool options_of_delta_py(Value specifier, lzma_filter* filter);
  bool options_of_branches_py(Value specifier, lzma_filter* filter);

  Thread& t_;
  lzma_filter filters_[LZMA_FILTERS_MAX + 1] = {{LZMA_VLI_UNKNOWN, nullptr}};
  u32 count_ = 0;
};

// lzma_filters.cpp
Ref encode_filter_properties(Thread& t, Value filter);
Ref decode_filter_properties(Thread& t, Value filter_id, Value encoded);

}  // namespace rt::lzma
