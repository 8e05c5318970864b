// The revision of the bytecode, part of the name of every cached file: a change of ops.def or of the cache format makes old caches unused.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/object/native_modules.h"

namespace comp {

// Raise it when the cache format or the meaning of an instruction changes; changes of the opcode table count by themselves.
inline constexpr uint32_t kFormatRevision = 13;

namespace detail {
constexpr uint32_t mix(uint32_t hash, std::string_view text) {
  for (char c : text) hash = (hash ^ static_cast<uint8_t>(c)) * 16777619u;  // FNV-1a
  return hash;
}
constexpr uint32_t opcode_table_hash() {
  uint32_t hash = 2166136261u ^ kFormatRevision;
#define OP(name, operands, extras, effects) hash = mix(mix(hash, #name), operands extras);
#include "interp/compile/ops.def"
#undef OP
  return hash;
}
}  // namespace detail

inline constexpr uint32_t kBytecodeRevision = detail::opcode_table_hash();

// sys.implementation.cache_tag. Code depends on the library's version, too: older ones expect no newer names in classes.
inline std::string cache_tag() { return "tinypy-3" + std::to_string(rt::library_minor()) + "-" + std::to_string(kBytecodeRevision); }

}  // namespace comp
