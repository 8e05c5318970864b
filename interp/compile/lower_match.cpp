// The match statement. Each case is a sequence of tests, of which the first mismatch jumps to the next case. Names are
// bound only after the whole pattern has matched.
//
// The subject stays in one temporary for all cases. The parts that a pattern takes out of it lie in further
// temporaries. `live_` lists those that hold values, so that a mismatch releases exactly them on its way to the next
// case.
#include "interp/compile/lower.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/text/str.h"

namespace comp {

using namespace syn;

class PatternLowering {
 public:
  explicit PatternLowering(Lowering& lowering) : l_(lowering) {}

  // Tests `subject`, a temporary that keeps its value. A mismatch jumps to `mismatch`, where no other temporary of this
  // pattern holds a value; a match falls through.
  void match_case(const Pattern* p, u16 subject, bool may_be_irrefutable, Label mismatch) {
    target_ = mismatch;
    irrefutable_allowed_ = may_be_irrefutable;
    pattern(p, subject, false);
  }
  void bind_names() {
    for (const Capture& c : captures_) l_.store_name(c.name, c.reg | kTempBit);
  }
  // Emits the ways out of mismatches that must release temporaries first. Control must not fall into this code.
  // They have the line of the pattern.
  void emit_exits(const Pattern* p) {
    for (const Exit& e : exits_) {
      l_.bind(e.label);
      l_.at(p);
      for (u16 reg : e.held) l_.emit(Op::CLEAR, reg);
      l_.out().jump(target_);
    }
    exits_.clear();
  }

 private:
  struct Capture {
    const Symbol* name;
    u16 reg;
  };
  struct Exit {
    std::vector<u16> held;
    Label label;
  };

  Emitter& out() { return l_.out(); }
  void fail(const Node* node, std::string message) { l_.fail(node->at, std::move(message)); }
  u16 hold(u16 reg) {
    live_.push_back(reg);
    return reg;
  }
  void let_go(u16 reg) { live_.erase(std::find(live_.begin(), live_.end(), reg)); }
  // The operand for the last use of a value. If the pattern owns the value's temporary, the instruction consumes it.
  u16 last_use(u16 reg, bool owned) {
    if (!owned) return reg;
    let_go(reg);
    return reg | kTempBit;
  }
  void discard(u16 reg, bool owned) {
    if (owned) l_.emit(Op::CLEAR, plain(last_use(reg, true)));
  }
  static u16 plain(u16 operand) { return operand & 0x7fff; }

  // The label for a mismatch at this point: it releases the temporaries that are live now.
  Label mismatch() {
    const std::vector<u16>& held = live_;
    if (held.empty()) return target_;
    for (const Exit& e : exits_)
      if (e.held == held) return e.label;
    exits_.push_back({held, l_.new_label()});
    return exits_.back().label;
  }
  void require(u16 truth) { out().jump_if(false, truth | kTempBit, mismatch()); }

  void pattern(const Pattern* p, u16 value, bool owned) {
    if (l_.failed_) return;
    rt::NativeDepth depth(l_.t_, " during compilation");
    if (!depth) return l_.fail_pending();
    l_.at(p);
    switch (p->kind) {
      case Kind::MatchValue: return match_value(as<MatchValue>(p), value, owned);
      case Kind::MatchSingleton: return singleton(as<MatchSingleton>(p), value, owned);
      case Kind::MatchSequence: return sequence(as<MatchSequence>(p), value, owned);
      case Kind::MatchMapping: return mapping(as<MatchMapping>(p), value, owned);
      case Kind::MatchClass: return match_class(as<MatchClass>(p), value, owned);
      case Kind::MatchAs: return match_as(as<MatchAs>(p), value, owned);
      case Kind::MatchOr: return match_or(as<MatchOr>(p), value, owned);
      default: return fail(p, "can't use starred expression here");
    }
  }
  void subpattern(const Pattern* p, u16 value) {
    bool outer = std::exchange(irrefutable_allowed_, true);
    pattern(p, value, true);
    irrefutable_allowed_ = outer;
  }

  void match_value(const MatchValue* p, u16 value, bool owned) {
    if (i32 k = l_.constant_operand(p->value); k >= 0) {
      u16 left = last_use(value, owned);
      return out().jump_compare(Op::JUMP_IF_NOT_EQ_K, left, static_cast<u16>(k), mismatch());
    }
    TempScope temps(l_.regs());
    u16 right = l_.operand(p->value);
    l_.at(p);
    u16 left = last_use(value, owned);
    out().jump_compare(Op::JUMP_IF_NOT_EQ, left, right, mismatch());
  }

  void singleton(const MatchSingleton* p, u16 value, bool owned) {
    u16 k = l_.constant16(literal_value(l_.t_, p->value));
    u16 left = last_use(value, owned);
    out().jump_compare(Op::JUMP_IF_NOT_IS_K, left, k, mismatch());
  }

