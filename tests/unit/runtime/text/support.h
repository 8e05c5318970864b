// Text literals for the tests of this folder.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "runtime/text/builder.h"

namespace rt::text::test {

// A string in its smallest kind, made from UTF-32.
class Text {
 public:
  Text(std::u32string_view chars) {
    for (char32_t c : chars) builder_->append(c);
  }
  Text(const char32_t* chars) : Text(std::u32string_view(chars)) {}
  operator StrView() const { return builder_->view(); }

 private:
  std::unique_ptr<UcsBuilder> builder_ = std::make_unique<UcsBuilder>();
};

inline std::u32string chars_of(const StrView& view) {
  std::u32string out;
  for (std::size_t i = 0; i < view.length; ++i) out += view.at(i);
  return out;
}
inline std::u32string chars_of(const UcsBuilder& builder) { return chars_of(builder.view()); }

inline const std::uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

}  // namespace rt::text::test
