// The names of elements and attributes in one document: a table from expat's text to the str, so that each name is made
// once. Guarded by the parser that owns it.
#pragma once

#include "runtime/library/formats/etree_parts.h"
#include "runtime/text/builder.h"

namespace rt::etree {

class NameTable {
 public:
  NameTable() = default;
  NameTable(const NameTable&) = delete;
  NameTable& operator=(const NameTable&) = delete;
  ~NameTable();  // the table must be empty

  // The str for a name as expat gives it, "uri}local" or "local": "{uri}local" or "local". Empty: an error is pending.
  // `owner` is the object that the table is part of.
  Ref find(Thread& t, Object* owner, const char* name);
  void clear(Thread& t);
  void trace(gc::Visitor& visitor) const;

 private:
  struct Entry {
    Slot name;  // empty: the entry is free
    i64 hash;
    u64 start, length;  // of the text in keys_
  };
  Entry* locate(i64 hash, std::string_view key) const;
  bool grow();

  Entry* entries_ = nullptr;
  u64 capacity_ = 0, used_ = 0;  // the capacity is a power of two, or 0
  text::ByteBuilder keys_;
};

}  // namespace rt::etree
