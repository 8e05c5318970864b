#include "interp/modules/suggestions.h"

#include <algorithm>
#include <string>
#include <vector>

#include "interp/vm/frame.h"
#include "runtime/object/names.h"
#include "runtime/types/list.h"
#include "runtime/types/str.h"

namespace vm {

namespace {

constexpr size_t kMaxCandidates = 750, kMaxLength = 40;
constexpr int kMoveCost = 2, kCaseCost = 1;

int substitution_cost(char a, char b) {
  if (a == b) return 0;
  return (a ^ b) == 32 && isalpha(static_cast<unsigned char>(a)) ? kCaseCost : kMoveCost;
}

// Levenshtein distance with cheap changes of case; anything above `limit` gives limit + 1.
int distance(std::string_view a, std::string_view b, int limit) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) a.remove_prefix(1), b.remove_prefix(1);
  while (!a.empty() && !b.empty() && a.back() == b.back()) a.remove_suffix(1), b.remove_suffix(1);
  if (a.size() > kMaxLength || b.size() > kMaxLength) return limit + 1;
  std::vector<int> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<int>(j) * kMoveCost;
  for (size_t i = 0; i < a.size(); ++i) {
    int diagonal = row[0];
    row[0] = static_cast<int>(i + 1) * kMoveCost;
    for (size_t j = 0; j < b.size(); ++j) {
      int best = std::min({diagonal + substitution_cost(a[i], b[j]), row[j] + kMoveCost, row[j + 1] + kMoveCost});
      diagonal = row[j + 1];
      row[j + 1] = best;
    }
  }
  return std::min(row[b.size()], limit + 1);
}

// The best of `candidates` (an iterable of names) for `wrong`, better than *best so far.
bool search_py(Thread& t, Value candidates, Value wrong, Ref* found, int* best) {
  Ref names = rt::to_list_py(t, candidates);
  rt::Utf8 text(t, wrong);
  if (!names || !text.ok()) return false;
  auto* list = rt::as_list(names);
  if (list->size() > kMaxCandidates) return true;
  for (u64 i = 0; i < list->size(); ++i) {
    Value name = (*list)[i];
    if (!rt::is_str(name) || rt::str_equal(name, wrong)) continue;
    rt::Utf8 candidate(t, name);
    if (!candidate.ok()) return false;
    int limit = static_cast<int>(text.view().size() + candidate.view().size() + 3) * kMoveCost / 6;
    limit = std::min(limit, *best - 1);
    int d = distance(text.view(), candidate.view(), limit);
    if (d > limit) continue;
    *best = d;
    *found = Ref::share(t, name);
  }
  return true;
}

// The innermost frame of the exception's traceback.
Value innermost_frame(const rt::BaseException* e) {
  Value traceback = e->traceback.get();
  while (traceback && traceback.as<rt::Traceback>()->next.get()) traceback = traceback.as<rt::Traceback>()->next.get();
  return traceback ? traceback.as<rt::Traceback>()->frame.get() : Value();
}

bool search_scopes_py(Thread& t, Value frame, Value wrong, Ref* found, int* best) {
  for (const char* scope : {"f_locals", "f_globals", "f_builtins"}) {
    Ref space = rt::getattr_py(t, frame, scope);
    if (!space || !search_py(t, space, wrong, found, best)) return false;
  }
  return true;
}

}  // namespace

Ref suggestion_py(Thread& t, Value exception) {
  Ref found;
  int best = 1 << 20;
  Ref wrong = rt::getattr_optional_py(t, exception, rt::name(rt::N::name));
  if (!wrong || !rt::is_str(wrong)) return Ref();
  auto* e = rt::as_exception(exception);
  bool ok = true;
  if (rt::is_instance(exception, rt::kAttributeErrorType)) {
    Ref object = rt::getattr_optional_py(t, exception, rt::name(rt::N::obj));
    Ref dir = object ? rt::dict_get_cstr(t, rt::builtins_dict(), "dir") : Ref();
    Ref names = dir ? rt::call_py(t, dir, object) : Ref();
    ok = names && search_py(t, names, wrong, &found, &best);
  } else if (rt::is_instance(exception, rt::kNameErrorType)) {
    Value frame = innermost_frame(e);
    ok = frame && search_scopes_py(t, frame, wrong, &found, &best);
  }
  if (!ok) rt::clear_error(t);
  return found;
}

}  // namespace vm
