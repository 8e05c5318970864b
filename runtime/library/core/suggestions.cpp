// _suggestions: the name that was meant, for the module traceback.
#include "runtime/object/native.h"
#include "runtime/object/ops.h"
#include "runtime/text/similar.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

constexpr u64 kMostCandidates = 750;  // with so many, looking for the best one takes too long

Ref generate_suggestions(Thread& t, Value candidates, Value item) {
  if (!is_str(item)) return raise_type_error(t, "_generate_suggestions() argument 2 must be str, not %A", item);
  if (!is_list(candidates)) return raise_type_error(t, "candidates must be a list");
  Ref copy = to_list_py(t, candidates);  // other threads may change the list
  if (!copy) return Ref();
  List& names = *as_list(copy);
  for (u64 i = 0; i < names.size(); ++i) {
    if (!is_str(names[i])) return raise_type_error(t, "all elements in 'candidates' must be strings");
  }
  if (names.size() >= kMostCandidates) return none();
  Utf8 wrong(t, item);
  if (!wrong.ok()) return Ref();
  std::string name = misspelt_name(item);
  text::ClosestName closest(name);
  Value best;
  for (u64 i = 0; i < names.size(); ++i) {
    Utf8 candidate(t, names[i]);
    if (!candidate.ok()) return Ref();
    if (closest.offer(candidate.view())) best = names[i];
  }
  return best ? Ref::share(t, best) : none();
}

constexpr MethodDef kFunctions[] = {{"_generate_suggestions", generate_suggestions, "(candidates, item, /)",
                                     "The candidate that is most similar to item, or None if none is."},
                                    {}};

}  // namespace

extern const ModuleDef kUnderSuggestionsModule = {
    .name = "_suggestions", .doc = "Names that may have been meant.", .methods = kFunctions};

}  // namespace rt
