// refscope.watch(), history(), print_history() and sharing(), on top of gc/studio/.
#include "runtime/library/core/studio/refscope_studio.h"

#include <algorithm>

#include "gc/studio/watch.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/ops.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/float.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

constexpr StructSequenceField kStepFields[] = {{"seconds", "since the object is watched"},
                                               {"thread", "id of the thread, as refscope.thread_id() tells it"},
                                               {"event", "what happened, in a word"},
                                               {"count", "how often, for what the thread did again and again"},
                                               {"file", "source file of the instruction; '' if there was none"},
                                               {"line", "its line"},
                                               {"opcode", "its opcode"},
                                               {"text", "what happened, in a sentence"},
                                               {nullptr, nullptr}};
constexpr u32 kStepFieldCount = 8;
constexpr StructSequenceField kSharingFields[] = {{"objects", "[(atomic changes, type, id)] of objects that live"},
                                                  {"types", "[(atomic changes, type)]"},
                                                  {"lines", "[(atomic changes, file, line)]"},
                                                  {nullptr, nullptr}};
constexpr u32 kSharingFieldCount = 3;

Type* g_step_type = nullptr;  // made with the module, immortal
Type* g_sharing_type = nullptr;

bool make_type(Thread& t, Type** type, const char* name, const char* doc, const StructSequenceField* fields,
               u32 count) {
  if (*type) return true;
  *type = make_struct_sequence(t, name, doc, fields, count);
  if (*type) gc::make_immortal(*type);
  return *type != nullptr;
}

// The history of a watched object, or that with a number. Empty: an error is pending.
std::optional<gc::History> find_history(Thread& t, Value x) {
  std::optional<gc::History> found;
  if (x.is_small_int()) found = gc::history_numbered(static_cast<u64>(x.small()));
  else if (x.is_pointer()) found = gc::history_of(x.object());
  if (!found && x.is_small_int()) raise(t, kValueErrorType, "there is no history with that number");
  else if (!found) raise(t, kValueErrorType, "the object is not watched: call refscope.watch(object) first");
  return found;
}

Ref make_step(Thread& t, const gc::HistoryStep& step) {
  Ref items[kStepFieldCount] = {make_float(t, static_cast<double>(step.ns) / 1e9),
                                make_int(t, step.thread),
                                make_str(t, step.event),
                                make_uint(t, step.count),
                                make_str(t, step.place.file),
                                make_int(t, step.place.line),
                                make_str(t, step.place.opcode),
                                make_str(t, step.text)};
  for (const Ref& item : items)
    if (!item) return Ref();
  return make_struct_sequence_instance(t, g_step_type, items, kStepFieldCount);
}

// "  0.000123     1  published           x 1  file.py:7 SET_GLOBAL"
std::string line_of(const gc::HistoryStep& step) {
  char text[128];
  snprintf(text, sizeof text, "%12.6f %7u  %-18s %9llu  ", static_cast<double>(step.ns) / 1e9, step.thread, step.event,
           static_cast<unsigned long long>(step.count));
  const gc::Place& place = step.place;
  std::string where = place.file.empty() ? "-" : place.file + ":" + std::to_string(place.line) + " " + place.opcode;
  return text + where + "\n" + std::string(42, ' ') + step.text + "\n";
}

std::string text_of(const gc::History& history) {
  std::string text = "history " + std::to_string(history.number) + ": " + history.type + ", at first of thread " +
                     std::to_string(history.home) + "\n     seconds  thread  event                  count  where\n";
  for (const gc::HistoryStep& step : history.steps) text += line_of(step);
  if (history.left_out) text += "... and " + std::to_string(history.left_out) + " more steps\n";
  u64 by_owner = gc::count_of(history.counts, gc::ObjectEvent::incref_owner) +
                 gc::count_of(history.counts, gc::ObjectEvent::decref_owner);
  text += std::to_string(by_owner) + " counts by the owner, without an atomic instruction; " +
          std::to_string(gc::atomic_work(history.counts)) + " atomic changes\n";
  return text;
}

// ---- sharing

template <class Row>
void keep_worst(std::vector<Row>& rows, size_t n) {
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.work > b.work; });
  if (rows.size() > n) rows.resize(n);
}

struct Cost {
  u64 work;
  std::string name;
  i32 line = 0;
};

std::vector<Cost> costly_types(const gc::Counted& counted, size_t n) {
  std::vector<Cost> rows;
  for (auto& [type, counts] : counted.types)
    if (u64 work = gc::atomic_work(counts)) rows.push_back({work, type});
  keep_worst(rows, n);
  return rows;
}

