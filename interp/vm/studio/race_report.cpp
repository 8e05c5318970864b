// The text of the report.
#include "interp/vm/studio/race_report.h"

#include <algorithm>

#include "interp/vm/frame/generator.h"
#include "interp/vm/observe/site.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

std::string text_of(Value v);

std::string text_of_tuple(const rt::Tuple* tuple) {
  std::string text = "(";
  for (u64 i = 0; i < tuple->length; ++i) text += (i ? ", " : "") + text_of((*tuple)[i]);
  return text + (tuple->length == 1 ? ",)" : ")");
}

// A name, a key or an index; no Python code runs for it.
std::string text_of(Value v) {
  v = v.stripped();
  if (v.is_small_int()) return std::to_string(v.small());
  if (v == rt::kNone) return "None";
  if (v == rt::kTrue) return "True";
  if (v == rt::kFalse) return "False";
  if (v.is_inline_float()) return std::to_string(v.inline_float());
  if (v.is_pointer() && rt::is_str(v)) return "'" + rt::to_wtf8(v) + "'";
  if (rt::is_exact_tuple(v)) return text_of_tuple(rt::as_tuple(v));
  return std::string("(of type ") + rt::type_name(v) + ")";
}

std::string bare(Value name) { return name.is_pointer() && rt::is_str(name) ? rt::to_wtf8(name) : "of unknown name"; }

const char* verb(AccessKind kind) {
  switch (kind) {
    case AccessKind::kRead:
    case AccessKind::kItemRead: return "reads it";
    case AccessKind::kWrite: return "writes it";
    case AccessKind::kUpdate: return "changes it";
    case AccessKind::kItemWrite: return "writes an item";
    case AccessKind::kLength: return "reads its length or keys";
    case AccessKind::kContents: return "reads its contents";
    case AccessKind::kGrow: return "adds or removes an item";
    case AccessKind::kRearrange: return "moves or removes items";
    case AccessKind::kAdvance: return "advances it";
  }
  return "";
}

std::string locks_text(const std::vector<HeldLock>& locks) {
  if (locks.empty()) return "holds no lock";
  std::string text = "holds ";
  for (size_t i = 0; i < locks.size(); ++i)
    text +=
        (i ? ", " : "") + ("lock " + std::to_string(locks[i].lock) + " (taken at " + short_place(locks[i].taken) + ")");
  return text;
}

void append_stack(std::string& out, const std::vector<Site>& stack, FileLines& lines) {
  for (const Site& site : stack) {
    if (line_of(site) == 0) continue;
    if (&site != &stack[0] && file_of(site).ends_with("/threading.py")) break;  // the bottom of a thread
    out += "      File \"" + file_of(site) + "\", line " + std::to_string(line_of(site)) + ", in " +
           function_of_site(site) + "\n";
    const std::string& line = source_line_of(site, lines);
    if (!line.empty()) out += "        " + line + "\n";
  }
}

std::string advice(const RaceSide& a, const RaceSide& b) {
  constexpr const char* kOrder = "A lock held by both accesses would order them";
  if (a.locks.empty() && b.locks.empty()) return std::string(kOrder) + ".";
  if (!a.locks.empty() && !b.locks.empty()) return std::string(kOrder) + "; these hold different ones.";
  const RaceSide& with = a.locks.empty() ? b : a;
  const RaceSide& without = a.locks.empty() ? a : b;
  return std::string(kOrder) + ": " + with.thread + " held lock " + std::to_string(with.locks[0].lock) + ", taken at " +
         short_place(with.locks[0].taken) + "; " + without.thread + " held none.";
}

// "a list", "the list made at bank.py:12", "the list that Bank.__init__ made at bank.py:12".
std::string with_origin(const std::string& kind, const std::string& unknown, const Site& made) {
  if (!made.code) return unknown;
  std::string function = function_of_site(made);
  return "the " + kind + (function == "<module>" ? "" : " that " + function) + " made at " + short_place(made);
}

// The object of an access, which may be an instance of a class of the program.
std::string object_text(Value object, const Site& made) {
  if (rt::is_exact(object, rt::TypeId::kGenerator)) {
    std::string name = "generator " + bare(object.as<Generator>()->qualname.get());
    return with_origin(name, "the " + name, made);
  }
  std::string kind = rt::type_name(object);
  return with_origin(kind, "a " + kind, made);
}

}  // namespace

// The innermost frames may be of a library's function that acts for the program.
Site RaceSide::place() const {
  for (const Site& site : stack) {
    if (site.code && !is_of_library(site.code)) return site;
  }
  return stack.empty() ? Site{} : stack[0];
}

std::string describe_place(const Access& access, const Site& made) {
  Value object(access.object);
  switch (access.place) {
    case PlaceKind::kGlobal: return "the global " + bare(access.name);
    case PlaceKind::kVariable: return "the variable " + bare(access.name) + " of an enclosing function";
    case PlaceKind::kAttribute:
      if (rt::is_type(object))
        return "the attribute " + bare(access.name) + " of class " +
               rt::type_name(static_cast<rt::Type*>(access.object));
      return "the attribute " + bare(access.name) + " of " +
             with_origin(rt::type_name(object), std::string("an object of class ") + rt::type_name(object), made);
    case PlaceKind::kItem:
      return (access.name ? "item " + text_of(access.name) : "an item") + " of " + object_text(object, made);
    case PlaceKind::kKey: return "the key " + text_of(access.name) + " of " + object_text(object, made);
    case PlaceKind::kMember: return "the member " + text_of(access.name) + " of " + object_text(object, made);
    case PlaceKind::kWhole: return object_text(object, made);
  }
  return "";
}

RaceText race_text(const Race& race, FileLines& lines) {
  std::string text = "nothing orders two accesses of " + race.place + "\n";
  std::string places[2];
  for (int i = 0; i < 2; ++i) {
    const RaceSide& side = race.sides[i];
    places[i] = file_of(side.place()) + ":" + std::to_string(line_of(side.place()));
    text += "  " + side.thread + " " + verb(side.kind) + " and " + locks_text(side.locks) + ":\n";
    append_stack(text, side.stack, lines);
  }
  auto [first, second] = std::minmax(places[0], places[1]);
  return {first + " " + second, text + "  " + advice(race.sides[0], race.sides[1]) + "\n"};
}

std::string race_report(const std::vector<Race>& races, u64 left_out) {
  std::string out;
  FileLines lines;
  for (size_t i = 0; i < races.size(); ++i)
    out += "Race " + std::to_string(i + 1) + ": " + race_text(races[i], lines).text;
  u64 all = races.size() + left_out;
  out += std::to_string(all) + (all == 1 ? " race" : " races") + " found";
  if (left_out) out += "; the first " + std::to_string(races.size()) + " are shown";
  return out + ".\n";
}

}  // namespace vm
