// Unicode normalization forms (Unicode Standard Annex #15).
#pragma once

#include <optional>

#include "gc/base/bits.h"
#include "runtime/text/builder.h"
#include "runtime/text/kinds.h"

namespace rt::text {

enum class NormalForm : u8 { kNfc, kNfd, kNfkc, kNfkd };

// A test without normalizing. kMaybe: only normalizing decides.
enum class QuickCheck : u8 { kYes, kNo, kMaybe };
QuickCheck quick_check(const StrView& text, NormalForm form);

std::optional<bool> is_normalized(const StrView& text, NormalForm form);  // nothing: out of memory
void normalize(const StrView& text, NormalForm form, UcsBuilder& out);
// The same with the decompositions of Unicode 3.2 (unicode_3_2.h).
std::optional<bool> is_normalized_3_2(const StrView& text, NormalForm form);
void normalize_3_2(const StrView& text, NormalForm form, UcsBuilder& out);

}  // namespace rt::text
