// The whole report of an exception: Family first collects the exceptions that belong together (cause, context, members
// of groups), each once, since causes and contexts may form cycles; Report then writes them, oldest first.
#include "interp/report/exception_text.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "interp/report/frame_text.h"
#include "interp/report/message_text.h"
#include "runtime/object/ops.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/exceptions/exception.h"
#include "runtime/types/text/str.h"

namespace vm {

namespace {

using rt::BaseException;
using rt::Ref;
using rt::Thread;
using rt::Value;

constexpr size_t kMaxGroupWidth = 15, kMaxGroupDepth = 10;
constexpr int kNobody = -1;

// An exception of a report, with the indices of its relatives.
struct Node {
  Ref exception, traceback;
  int cause = kNobody, context = kNobody;  // indices of nodes
  bool is_group = false;
  std::vector<int> members;
};

// All exceptions that a report shows. Causes and contexts may form cycles, so an exception that is in the family
// already is not followed again. Only members of groups may appear several times.
class Family {
 public:
  Family(Thread& t, Value exception, Value traceback) : t_(t) {
    std::vector<int> open = {traceback ? add(Ref::share(t, exception), Ref::share(t, traceback))
                                       : add(Ref::share(t, exception))};
    while (!open.empty()) {
      int next = open.back();
      open.pop_back();
      add_relatives(next, open);
    }
  }
  const Node& operator[](int index) const { return nodes_[static_cast<size_t>(index)]; }

 private:
  int add(Ref exception, Ref traceback) {
    seen_.insert(exception.object());
    nodes_.push_back({std::move(exception), std::move(traceback)});
    nodes_.back().is_group = rt::is_exception_group(nodes_.back().exception);
    return static_cast<int>(nodes_.size()) - 1;
  }
  int add(Ref exception) {
    BaseException* e = rt::as_exception(exception);
    Ref traceback = rt::load_field(t_, e, e->traceback);
    return add(std::move(exception), std::move(traceback));
  }
  bool is_new(Value v) const { return v && rt::is_exception(v) && !seen_.contains(v.object()); }

  void add_relatives(int index, std::vector<int>& open) {
    Ref self = Ref::share(t_, nodes_[static_cast<size_t>(index)].exception);
    BaseException* e = rt::as_exception(self);
    Ref cause = rt::load_field(t_, e, e->cause);
    int cause_index = is_new(cause) ? add(std::move(cause)) : kNobody;
    Ref context =
        cause_index == kNobody && !e->suppress_context.load(gc::relaxed) ? rt::load_field(t_, e, e->context) : Ref();
    int context_index = is_new(context) ? add(std::move(context)) : kNobody;
    std::vector<int> members;
    if (nodes_[static_cast<size_t>(index)].is_group) {
      Ref all = rt::load_field(t_, e, e->fields[rt::field::kGroupExceptions]);
      auto* tuple = all && rt::is_tuple(all) ? rt::as_tuple(all) : nullptr;
      for (u64 i = 0; tuple && i < tuple->length; ++i) members.push_back(add(Ref::share(t_, (*tuple)[i])));
    }
    if (cause_index != kNobody) open.push_back(cause_index);
    if (context_index != kNobody) open.push_back(context_index);
    open.insert(open.end(), members.begin(), members.end());
    Node& node = nodes_[static_cast<size_t>(index)];
    node.cause = cause_index;
    node.context = context_index;
    node.members = std::move(members);
  }

  using u64 = rt::u64;
  Thread& t_;
  std::vector<Node> nodes_;
  std::set<const rt::Object*> seen_;
};

// Writes a family; groups are drawn as nested boxes.
class Report {
 public:
  Report(Thread& t, const Family& family, const Painter& painter) : t_(t), family_(family), painter_(painter) {}

  // Writes the exceptions that led to an exception (cause or context), oldest first, then the exception itself.
  void add_chain_py(int index) {
    std::vector<std::pair<int, const char*>> chain;
    while (index != kNobody) {
      const Node& node = family_[index];
      const char* link =
          node.cause != kNobody     ? "\nThe above exception was the direct cause of the following exception:\n\n"
          : node.context != kNobody ? "\nDuring handling of the above exception, another exception occurred:\n\n"
                                    : nullptr;
      chain.emplace_back(index, link);
      index = node.cause != kNobody ? node.cause : node.context;
    }
    for (auto link = chain.rbegin(); link != chain.rend(); ++link) {
      if (link->second) add(link->second);
      add_one_py(family_[link->first]);
    }
  }
  const std::string& text() const { return text_; }

 private:
  void add_one_py(const Node& node) {
    if (!node.is_group) {
      add_entries_py(node, "Traceback (most recent call last):\n");
      add(message_text_py(t_, node.exception, node.traceback, painter_));
    } else if (depth_ > kMaxGroupDepth) {
      add("... (max_group_depth is " + std::to_string(kMaxGroupDepth) + ")\n");
    } else {
      bool is_outermost = depth_ == 0;
      depth_ += is_outermost;
      add_entries_py(node, "Exception Group Traceback (most recent call last):\n", is_outermost ? '+' : '|');
      add(message_text_py(t_, node.exception, node.traceback, painter_));
      add_members_py(node);
      depth_ -= is_outermost;
    }
  }

  void add_entries_py(const Node& node, const char* title, char margin = '|') {
    std::string entries = traceback_text_py(t_, node.traceback, sources_, painter_);
    if (entries.empty()) return;
    add(title, margin);
    add(entries);
  }

  void add_members_py(const Node& node) {
    size_t count = std::min(node.members.size(), kMaxGroupWidth + 1);
    needs_close_ = false;
    for (size_t i = 0; i < count; ++i) {
      bool is_last = i + 1 == count, is_rest = i >= kMaxGroupWidth;
      if (is_last) needs_close_ = true;  // the last member closes the box itself if it is a group
      text_ += indent() + (i == 0 ? "+-" : "  ") + "+---------------- " + (is_rest ? "..." : std::to_string(i + 1)) +
               " ----------------\n";
      ++depth_;
      if (is_rest) add_rest(node.members.size() - kMaxGroupWidth);
      else add_chain_py(node.members[i]);
      if (is_last && needs_close_) {
        text_ += indent() + "+------------------------------------\n";
        needs_close_ = false;
      }
      --depth_;
    }
  }
  void add_rest(size_t count) {
    add("and " + std::to_string(count) + " more exception" + (count > 1 ? "s" : "") + "\n");
  }

  std::string indent() const { return std::string(2 * depth_, ' '); }

  // Lines, with the margin of the groups around them.
  void add(std::string_view lines, char margin = '|') {
    std::string prefix = depth_ ? indent() + margin + ' ' : "";
    while (!lines.empty()) {
      size_t end = std::min(lines.find('\n'), lines.size() - 1) + 1;
      text_ += prefix;
      text_ += lines.substr(0, end);
      lines.remove_prefix(end);
    }
  }

  Thread& t_;
  const Family& family_;
  const Painter& painter_;
  SourceLines sources_;
  std::string text_;
  size_t depth_ = 0;
  bool needs_close_ = false;
};

}  // namespace

Ref exception_text_py(Thread& t, Value exception, Value traceback, const Painter& painter) {
  Family family(t, exception, traceback);
  Report report(t, family, painter);
  report.add_chain_py(0);
  return rt::make_str(t, report.text());
}

}  // namespace vm
