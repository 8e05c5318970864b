// Declarations that the files of module unicodedata share.
#pragma once

#include "runtime/object/native.h"
#include "runtime/object/ops.h"

namespace rt::unicode_database {

// unicodedata_graphemes.cpp. Empty, false: an error is pending.
Ref iter_graphemes(Thread& t, Value text, Value start, Value end);
bool add_grapheme_types(Thread& t, Value module);

}  // namespace rt::unicode_database