std::vector<Cost> costly_lines(const gc::Counted& counted, size_t n) {
  std::map<std::pair<std::string, i32>, u64> sums;
  for (auto& [place, counts] : counted.places) sums[{place.file, place.line}] += gc::atomic_work(counts);
  std::vector<Cost> rows;
  for (auto& [line, work] : sums)
    if (work) rows.push_back({work, line.first, line.second});
  keep_worst(rows, n);
  return rows;
}

// A list of f(row), each a tuple. Empty: MemoryError is pending.
template <class Rows, class F>
Ref list_of(Thread& t, const Rows& rows, F f) {
  Ref list = make_list(t);
  for (auto& row : rows) {
    Ref tuple = list ? f(row) : Ref();
    if (!tuple || !list_append(t, as_list(list), std::move(tuple))) return Ref();
  }
  return list;
}

bool can_count(Thread& t, const char* function) {
  return gc::counts_events() ||
         raise(t, kRuntimeErrorType, "refscope.%s() needs events to be counted, which --races does not: add --refstats",
               function);
}

}  // namespace

bool init_refscope_studio(Thread& t, Value module) {
  return make_type(t, &g_step_type, "refscope.Step", "One transition of a watched object.", kStepFields,
                   kStepFieldCount) &&
         make_type(t, &g_sharing_type, "refscope.Sharing", "What has cost most atomic changes of counts and locks.",
                   kSharingFields, kSharingFieldCount) &&
         module_add(t, module, "Step", Ref::share(t, g_step_type)) &&
         module_add(t, module, "Sharing", Ref::share(t, g_sharing_type));
}

Ref studio_counts(Thread& t) {
  if (!can_count(t, "counts")) return Ref();
  gc::EventCounts counts = gc::counted_so_far().all;
  Ref result = make_dict(t);
  for (u32 i = 0; result && i < gc::kEventCount; ++i) {
    Ref name = intern(t, std::string_view(gc::kEventInfo[i].name)), count = make_uint(t, counts[i]);
    if (!name || !count || !dict_set_str(t, result.as<Dict>(), name.get(), std::move(count))) return Ref();
  }
  return result;
}

Ref studio_watch(Thread& t, Value x) {
  if (!can_count(t, "watch")) return Ref();
  if (!x.is_pointer())
    return raise_type_error(t, "%A is no object with counts: ints, floats, None, True and False have none", x);
  return make_int(t, gc::watch(t, x.object()));
}

Ref studio_history(Thread& t, Value x) {
  std::optional<gc::History> history = find_history(t, x);
  if (!history) return Ref();
  return list_of(t, history->steps, [&](const gc::HistoryStep& step) { return make_step(t, step); });
}

Ref studio_print_history_py(Thread& t, Value x) {
  std::optional<gc::History> history = find_history(t, x);
  Ref text = history ? make_str(t, text_of(*history)) : Ref();
  Ref out = text ? sys_get(t, "stdout") : Ref();
  if (!out) return t.error ? Ref() : raise(t, kRuntimeErrorType, "lost sys.stdout");
  Ref method = intern(t, std::string_view("write"));
  if (!method || !Ref(call_method_py(t, out, method, text))) return Ref();
  return none();
}

Ref studio_sharing_py(Thread& t, Value n) {
  if (!can_count(t, "sharing")) return Ref();
  i64 most;
  if (!index_i64_py(t, n, &most, nullptr)) return Ref();
  auto limit = static_cast<size_t>(std::max<i64>(most, 0));
  gc::Counted counted = gc::counted_so_far();
  Ref lists[kSharingFieldCount] = {
      list_of(t, gc::costliest_objects(limit),
              [&](const gc::CostlyObject& row) {
                Ref work = make_uint(t, row.work), type = make_str(t, row.type), id = make_uint(t, row.address);
                return work && type && id ? make_tuple(t, work, type, id) : Ref();
              }),
      list_of(t, costly_types(counted, limit),
              [&](const Cost& row) {
                Ref work = make_uint(t, row.work), type = make_str(t, row.name);
                return work && type ? make_tuple(t, work, type) : Ref();
              }),
      list_of(t, costly_lines(counted, limit), [&](const Cost& row) {
        Ref work = make_uint(t, row.work), file = make_str(t, row.name), line = make_int(t, row.line);
        return work && file && line ? make_tuple(t, work, file, line) : Ref();
      })};
  for (const Ref& list : lists)
    if (!list) return Ref();
  return make_struct_sequence_instance(t, g_sharing_type, lists, kSharingFieldCount);
}

}  // namespace rt