  // ---- names

  void capture(const Node* node, const Symbol* name, u16 value, bool owned) {
    name = l_.spelling(name);
    for (const Capture& c : captures_)
      if (c.name == name)
        return fail(node, "multiple assignments to name '" + std::string(name->text) + "' in pattern");
    if (!owned) {
      u16 copy = l_.temp();
      l_.emit(Op::MOVE, copy, value);
      value = hold(copy);
    }
    captures_.push_back({name, value});
  }

  void match_as(const MatchAs* p, u16 value, bool owned) {
    if (p->pattern) {
      pattern(p->pattern, value, false);
      l_.at(p);
      return capture(p, p->name, value, owned);
    }
    if (!irrefutable_allowed_) {
      return fail(p, p->name ? "name capture '" + std::string(p->name->text) + "' makes remaining patterns unreachable"
                             : "wildcard makes remaining patterns unreachable");
    }
    if (p->name) capture(p, p->name, value, owned);
    else discard(value, owned);
  }

  // ---- sequences

  static bool is_wildcard(const Pattern* p) {
    auto* as_pattern = try_as<MatchAs>(p);
    return as_pattern && !as_pattern->pattern && !as_pattern->name;
  }

  void sequence(const MatchSequence* p, u16 value, bool owned) {
    u32 n = static_cast<u32>(p->patterns.size()), star = n;
    bool only_wildcards = true;
    for (u32 i = 0; i < n; ++i) {
      auto* s = try_as<MatchStar>(p->patterns[i]);
      only_wildcards &= s ? !s->name : is_wildcard(p->patterns[i]);
      if (!s) continue;
      if (star < n) return fail(p, "multiple starred names in sequence pattern");
      star = i;
    }
    bool has_star = star < n;
    u32 fixed = n - has_star;
    if (fixed > kMaxItems) return fail(p, "too many sub-patterns in sequence pattern");
    u16 truth = l_.temp();
    l_.emit(Op::MATCH_SEQUENCE, truth, value, static_cast<u16>(fixed << 1 | has_star));
    require(truth);
    if (only_wildcards) return discard(value, owned);
    if (n > kMaxRun) return items_of_list(p, star, value, owned);
    if (has_star && !as<MatchStar>(p->patterns[star])->name) return items_around_star(p, star, value, owned);
    u16 window = l_.temp(n);
    if (has_star) l_.emit(Op::UNPACK_EX, window, last_use(value, owned), static_cast<u16>(star | (n - 1 - star) << 8));
    else l_.emit(Op::UNPACK, window, last_use(value, owned), static_cast<u16>(n));
    for (u32 i = 0; i < n; ++i) hold(static_cast<u16>(window + i));
    for (u32 i = 0; i < n; ++i) {
      const Pattern* item = p->patterns[i];
      u16 reg = static_cast<u16>(window + i);
      if (auto* s = try_as<MatchStar>(item)) capture(item, s->name, reg, true);
      else subpattern(item, reg);
    }
  }

  // [a, *_, b]: only the items that the pattern names are fetched, by index.
  void items_around_star(const MatchSequence* p, u32 star, u16 value, bool owned) {
    u32 n = static_cast<u32>(p->patterns.size());
    for (u32 i = 0; i < n; ++i) {
      if (i == star || is_wildcard(p->patterns[i])) continue;
      u16 item = l_.temp();
      l_.at(p->patterns[i]);
      l_.emit(Op::MATCH_ITEM, item, value, static_cast<u16>(i < star ? i : kFromEnd | (n - i)));
      subpattern(p->patterns[i], hold(item));
    }
    discard(value, owned);
  }

  // Many items: they are put into a list, and each is taken out of it when its turn comes.
  void items_of_list(const MatchSequence* p, u32 star, u16 value, bool owned) {
    u32 n = static_cast<u32>(p->patterns.size());
    u16 list = l_.temp();
    l_.emit(Op::UNPACK_EX, list, last_use(value, owned), 0);
    hold(list);
    for (u32 i = 0; i < n; ++i) {
      auto* s = try_as<MatchStar>(p->patterns[i]);
      if (s && s->name) capture(s, s->name, hold(rest_of_list(list, i, n - 1 - i)), true);
      if (s || is_wildcard(p->patterns[i])) continue;
      match_item(p->patterns[i], list, i < star ? i : kFromEnd | (n - i));
    }
    discard(list, true);
  }

  // list[before:-after], or list[before:].
  u16 rest_of_list(u16 list, u32 before, u32 after) {
    u16 rest = l_.temp();
    TempScope temps(l_.regs());
    u16 bounds = l_.temp(2);
    l_.load_constant(bounds, rt::make_int(l_.t_, before));
    if (after) l_.load_constant(bounds + 1, rt::make_int(l_.t_, -i64{after}));
    else l_.load_none(bounds + 1);
    l_.emit(Op::GET_SLICE, rest, list, bounds);
    return rest;
  }

