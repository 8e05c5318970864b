// The arena's two slow paths: a new chunk when the current chunk is full (chunks double up to 1 MB), and a larger table
// of symbols when the table is half full.
#include "interp/syntax/arena.h"

#include <cstring>

namespace syn {

namespace {

constexpr size_t kFirstChunk = 16 * 1024;
constexpr size_t kLargestChunk = 1024 * 1024;
constexpr size_t kFirstTable = 256;

// FNV-1a: identifiers are short, and the loop is shorter than any set-up.
u32 hash_text(std::string_view text) {
  u32 hash = 2166136261u;
  for (unsigned char c : text) hash = (hash ^ c) * 16777619u;
  return hash;
}

}  // namespace

Arena::~Arena() {
  for (void* chunk : chunks_) operator delete(chunk);
}

void* Arena::allocate_slow(size_t size, size_t align) {
  size_t chunk_size = kFirstChunk << (chunks_.size() < 6 ? chunks_.size() : 6);
  if (chunk_size > kLargestChunk) chunk_size = kLargestChunk;
  if (chunk_size < size + align) chunk_size = size + align;
  void* chunk = operator new(chunk_size);
  chunks_.push_back(chunk);
  cursor_ = reinterpret_cast<uintptr_t>(chunk);
  limit_ = cursor_ + chunk_size;
  return allocate(size, align);
}

std::string_view Arena::copy(std::string_view text) {
  if (text.empty()) return {};
  char* to = static_cast<char*>(allocate(text.size(), 1));
  std::memcpy(to, text.data(), text.size());
  return {to, text.size()};
}

const Symbol* Arena::intern(std::string_view text) {
  if (symbols_.size() * 2 >= table_.size()) grow_table();
  u32 hash = hash_text(text);
  size_t mask = table_.size() - 1;
  size_t slot = hash & mask;
  while (const Symbol* symbol = table_[slot]) {
    if (symbol->hash == hash && symbol->text == text) return symbol;
    slot = (slot + 1) & mask;
  }
  auto index = static_cast<u32>(symbols_.size());
  const Symbol* symbol = make<Symbol>(Symbol{copy(text), index, hash});
  table_[slot] = symbol;
  symbols_.push_back(symbol);
  return symbol;
}

void Arena::grow_table() {
  size_t size = table_.empty() ? kFirstTable : table_.size() * 2;
  table_.assign(size, nullptr);
  for (const Symbol* symbol : symbols_) {
    size_t slot = symbol->hash & (size - 1);
    while (table_[slot]) slot = (slot + 1) & (size - 1);
    table_[slot] = symbol;
  }
}

}  // namespace syn
