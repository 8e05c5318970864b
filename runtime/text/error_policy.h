// The error policies (ErrorPolicy in utf8.h) that do not depend on the encoding, shared by the codecs of this folder.
#pragma once

#include <cstddef>

#include "gc/base/bits.h"
#include "runtime/text/ascii.h"
#include "runtime/text/builder.h"
#include "runtime/text/utf8.h"

namespace rt::text {

// Applies the policy to the bad bytes [0, count): appends the replacement and returns the number of bytes it stands
// for. 0: the policy does not cover the error, which must be reported. kSurrogatePass depends on the encoding and is
// handled by the codec.
std::size_t handle_undecodable(const u8* bytes, std::size_t count, ErrorPolicy policy, UcsBuilder& out);

// Calls put(c) for each character of the policy's replacement of a character that cannot be encoded. The replacement is
// ASCII. False: the policy does not cover the error, which must be reported.
template <typename Put>
bool handle_unencodable(char32_t c, ErrorPolicy policy, Put&& put) {
  switch (policy) {
    case ErrorPolicy::kIgnore: return true;
    case ErrorPolicy::kReplace: put('?'); return true;
    case ErrorPolicy::kBackslashReplace: {
      put('\\');
      put(c < 0x100 ? 'x' : c < 0x10000 ? 'u' : 'U');
      for (int shift = c < 0x100 ? 4 : c < 0x10000 ? 12 : 28; shift >= 0; shift -= 4)
        put(kHexDigits[(c >> shift) & 15]);
      return true;
    }
    case ErrorPolicy::kXmlCharRefReplace: {
      char digits[8];
      int count = 0;
      for (char32_t rest = c; rest != 0 || count == 0; rest /= 10) digits[count++] = static_cast<char>('0' + rest % 10);
      put('&');
      put('#');
      while (count != 0) put(digits[--count]);
      put(';');
      return true;
    }
    default: return false;
  }
}

}  // namespace rt::text