  // Fetches an item of `from`, which is kept, and matches it. If the pattern keeps nothing of it, its registers are
  // given up.
  void match_item(const Pattern* p, u16 from, u32 index) {
    u16 mark = l_.regs().top();
    size_t captures = captures_.size(), live = live_.size();
    u16 item = l_.temp();
    l_.at(p);
    l_.emit(Op::MATCH_ITEM, item, from, static_cast<u16>(index));
    subpattern(p, hold(item));
    if (captures_.size() == captures && live_.size() == live) l_.regs().release_to(mark);
  }

  // ---- mappings

  // Builds the tuple of the keys in `dest`. Equal literal keys are a syntax error.
  void keys(const MatchMapping* p, u16 dest) {
    Ref seen = rt::make_set(l_.t_);
    for (const Expr* key : p->keys) {
      Ref constant = seen && !l_.failed_ ? l_.fold(key) : Ref();
      if (!constant) continue;
      int present = rt::set_contains_py(l_.t_, rt::as_set(seen), constant);
      if (present > 0) {
        Ref text = rt::format_message(l_.t_, "mapping pattern checks duplicate key (%R)", constant.get());
        if (text) fail(p, std::string(rt::Utf8(l_.t_, text).view()));
      }
      if (present != 0 || !rt::set_add_py(l_.t_, rt::as_set(seen), constant)) return l_.fail_pending();
    }
    l_.at(p);
    l_.build_tuple(p->keys, dest);
  }

  void mapping(const MatchMapping* p, u16 value, bool owned) {
    u32 n = static_cast<u32>(p->keys.size());
    if (n > kMaxItems) return fail(p, "too many sub-patterns in mapping pattern");
    u16 truth = l_.temp();
    l_.emit(Op::MATCH_MAPPING, truth, value, static_cast<u16>(n));
    require(truth);
    if (n == 0 && !p->rest) return discard(value, owned);
    u16 key_tuple = l_.temp();
    keys(p, key_tuple);
    hold(key_tuple);
    u16 values = l_.temp();
    l_.at(p);
    l_.emit(Op::MATCH_KEYS, values, value, key_tuple);
    hold(values);
    out().jump_compare(Op::JUMP_IF_IS_K, values, l_.constant16(rt::none()), mismatch());
    u16 rest = p->rest ? l_.temp() : kNoRegister;
    if (p->rest) {
      l_.emit(Op::MATCH_REST, rest, last_use(value, owned), last_use(key_tuple, true));
      hold(rest);
    } else {
      discard(key_tuple, true);
      discard(value, owned);
    }
    unpack_and_match(p->patterns, {}, values);
    if (p->rest) capture(p, p->rest, rest, true);
  }

  // Unpacks the tuple in `values` and matches its items.
  void unpack_and_match(Span<Pattern*> first, Span<Pattern*> second, u16 values) {
    u32 n = static_cast<u32>(first.size() + second.size());
    if (n == 0) return discard(values, true);
    auto item_at = [&](u32 i) { return i < first.size() ? first[i] : second[i - first.size()]; };
    if (n > kMaxRun) {
      for (u32 i = 0; i < n; ++i) match_item(item_at(i), values, i);
      return discard(values, true);
    }
    u16 window = l_.temp(n);
    l_.emit(Op::UNPACK, window, last_use(values, true), static_cast<u16>(n));
    for (u32 i = 0; i < n; ++i) hold(static_cast<u16>(window + i));
    for (u32 i = 0; i < n; ++i) subpattern(item_at(i), static_cast<u16>(window + i));
  }

  // ---- classes

  void match_class(const MatchClass* p, u16 value, bool owned) {
    for (u32 i = 0; i < p->kwd_attrs.size(); ++i) {
      const Symbol* name = p->kwd_attrs[i];
      if (name->text == "__debug__") return fail(p->kwd_patterns[i], "cannot assign to __debug__");
      for (u32 j = 0; j < i; ++j)
        if (p->kwd_attrs[j] == name)
          return fail(p->kwd_patterns[i], "attribute name repeated in class pattern: " + std::string(name->text));
    }
    if (p->patterns.size() + p->kwd_attrs.size() > kMaxItems) return fail(p, "too many sub-patterns in class pattern");
    std::vector<const Symbol*> names;  // private names are not mangled here
    for (const Symbol* name : p->kwd_attrs) names.push_back(l_.table_.intern(name->text));
    u16 values = l_.temp();
    u16 cls = l_.operand(p->cls, values);
    l_.at(p);
    u64 name_tuple = l_.constant(l_.names_tuple(names));
    l_.emit(Op::MATCH_CLASS, values, value, cls, p->patterns.size() | name_tuple << 32);
    hold(values);
    out().jump_compare(Op::JUMP_IF_IS_K, values, l_.constant16(rt::none()), mismatch());
    discard(value, owned);
    unpack_and_match(p->patterns, p->kwd_patterns, values);
  }

