// The growth of the builders: a UcsBuilder may widen its units at the same time.
#include "runtime/text/builder.h"

#include "gc/base/allocator.h"
#include "runtime/text/short_copy.h"

namespace rt::text {

void* alloc_bytes(std::size_t size) { return gc::mimalloc(gc::Memory::kRaw, size); }
void* realloc_bytes(void* block, std::size_t size) { return gc::mimalloc_resized(gc::Memory::kRaw, block, size); }
void free_bytes(void* block) { mi_free(block); }

namespace {

// Capacities grow by half. Sizes above kMaxBytes are refused, so that the computation of a capacity cannot overflow.
constexpr std::size_t kMaxBytes = static_cast<std::size_t>(-1) / 4;

std::size_t grown(std::size_t old_capacity, std::size_t needed) {
  std::size_t larger = old_capacity + old_capacity / 2;
  return larger > needed ? larger : needed;
}

void store_unit(u8* data, u8 kind, std::size_t i, char32_t c) {
  switch (kind) {
    case 1: data[i] = static_cast<u8>(c); break;
    case 2: reinterpret_cast<u16*>(data)[i] = static_cast<u16>(c); break;
    default: reinterpret_cast<char32_t*>(data)[i] = c; break;
  }
}

}  // namespace

// ---- UcsBuilder

UcsBuilder::~UcsBuilder() {
  if (data_ != inline_) free_bytes(data_);
}

// Widens the units to at least `kind` and makes room for `more` of them. False: out of memory, now or earlier.
bool UcsBuilder::make_room(std::size_t more, u8 kind) {
  if (!ok_) return false;
  bool widen = kind > kind_;
  if (!widen && more <= capacity_ - length_) return true;
  u8 new_kind = widen ? kind : kind_;
  std::size_t needed = length_ + more;
  if (more > kMaxBytes || needed > kMaxBytes / new_kind) {
    ok_ = false;
    return false;
  }
  std::size_t new_capacity = needed > capacity_ ? grown(capacity_, needed) : capacity_;
  void* block;
  if (!widen && data_ != inline_) {
    block = realloc_bytes(data_, new_capacity * new_kind);
  } else {
    block = alloc_bytes(new_capacity * new_kind);
    if (block != nullptr) copy_units(view(), block, new_kind);
    if (block != nullptr && data_ != inline_) free_bytes(data_);
  }
  if (block == nullptr) {
    ok_ = false;
    return false;
  }
  data_ = static_cast<u8*>(block);
  capacity_ = new_capacity;
  kind_ = new_kind;
  return true;
}

void UcsBuilder::append_slow(char32_t c) {
  if (kind_ == 2 && c < 0x10000 && length_ < capacity_) [[likely]] {
    store_unit(data_, 2, length_++, c);
    mask_ |= c;
    return;
  }
  bool fits = ok_ && length_ < capacity_ && kind_for(c) <= kind_;
  if (!fits && !make_room(1, kind_for(c))) return;
  store_unit(data_, kind_, length_++, c);
  mask_ |= c;
}

void UcsBuilder::append(const StrView& text) {
  if (text.ascii && kind_ == 1 && ok_ && text.length <= capacity_ - length_) {
    copy_bytes(data_ + length_, text.data, text.length);
    length_ += text.length;
    return;  // the mask tells only whether a character is beyond ASCII, Latin-1 or the BMP
  }
  if (text.length == 0) return;
  char32_t mask = char_mask(text);
  if (!make_room(text.length, kind_for(mask))) return;
  copy_units(text, data_ + length_ * kind_, kind_);
  length_ += text.length;
  mask_ |= mask;
}

void UcsBuilder::append_ascii(std::string_view text) { append(ascii_view(text)); }

void UcsBuilder::append_latin1(const u8* units, std::size_t count) { append(latin1_view(units, count)); }

void UcsBuilder::append_repeated(char32_t c, std::size_t count) {
  if (count == 0 || !make_room(count, kind_for(c))) return;
  if (kind_ == 1) {
    std::memset(data_ + length_, static_cast<int>(c), count);
  } else {
    for (std::size_t i = 0; i < count; ++i) store_unit(data_, kind_, length_ + i, c);
  }
  length_ += count;
  mask_ |= c;
}

void* UcsBuilder::extend(std::size_t count, char32_t max_char) {
  if (!make_room(count, kind_for(max_char))) return nullptr;
  void* to = data_ + length_ * kind_;
  length_ += count;
  mask_ |= max_char;
  return to;
}

void UcsBuilder::reserve(std::size_t more) { make_room(more, kind_); }

void UcsBuilder::set(std::size_t i, char32_t c) {
  if (!make_room(0, kind_for(c))) return;
  store_unit(data_, kind_, i, c);
  mask_ |= c;
}

void UcsBuilder::truncate(std::size_t length) {
  length_ = length;
  StrView kept{data_, length, kind_, false};
  mask_ = char_mask(kept);
  u8 narrow = kind_for(mask_);
  if (narrow == kind_) return;
  // In place, from front to back: the narrower copies never overtake the units that are still to be read.
  for (std::size_t i = 0; i < length; ++i) store_unit(data_, narrow, i, kept.at(i));
  capacity_ *= static_cast<std::size_t>(kind_ / narrow);
  kind_ = narrow;
}

void UcsBuilder::clear() {
  length_ = 0;
  capacity_ *= kind_;
  kind_ = 1;
  mask_ = 0;
}

// ---- ByteBuilder

ByteBuilder::~ByteBuilder() {
  if (data_ != inline_) free_bytes(data_);
}

bool ByteBuilder::make_room(std::size_t more) {
  if (!ok_) return false;
  if (more <= capacity_ - size_) return true;
  if (more > kMaxBytes || size_ + more > kMaxBytes) {
    ok_ = false;
    return false;
  }
  std::size_t new_capacity = grown(capacity_, size_ + more);
  bool was_inline = data_ == inline_;
  void* block = was_inline ? alloc_bytes(new_capacity) : realloc_bytes(data_, new_capacity);
  if (block == nullptr) {
    ok_ = false;
    return false;
  }
  if (was_inline) std::memcpy(block, inline_, size_);
  data_ = static_cast<u8*>(block);
  capacity_ = new_capacity;
  return true;
}

u8* ByteBuilder::extend(std::size_t count) {
  if (!make_room(count)) return nullptr;
  u8* to = data_ + size_;
  size_ += count;
  return to;
}

void ByteBuilder::reserve(std::size_t more) { make_room(more); }

void ByteBuilder::erase(std::size_t at, std::size_t count) {
  std::memmove(data_ + at, data_ + at + count, size_ - at - count);
  size_ -= count;
}

}  // namespace rt::text
