// Writing JSON, for what other programs read of a running one or of one that has ended.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gc/base/bits.h"

namespace vm {

// Text in quotes, always valid UTF-8: a lone surrogate (three bytes in WTF-8) becomes U+FFFD, and so does what is no
// UTF-8 at all, as in a source of another encoding.
std::string json_text(std::string_view text);
std::string json_array(const std::vector<std::string>& items);

class JsonObject {
 public:
  // `value`: JSON.
  JsonObject& add(const char* key, const std::string& value) {
    text_ += (text_.empty() ? "" : ", ") + json_text(key) + ": " + value;
    return *this;
  }
  JsonObject& add(const char* key, gc::u64 value) { return add(key, std::to_string(value)); }
  JsonObject& add_text(const char* key, std::string_view value) { return add(key, json_text(value)); }
  std::string text() const { return "{" + text_ + "}"; }

 private:
  std::string text_;
};

}  // namespace vm
