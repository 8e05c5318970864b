// Growable buffers for results: a UcsBuilder for characters, a ByteBuilder for bytes.
//
// A UcsBuilder starts with 1-byte units and widens them when a character does not fit. Short results stay in the
// builder's own storage. When memory runs out, ok() becomes false and all further appends are ignored. So producers
// need not check each append; the caller checks ok() once at the end and raises MemoryError. A builder knows nothing of
// objects and threads; one thread uses it at a time.
#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>

#include "gc/base/bits.h"
#include "runtime/text/kinds.h"

namespace rt::text {

// The only functions by which this folder allocates and frees memory. Null: out of memory.
void* alloc_bytes(std::size_t size);
void* realloc_bytes(void* block, std::size_t size);
void free_bytes(void* block);

class UcsBuilder {
 public:
  static constexpr std::size_t kInlineBytes = 240;

  UcsBuilder() = default;
  explicit UcsBuilder(std::size_t expected_length) { reserve(expected_length); }
  UcsBuilder(const UcsBuilder&) = delete;
  UcsBuilder& operator=(const UcsBuilder&) = delete;
  ~UcsBuilder();

  void append(char32_t c) {
    if (kind_ == 1 && c < 0x100 && length_ < capacity_) [[likely]] {
      data_[length_++] = static_cast<u8>(c);
      mask_ |= c;
      return;
    }
    append_slow(c);
  }
  void append(const StrView& text);
  void append(const StrView& text, std::size_t from, std::size_t count) { append(text.sub(from, count)); }
  void append_ascii(std::string_view text);
  void append_latin1(const u8* units, std::size_t count);
  void append_repeated(char32_t c, std::size_t count);

  // Appends `count` uninitialised units, of a kind that holds characters up to max_char. The caller must fill them
  // as units of kind() with characters of at most max_char. Null: out of memory.
  void* extend(std::size_t count, char32_t max_char);
  void reserve(std::size_t more);     // allocates room for `more` units of the present kind
  void truncate(std::size_t length);  // keeps the first `length` characters; kind() becomes as small as they allow
  void fail() { ok_ = false; }        // a producer has run out of memory elsewhere: the result is incomplete
  void clear();

  bool ok() const { return ok_; }
  std::size_t length() const { return length_; }
  bool empty() const { return length_ == 0; }
  u8 kind() const { return kind_; }
  bool ascii() const { return mask_ < 0x80; }
  char32_t at(std::size_t i) const { return view().at(i); }
  void set(std::size_t i, char32_t c);
  // The characters so far, in the smallest kind. Borrowed until the next change of the builder.
  StrView view() const { return {data_, length_, kind_, mask_ < 0x80}; }

 private:
  void append_slow(char32_t c);
  bool make_room(std::size_t more, u8 kind);

  u8* data_ = inline_;
  std::size_t length_ = 0;
  std::size_t capacity_ = kInlineBytes;  // in units
  char32_t mask_ = 0;  // tells, as an OR of all characters does, whether one is beyond ASCII, Latin-1 or the BMP
  u8 kind_ = 1;
  bool ok_ = true;
  alignas(8) u8 inline_[kInlineBytes];
};

// The same for bytes, for example the result of an encoder.
class ByteBuilder {
 public:
  static constexpr std::size_t kInlineBytes = 240;

  ByteBuilder() = default;
  explicit ByteBuilder(std::size_t expected_size) { reserve(expected_size); }
  ByteBuilder(const ByteBuilder&) = delete;
  ByteBuilder& operator=(const ByteBuilder&) = delete;
  ~ByteBuilder();

  void append(u8 byte) {
    if (size_ < capacity_) [[likely]] {
      data_[size_++] = byte;
      return;
    }
    if (u8* to = extend(1)) *to = byte;
  }
  void append(const void* bytes, std::size_t count) {
    u8* to = extend(count);
    if (to && count != 0) std::memcpy(to, bytes, count);  // an empty view may have no address
  }
  void append(std::string_view text) { append(text.data(), text.size()); }
  void append_repeated(u8 byte, std::size_t count) {
    if (u8* to = extend(count)) std::memset(to, byte, count);
  }
  u8* extend(std::size_t count);  // appends uninitialised bytes for the caller to fill; null: out of memory
  void reserve(std::size_t more);
  void truncate(std::size_t size) { size_ = size; }
  void erase(std::size_t at, std::size_t count);
  void fail() { ok_ = false; }  // a producer has run out of memory elsewhere: the result is incomplete

  bool ok() const { return ok_; }
  const u8* data() const { return data_; }
  u8* data() { return data_; }
  std::size_t size() const { return size_; }
  std::string_view text() const { return {reinterpret_cast<const char*>(data_), size_}; }

 private:
  bool make_room(std::size_t more);

  u8* data_ = inline_;
  std::size_t size_ = 0;
  std::size_t capacity_ = kInlineBytes;
  bool ok_ = true;
  u8 inline_[kInlineBytes];
};

}  // namespace rt::text
