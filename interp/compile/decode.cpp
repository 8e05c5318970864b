#include "interp/compile/decode.h"

#include <cstdio>
#include <cstring>

#include "interp/compile/emitter.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace comp {

using rt::Ref;
using Kind = Operand::Kind;

namespace {

std::string padded(i64 number) {
  char buffer[24];
  std::snprintf(buffer, sizeof buffer, "%04lld", static_cast<long long>(number));
  return buffer;
}

// The kind of an operand, by its letter in the first or the second column of ops.def.
Kind kind_of(char letter) {
  switch (letter) {
    case 'D':
    case 'R':
    case 'W': return Kind::kRegister;
    case 'K':
    case 'T':
    case 'C':
    case 't': return Kind::kConstant;
    case 'N':
    case 'n': return Kind::kName;
    case 'J':
    case 'j': return Kind::kTarget;
    case 'u':
    case 'f': return Kind::kWords;
    default: return Kind::kNumber;
  }
}

std::string function_parts(u32 bits) {
  constexpr const char* kParts[] = {"defaults", "keyword defaults", "closure", "annotate"};
  std::string text;
  for (u32 i = 0; i < std::size(kParts); ++i)
    if (bits >> i & 1) text += (text.empty() ? "" : ", ") + std::string(kParts[i]);
  return text;
}

}  // namespace

const char* shown_name(Op op) {
  switch (op) {
    case Op::GET_ATTR: return "LOAD_ATTR";
    case Op::SET_ATTR: return "STORE_ATTR";
    case Op::DEL_ATTR: return "DELETE_ATTR";
    case Op::GET_GLOBAL: return "LOAD_GLOBAL";
    case Op::SET_GLOBAL: return "STORE_GLOBAL";
    case Op::DEL_GLOBAL: return "DELETE_GLOBAL";
    case Op::GET_NAME: return "LOAD_NAME";
    case Op::SET_NAME: return "STORE_NAME";
    case Op::DEL_NAME: return "DELETE_NAME";
    case Op::GET_SUPER_ATTR: return "LOAD_SUPER_ATTR";
    case Op::LOAD_K: return "LOAD_CONST";
    case Op::JUMP: return "JUMP_FORWARD";
    case Op::JUMP_BACK: return "JUMP_BACKWARD";
    case Op::RETURN: return "RETURN_VALUE";
    case Op::RETURN_K: return "RETURN_CONST";
    case Op::YIELD: return "YIELD_VALUE";
    default: return op_info(op).name;
  }
}

u32 first_word_of_body(const Code* code) {
  u32 word = 0;
  if (!(code->flags & kOptimized)) return word;
  while (word < code->word_count && is_prologue(generic_op(&code->words[word]))) word = next_instruction(code, word);
  return word;
}

i64 resume_offset(const Code* code) {
  u32 word = first_word_of_body(code);
  return word ? shown_offset(word) - 1 : 0;
}

bool has_operand(Op op, Kind kind) {
  for (const char* letter = op_info(op).operands; *letter; ++letter)
    if (*letter != '-' && kind_of(*letter) == kind) return true;
  for (const char* letter = op_info(op).extras; *letter; ++letter) {
    bool both = *letter == 'p' && (kind == Kind::kWords || kind == Kind::kConstant);
    if (both || (*letter != 'c' && *letter != 'p' && kind_of(*letter) == kind)) return true;
  }
  return false;
}

std::string Decoder::text(Value str) {
  rt::Utf8 utf8(t_, str, true);
  if (!utf8.ok()) return ok_ = false, std::string();
  return std::string(utf8.view());
}

std::string Decoder::constant_text_py(u64 index) {
  if (index >= code_->constant_count) return "k" + std::to_string(index);
  Value v = code_->constants[index];
  if (is_exact(v, rt::TypeId::kCode)) return "<code " + text(as_code(v)->qualname.get()) + ">";
  Ref repr = rt::repr_py(t_, v);
  if (!repr) return ok_ = false, std::string();
  std::string s = text(repr);
  return s.size() <= 60 ? s : s.substr(0, 57) + "...";
}

std::string Decoder::name_text(u64 index) {
  bool known = index < code_->constant_count && rt::is_str(code_->constants[index]);
  return known ? text(code_->constants[index]) : "?";
}

std::string Decoder::register_text(u16 number) {
  if (number == kNoRegister) return "-";
  bool taken = number & kTempBit;
  u32 r = number & 0x7fff;
  if (r >= code_->locals) return "t" + std::to_string(r - code_->locals) + (taken ? "*" : "");
  auto* names = rt::as_tuple(code_->local_names.get());
  return r < names->length ? text((*names)[r]) : "r" + std::to_string(r);
}

void Decoder::add(Kind kind, i64 number) {
  std::string shown;
  switch (kind) {
    case Kind::kRegister: shown = register_text(static_cast<u16>(number)); break;
    case Kind::kConstant: shown = constant_text_py(static_cast<u64>(number)); break;
    case Kind::kName: shown = name_text(static_cast<u64>(number)); break;
    case Kind::kTarget: shown = "-> " + padded(number); break;
    default: shown = std::to_string(number);
  }
  out_->operands.push_back({kind, number, std::move(shown)});
}

void Decoder::add_words(i64 number, std::string text) {
  if (!text.empty()) out_->operands.push_back({Kind::kWords, number, std::move(text)});
}

void Decoder::add_operands(u64 insn) {
  const char* letters = op_info(out_->op).operands;
  for (int i = 0; i < 3; ++i) {
    char letter = letters[i];
    if (letter == '-') continue;
    Kind kind = kind_of(letter);
    u16 x = static_cast<u16>(insn >> (16 * (i + 1)));
    bool wide = i == 1 && letters[2] == letter && (letter == 'J' || letter == 'K' || letter == 'N');
    i64 number = wide ? static_cast<i64>(insn >> 32) : x;
    if (letter == 'I') number = static_cast<i16>(x);
    if (letter == 'J') number = i64{out_->end} + (wide ? i64{static_cast<i32>(insn >> 32)} : i64{static_cast<i16>(x)});
    add(kind, number);
    if (wide) break;
  }
}

void Decoder::add_extra() {
  u32 at = out_->word;
  for (const char* letter = op_info(out_->op).extras; *letter; ++letter) {
    u64 word = word_of(code_, ++at);
    u32 low = static_cast<u32>(word), high = static_cast<u32>(word >> 32);
    switch (*letter) {
      case 'c': break;
      case 'j': add(Kind::kTarget, i64{out_->end} + static_cast<i32>(low)); break;
      case 'f': add_words(low, function_parts(low)); break;
      case 'u': add_words(low, low ? "level " + std::to_string(low) : ""); break;
      case 'p':
        add_words(low, std::to_string(low) + " positional");
        add(Kind::kConstant, high);
        break;
      default: add(kind_of(*letter), low);
    }
  }
}

bool Decoder::decode_py(u32 word, Instruction* out) {
  Op op = generic_op(&code_->words[word]);
  *out = {word, word + 1 + op_info(op).words, op, {}};
  out_ = out;
  add_operands(instruction_at(code_, word));
  add_extra();
  return ok_;
}

}  // namespace comp