  // ---- alternatives

  // The names that a pattern binds, in order.
  void collect_names(const Pattern* p, std::vector<const Symbol*>& names) {
    auto all = [&](Span<Pattern*> list) {
      for (const Pattern* q : list) collect_names(q, names);
    };
    auto add = [&](const Symbol* name) {
      if (name) names.push_back(l_.spelling(name));
    };
    switch (p->kind) {
      case Kind::MatchSequence: return all(as<MatchSequence>(p)->patterns);
      case Kind::MatchMapping: all(as<MatchMapping>(p)->patterns); return add(as<MatchMapping>(p)->rest);
      case Kind::MatchClass: all(as<MatchClass>(p)->patterns); return all(as<MatchClass>(p)->kwd_patterns);
      case Kind::MatchStar: return add(as<MatchStar>(p)->name);
      case Kind::MatchAs:
        if (as<MatchAs>(p)->pattern) collect_names(as<MatchAs>(p)->pattern, names);
        return add(as<MatchAs>(p)->name);
      case Kind::MatchOr: return collect_names(as<MatchOr>(p)->patterns[0], names);
      default: return;
    }
  }

  // All alternatives leave their captures in the same registers, so that the code behind does not depend on which one
  // has matched.
  void match_or(const MatchOr* p, u16 value, bool owned) {
    std::vector<const Symbol*> names;
    collect_names(p->patterns[0], names);
    u16 first = l_.temp(static_cast<u32>(names.size()));
    Label matched = l_.new_label();
    for (u32 i = 0; i < p->patterns.size(); ++i) {
      Label next = l_.new_label();
      alternative(p, i, value, names, first, matched, next);
      if (l_.failed_) return;
      l_.bind(next);
    }
    l_.at(p);
    out().jump(mismatch());
    l_.bind(matched);
    for (u32 i = 0; i < names.size(); ++i) {
      for (const Capture& c : captures_)
        if (c.name == names[i])
          return fail(p, "multiple assignments to name '" + std::string(names[i]->text) + "' in pattern");
      captures_.push_back({names[i], hold(static_cast<u16>(first + i))});
    }
    discard(value, owned);
  }

  void alternative(const MatchOr* p, u32 i, u16 value, const std::vector<const Symbol*>& names, u16 first,
                   Label matched, Label next) {
    TempScope temps(l_.regs());
    PatternLowering inner(l_);
    inner.target_ = next;
    inner.irrefutable_allowed_ = irrefutable_allowed_ && i + 1 == p->patterns.size();
    inner.pattern(p->patterns[i], value, false);
    if (l_.failed_) return;
    bool same = inner.captures_.size() == names.size();
    for (const Capture& c : inner.captures_) same &= std::find(names.begin(), names.end(), c.name) != names.end();
    if (!same) return fail(p, "alternative patterns bind different names");
    for (u32 n = 0; n < names.size(); ++n) {
      for (const Capture& c : inner.captures_)
        if (c.name == names[n]) l_.emit(Op::MOVE, static_cast<u16>(first + n), c.reg | kTempBit);
    }
    out().jump(matched);
    inner.emit_exits(p->patterns[i]);
  }

  static constexpr u16 kFromEnd = 0x8000;
  static constexpr u32 kMaxItems = 0x7fff;  // what an operand without this bit can say

  Lowering& l_;
  Label target_ = kNoLabel;
  bool irrefutable_allowed_ = true;
  std::vector<u16> live_;  // temporaries that hold parts of the subject, and captured values
  std::vector<Capture> captures_;
  std::vector<Exit> exits_;
};

void Lowering::match_statement(const Match* s) {
  u16 subject = temp();
  expr_to(s->subject, subject);
  Label end = new_label();
  for (u32 i = 0; i < s->cases.size(); ++i) {
    if (failed_) return;
    TempScope temps(regs());
    const MatchCase* c = s->cases[i];
    Label next = new_label();
    PatternLowering lowering(*this);
    lowering.match_case(c->pattern, subject, c->guard || i + 1 == s->cases.size(), next);
    if (failed_) return;
    lowering.bind_names();
    if (c->guard) branch(c->guard, false, next);
    at(c->pattern);
    emit(Op::CLEAR, subject);
    body(c->body);
    out().jump(end);
    lowering.emit_exits(c->pattern);
    bind(next);
  }
  at(s->cases.back()->pattern);  // no case matches: the last line that was tried
  emit(Op::CLEAR, subject);
  bind(end);
}

}  // namespace comp
