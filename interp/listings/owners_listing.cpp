// One line for each instruction: the plain listing, whether it may count, and a word for each operand.
//
//      3  0000  GET_ITEM_K        x, box, 1     +-   x: new, drops old; box: local; 1: constant
#include "interp/listings/owners_listing.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "interp/compile/compiler.h"
#include "interp/compile/decode.h"
#include "interp/compile/verify.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace vm {

using comp::Code;
using comp::Held;
using comp::OperandInfo;
using comp::OperandKind;
using comp::OpInfo;
using gc::u16;
using gc::u32;
using gc::u64;
using rt::Ref;

namespace {

// What may happen to a count because of an operand.
enum Counting : unsigned { kNo = 0, kUp = 1, kDown = 2 };

// A word of the listing. The legend explains those that occur, in this order.
struct Word {
  const char* word;
  unsigned counting;
  const char* text;
};
enum WordId : u32 {
  kNew,
  kCopied,
  kMoved,
  kOnLoan,
  kConstant,
  kImmediate,
  kSaved,
  kEmptied,
  kDropsOld,
  kLocal,
  kArgument,
  kTemporary,
  kTaken,
  kTakenUncounted,
  kKept,
  kExchanged,
  kIterated,
  kLocals,
  kWordCount
};
constexpr Word kWords[kWordCount] = {
    {"new", kUp,
     "owned by the register from now on. An object that was made begins with this count; one that was found is "
     "counted"},
    {"copied", kUp, "owned, too: a second reference to what the other register keeps; counted"},
    {"moved", kNo, "owned: the reference changes its register, and no count changes"},
    {"on loan", kNo, "not counted: the local keeps the object until the call has returned, and does not change before"},
    {"constant", kNo, "not counted: the code object keeps it, and the frame keeps the code object"},
    {"immediate", kNo, "no object: None, True, False, or a small number of the interpreter"},
    {"saved", kNo, "the exception that was handled before, moved there and back"},
    {"emptied", kDown, "its reference ends here; counted down if it was counted"},
    {"drops old", kDown, "what the register held before ends; counted down if it was counted"},
    {"local", kNo, "read in place: the variable keeps the object, so nothing is counted"},
    {"argument", kNo,
     "read in place: a parameter. What the caller has lent it is not counted here either, and a copy of it is not"},
    {"temporary", kNo, "read in place, and needed again"},
    {"taken", kDown,
     "a temporary that ends here: the reference moves into the result or into a container, or is counted down"},
    {"taken, uncounted", kNo,
     "a temporary that ends here, and had no count: a constant, an immediate, or a local on loan"},
    {"kept", kUp, "a local, read and stored elsewhere, too: counted for that"},
    {"exchanged", kNo, "both references stay, in each other's registers"},
    {"iterated", kDown, "the iterator of the loop; it ends with the loop"},
    {"locals end", kDown, "what the function's variables still hold ends with it"},
};

// A constant as the name of an operand: its beginning, without what separates words.
std::string short_name(const std::string& constant) {
  constexpr size_t kMost = 16;
  size_t end = std::min(constant.find_first_of(";:"), kMost);
  return constant.size() <= end ? constant : constant.substr(0, end) + "...";
}

// Which registers are parameters that no instruction overwrites.
std::vector<bool> plain_parameters(const Code* code) {
  std::vector<bool> plain(code->frame_size);
  std::fill_n(plain.begin(), std::min(code->parameters(), code->locals), true);
  for (u32 w = 0; w < code->word_count; w = comp::next_instruction(code, w)) {
    const OpInfo& info = comp::op_info(comp::generic_op(&code->words[w]));
    for (int i = 0; i < 3; ++i) {
      u32 reg = comp::plain_register(comp::operand_of(comp::instruction_at(code, w), i));
      bool written = info.operands[i].kind == OperandKind::destination ||
                     info.operands[i].read == comp::Read::exchanges || info.operands[i].kind == OperandKind::run;
      if (written && reg < plain.size()) plain[reg] = false;
    }
  }
  return plain;
}

class Owners {
 public:
  Owners(rt::Thread& t, const Code* code) : code_(code), decoder_(t, code), parameters_(plain_parameters(code)) {
    comp::Finding finding;
    comp::check_flow(code, &states_, &finding);  // code that breaks a rule is listed as far as it is understood
  }

