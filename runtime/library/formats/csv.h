// Declarations that the files of _csv share. Empty or false: an error is pending.
#pragma once

#include "runtime/library/parts/module_parts.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::csv {

enum Quoting : int { kMinimal, kAll, kNonNumeric, kNever, kStrings, kNotNull, kQuotingCount };

inline constexpr u32 kNoChar = ~0u;  // the setting has no character; equals no code point

// The settings of a format. Immutable, so threads share it without a lock.
struct Dialect : Object {
  u32 delimiter, quote, escape;
  int quoting;
  bool double_quote, skip_initial_space, strict;
  Slot line_terminator;  // str
};
inline Dialect* as_dialect(Value v) { return v.as<Dialect>(); }

extern Type *g_error, *g_dialect_type;  // made with the module
extern gc::Atomic<i64> g_field_limit;   // characters; any thread, relaxed
Error raise_csv(Thread& t, const char* format, ...);

// Makes a dialect from the arguments behind the first one of reader(), writer() and register_dialect(): dialect=None
// and single settings.
Ref dialect_from_args_py(Thread& t, const CallArgs& args);
// The registered dialect with this name. Empty: an error is pending.
Ref find_dialect_py(Thread& t, Value name);

Ref make_reader_py(Thread& t, const CallArgs& args);
Ref make_writer_py(Thread& t, const CallArgs& args);
bool add_dialect_type(Thread& t, Value module);
bool add_reader_type(Thread& t, Value module);
bool add_writer_type(Thread& t, Value module);

}  // namespace rt::csv
