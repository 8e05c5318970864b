// Draws the source lines of one traceback entry and the ~ and ^ marks below them. Positions arrive as byte offsets and
// are turned into display columns, since a wide character takes two columns of the terminal.
#include "interp/report/marked_lines.h"

#include <algorithm>
#include <set>

#include "interp/report/anchors.h"
#include "interp/syntax/characters.h"
#include "runtime/text/unicode.h"

namespace vm {

namespace {

using Lines = std::vector<std::string>;

constexpr const char* kIndent = "    ";

// The number of columns of the character at *i; moves *i behind the character.
size_t next_width(std::string_view text, size_t* i) {
  u32 size = 1;
  std::string_view width = rt::text::east_asian_width(syn::decode_character(text.data() + *i, &size));
  *i += size;
  return width == "W" || width == "F" ? 2 : 1;
}

size_t leading_blanks(const std::string& line) { return std::min(line.find_first_not_of(" \t"), line.size()); }

// Removes the white space that all lines begin with. Lines of white space only do not count, and become empty.
void dedent(Lines& lines) {
  const std::string* margin_line = nullptr;
  size_t margin = 0;
  for (std::string& line : lines) {
    size_t blanks = leading_blanks(line);
    if (blanks == line.size()) {
      line.clear();
    } else if (!margin_line) {
      margin_line = &line;
      margin = blanks;
    } else {
      auto [end, other] = std::mismatch(line.begin(), line.begin() + static_cast<ptrdiff_t>(std::min(margin, blanks)),
                                        margin_line->begin());
      margin = static_cast<size_t>(end - line.begin());
    }
  }
  for (std::string& line : lines) line.erase(0, std::min(margin, line.size()));
}

// The text from `start` to `end`, as lines.
Lines segment_of(const Lines& lines, TextPosition start, TextPosition end) {
  Lines segment(lines.begin() + static_cast<ptrdiff_t>(start.line),
                lines.begin() + static_cast<ptrdiff_t>(end.line) + 1);
  segment.back().resize(std::min(end.column, segment.back().size()));
  segment.front().erase(0, start.column);
  return segment;
}

// Writes chosen lines, each with its marks below.
class Marker {
 public:
  Marker(const Lines& lines, TextPosition start, TextPosition end, const Painter& painter)
      : lines_(lines),
        painter_(painter),
        first_column_(width(start)),
        end_column_(width(end)),
        anchors_(find_anchors(segment_of(lines, start, end))) {
    marking_ = is_worth_marking(lines, start, end, anchors_.has_value());
    if (!anchors_) return;
    if (anchors_->start.line == 0) anchors_->start.column += start.column;
    if (anchors_->end.line == 0) anchors_->end.column += start.column;
    anchors_->start.column = width(anchors_->start);  // display columns from here on
    anchors_->end.column = width(anchors_->end);
  }

  // The lines to show: the first, the last, and those around both ends of the anchors. A gap of one line is filled, a
  // longer one is replaced by the number of its lines.
  Lines text() {
    std::set<size_t> wanted = {0, lines_.size() - 1};
    if (anchors_) {
      for (size_t line : {anchors_->start.line, anchors_->end.line})
        wanted.insert({line ? line - 1 : 0, line, line + 1});
    }
    wanted.erase(lines_.size());
    size_t next = 0;
    for (size_t line : wanted) {
      if (line == next + 1) add(next);
      else if (line > next) out_.push_back("...<" + std::to_string(line - next) + " lines>...");
      add(line);
      next = line + 1;
    }
    return std::move(out_);
  }

 private:
  size_t width(TextPosition at) const { return display_width(std::string_view(lines_[at.line]).substr(0, at.column)); }

  void add(size_t line) {
    if (!marking_) return out_.push_back(lines_[line]);
    std::string marks_below = marks(line);
    out_.push_back(painted(lines_[line], marks_below));
    out_.push_back(painted(marks_below, marks_below));
  }

  // `text` in the colours of the marks that stand below it.
  std::string painted(const std::string& text, const std::string& marks) const {
    if (!painter_.is_colored()) return text;
    std::string out;
    size_t column = 0;
    for (size_t from = 0, to; from < text.size(); from = to) {
      char mark = column < marks.size() ? marks[column] : ' ';
      for (to = from; to < text.size() && (column < marks.size() ? marks[column] : ' ') == mark;
           column += next_width(text, &to)) {
      }
      std::string part = text.substr(from, to - from);
      out += mark == '^' ? painter_.error(part) : mark == '~' ? painter_.around(part) : part;
    }
    return out;
  }

  std::string marks(size_t line) const {
    size_t blank = leading_blanks(lines_[line]);
    if (line == 0) blank = std::max(blank, first_column_);
    size_t end = line == lines_.size() - 1 ? end_column_ : display_width(lines_[line]);
    std::string marks;
    for (size_t column = 0; column < end; ++column) marks += column < blank ? ' ' : mark_at({line, column});
    return marks;
  }

  char mark_at(TextPosition at) const {
    if (!anchors_) return '^';
    return anchors_->start <= at && at < anchors_->end ? '^' : '~';
  }

  const Lines& lines_;
  const Painter& painter_;
  size_t first_column_, end_column_;
  std::optional<Anchors> anchors_;
  bool marking_ = false;
  Lines out_;
};

}  // namespace

size_t display_width(std::string_view text) {
  size_t columns = 0;
  for (size_t i = 0; i < text.size();) columns += next_width(text, &i);
  return columns;
}

std::string marked_lines(const Lines& original, int column, int end_column, const Painter& painter) {
  Lines lines = original;
  size_t first_size = lines.front().size();
  dedent(lines);
  if (std::all_of(lines.begin(), lines.end(), [](const std::string& line) { return line.empty(); })) return "";
  if (column < 0 || end_column < 0) return kIndent + original.front().substr(leading_blanks(original.front())) + '\n';
  size_t removed = first_size - lines.front().size();
  auto position = [&](size_t line, int byte) {
    size_t at = std::min(static_cast<size_t>(byte), original[line].size());
    return TextPosition{line, at < removed ? 0 : std::min(at - removed, lines[line].size())};
  };
  TextPosition start = position(0, column), end = position(lines.size() - 1, end_column);
  Lines shown = Marker(lines, start, end, painter).text();
  dedent(shown);
  std::string text;
  for (const std::string& line : shown) text += kIndent + line + '\n';
  return text;
}

}  // namespace vm