  // Fills *counting with "+-" and *words with "x: new; box: local". False: an error is pending.
  bool tell_py(u32 word, std::string* counting, std::string* words) {
    comp::Instruction decoded;
    if (!decoder_.decode_py(word, &decoded)) return false;
    word_ = word;
    changes_ = kNo;
    words_.clear();
    const OpInfo& info = comp::op_info(decoded.op);
    size_t shown = 0;  // of the decoded operands
    for (int i = 0; i < 3; ++i) {
      const OperandInfo& operand = info.operands[i];
      if (operand.kind == OperandKind::unused) continue;
      std::string text = shown < decoded.operands.size() ? decoded.operands[shown++].text : "";
      tell(operand, comp::operand_of(comp::instruction_at(code_, word), i), info, text);
    }
    if (comp::leaves_function(decoded.op)) say("", {kLocals});
    *counting = std::string(changes_ & kUp ? "+" : " ") + (changes_ & kDown ? "-" : " ");
    *words = std::move(words_);
    return true;
  }

  const std::vector<bool>& used() const { return used_; }

 private:
  Held held(u32 reg) const {
    bool known = word_ < states_.size() && reg < states_[word_].held.size();
    return known ? states_[word_].held[reg] : Held::kOwned;
  }

  void say(const std::string& operand, std::initializer_list<WordId> ids) {
    words_ += (words_.empty() ? "" : "; ") + (operand.empty() ? "" : operand + ": ");
    const char* separator = "";
    for (WordId id : ids) {
      words_ += std::string(std::exchange(separator, ", ")) + kWords[id].word;
      changes_ |= kWords[id].counting;
      used_[id] = true;
    }
  }

  void tell(const OperandInfo& operand, u16 bits, const OpInfo& info, const std::string& text) {
    switch (operand.kind) {
      case OperandKind::constant:
        if (!operand.wide || info.operands[0].kind == OperandKind::unused) say(short_name(text), {kConstant});
        return;  // else the destination has said it
      case OperandKind::code: return say(short_name(text), {kConstant});
      case OperandKind::read_register:
        if (bits != comp::kNoRegister) read(operand.read, bits, text);
        return;
      case OperandKind::destination: return write(operand.write, bits, info, text);
      case OperandKind::run: return run(operand.run, text);
      default: return;
    }
  }

  // A register that is read in place.
  WordId in_place(u32 reg) const {
    if (reg >= code_->locals) return kTemporary;
    return parameters_[reg] ? kArgument : kLocal;
  }

  void read(comp::Read how, u16 bits, const std::string& text) {
    u32 reg = comp::plain_register(bits);
    bool takes = how == comp::Read::takes || (bits & comp::kTempBit);
    if (how == comp::Read::exchanges) return say(text, {kExchanged});
    if (how == comp::Read::takes_saved_exception) return say(text, {kSaved});
    if (takes)
      return say(text, {held(reg) == Held::kOwned || held(reg) == Held::kException ? kTaken : kTakenUncounted});
    if (how == comp::Read::lends && reg < code_->locals) return say(text, {kOnLoan});
    say(text, {how == comp::Read::keeps ? kKept : in_place(reg)});
  }

  void write(comp::Write how, u16 bits, const OpInfo& info, const std::string& text) {
    u32 reg = comp::plain_register(bits);
    WordId id = written(how, info);
    bool held_something = reg < code_->locals && (held(reg) == Held::kOwned || held(reg) == Held::kPerhaps);
    bool replaces = id != kEmptied && id != kLocal && (held_something || (bits & comp::kTempBit));
    if (replaces) say(text, {id, kDropsOld});
    else say(text, {id});
  }

