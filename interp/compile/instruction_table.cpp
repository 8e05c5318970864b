// The table of all instructions of ops.def, with the letters spelled out: the output of `--dis` without a script.
#include <cstdio>

#include "interp/compile/compiler.h"
#include "interp/compile/decode.h"
#include "interp/compile/emitter.h"

namespace comp {

namespace {

struct Meaning {
  char letter;
  const char* words;
};

// The meaning of the letters in the ownership column.
constexpr Meaning kOwnership[] = {
    {'t', "taken if marked"},
    {'k', "kept"},
    {'x', "taken"},
    {'1', "taken"},
    {'2', "2 taken"},
    {'3', "3 taken"},
    {'c', "c taken"},
    {'p', "2c taken"},
    {'f', "parts taken"},
    {'y', "parts taken"},
    {'C', "callee, c arguments taken"},
    {'E', "callee, sequence, c dicts taken"},
    {'M', "method, object, arguments taken"},
    {'S', "method, object, sequence taken"},
    {'H', "saved exception taken"},
    {'o', "= owned"},
    {'i', "= immediate"},
    {'u', "= uncounted constant"},
    {'m', "= b, moved or counted"},
    {'l', "lent if local, else moved"},
    {'a', "= iterator of async for"},
    {'I', "= iterator in 4"},
    {'h', "= saved exception"},
    {'P', "= 2 to leave with"},
    {'U', "= c owned"},
    {'X', "= owned, one a list"},
    {'Q', "= callee, object for the call"},
    {'F', "iterator, released at its end"},
    {'s', "exchanged"},
    {'g', "= cell of what it held"},
    {'b', "must be bound"},
    {'d', "must be bound, = empty"},
    {'e', "= empty"},
};

constexpr Meaning kOperands[] = {{'K', "constant"},      {'N', "name"},   {'T', "names or None"}, {'C', "code"},
                                 {'V', "free variable"}, {'U', "number"}, {'I', "number"},        {'J', "jump"}};
constexpr Meaning kEffects[] = {
    {'r', "may raise"}, {'p', "may run Python"}, {'j', "may jump"}, {'s', "safepoint"}, {'t', "ends block"}};

template <size_t size>
const char* words_of(const Meaning (&meanings)[size], char letter) {
  for (const Meaning& meaning : meanings)
    if (meaning.letter == letter) return meaning.words;
  return nullptr;
}

std::string row(Op op) {
  const OpInfo& info = op_info(op);
  std::string operands, effects;
  auto add = [](std::string& list, const std::string& part) { list += (list.empty() ? "" : "; ") + part; };
  for (int i = 0; i < 3; ++i) {
    char kind = info.operands[i];
    bool wide = i == 1 && kind != '-' && info.operands[2] == kind && words_of(kOperands, kind);
    const char* words = kind == '-' ? nullptr : words_of(kOperands, kind);
    if (!words && kind != '-') words = words_of(kOwnership, info.ownership[i]);
    if (words) add(operands, std::string(wide ? "bc" : std::string(1, static_cast<char>('a' + i))) + " " + words);
    if (wide) break;
  }
  for (const char* effect = info.effects; *effect; ++effect) add(effects, words_of(kEffects, *effect));
  char name[32];
  std::snprintf(name, sizeof name, "%-24s ", shown_name(op));
  return name + operands + (effects.empty() ? "" : "  [" + effects + "]") + "\n";
}

}  // namespace

bool is_ownership(char letter) { return words_of(kOwnership, letter) != nullptr; }

std::string instruction_table() {
  std::string table;
  for (u16 op = 0; op < static_cast<u16>(Op::kGenericCount); ++op) table += row(static_cast<Op>(op));
  return table;
}

}  // namespace comp