  WordId written(comp::Write how, const OpInfo& info) const {
    using enum comp::Write;
    bool from_temporary = false;
    for (int i = 0; i < 3; ++i)
      from_temporary |= info.operands[i].kind == OperandKind::read_register &&
                        (comp::operand_of(comp::instruction_at(code_, word_), i) & comp::kTempBit);
    switch (how) {
      case immediate: return kImmediate;
      case uncounted: return kConstant;
      case copy_of_b: return from_temporary ? kMoved : kCopied;
      case loan_of_b: return from_temporary ? kMoved : kOnLoan;
      case saved_exception: return kSaved;
      case checked: return kLocal;
      case deleted:
      case emptied: return kEmptied;
      default: return kNew;
    }
  }

  void run(comp::Run how, const std::string& text) {
    using enum comp::Run;
    switch (how) {
      case iterates: return say(text, {kIterated});
      case writes_c:
      case writes_starred:
      case writes_pair: return say(text, {kNew});
      case writes_found_method: return say(text, {kOnLoan});
      case takes_c:
      case takes_2c:
      case takes_function_parts:
        if (comp::run_length(code_, word_, how)) say(text, {kTaken});
        return;
      default: return say(text, {kTaken});
    }
  }

  const Code* code_;
  comp::Decoder decoder_;
  std::vector<bool> parameters_;
  std::vector<comp::FrameState> states_;
  std::vector<bool> used_ = std::vector<bool>(kWordCount);
  // The current instruction:
  u32 word_ = 0;
  unsigned changes_ = kNo;
  std::string words_;
};

std::string padded(std::string text, size_t width) {
  text.resize(std::max(text.size(), width), ' ');
  return text;
}

// Adds the counting and the words to each line; `used`: which words have occurred.
bool add_words_py(rt::Thread& t, const Code* code, comp::CodeListing* listing, std::vector<bool>* used) {
  Owners owners(t, code);
  constexpr size_t kWidest = 50;
  size_t width = 0;
  for (const comp::ListedInstruction& one : listing->instructions) width = std::max(width, one.text.size());
  width = std::min(width, kWidest);
  for (comp::ListedInstruction& one : listing->instructions) {
    std::string counting, words;
    if (!owners.tell_py(one.word, &counting, &words)) return false;
    one.text = padded(one.text, width) + "  " + counting + "  " + words;
    one.text.resize(one.text.find_last_not_of(' ') + 1);
  }
  for (size_t i = 0; i < used->size(); ++i) (*used)[i] = (*used)[i] || owners.used()[i];
  return true;
}

std::string legend(const std::vector<bool>& used) {
  std::string text =
      "\n+  the instruction may count an object up      -  it may count one down\n"
      "Neither happens to what holds no object, and to references that need no count when the program runs: to "
      "immortal\n"
      "objects, to functions, classes and modules (only a collection ends them), to constants, to arguments that the\n"
      "caller keeps";
  text += gc::kFreeThreaded ? ", and to objects of other threads that are lent (they outlive a grace period).\n\n"
                            : ".\n\n";
  for (u32 i = 0; i < kWordCount; ++i) {
    if (!used[i]) continue;
    const Word& word = kWords[i];
    std::string sign = std::string(word.counting & kUp ? "+" : " ") + (word.counting & kDown ? "-" : " ");
    text += sign + " " + padded(word.word, 18) + word.text + '\n';
  }
  return text;
}

}  // namespace

Ref owners_listing_py(rt::Thread& t, Code* code) {
  std::string text;
  std::vector<bool> used(kWordCount);
  auto edit = [&](Code* one, comp::CodeListing* listing) { return add_words_py(t, one, listing, &used); };
  return comp::add_listings_py(t, code, &text, edit) ? rt::make_str(t, text + legend(used)) : Ref();
}

}  // namespace vm
