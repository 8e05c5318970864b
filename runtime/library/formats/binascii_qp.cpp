// binascii: quoted-printable (RFC 1521, and RFC 1522 for headers).
#include <cstring>

#include "runtime/library/formats/binascii.h"
#include "runtime/object/long_loops.h"

namespace rt::binascii {

namespace {

constexpr size_t kMaxLine = 76;
constexpr char kHex[] = "0123456789ABCDEF";

int escaped_digit(u8 c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

}  // namespace

Ref a2b_qp(Thread& t, Value data, Value header_value) {
  AsciiArg in(t, data);
  int header = in ? truth_py(t, header_value) : -1;
  if (header < 0) return Ref();
  const u8* s = in.data();
  size_t n = in.size();
  text::ByteBuilder out(n);
  {
    BesideOthers scope(t, n, {data});
    for (size_t i = 0; i < n;) {
      if (s[i] != '=') {
        out.append(header && s[i] == '_' ? ' ' : s[i]);
        ++i;
        continue;
      }
      if (++i >= n) break;
      if (s[i] == '\n' || s[i] == '\r') {  // a soft line break
        while (i < n && s[i] != '\n') ++i;
        if (i < n) ++i;
      } else if (s[i] == '=') {  // "==" of a broken encoder
        out.append('=');
        ++i;
      } else if (i + 1 < n && escaped_digit(s[i]) >= 0 && escaped_digit(s[i + 1]) >= 0) {
        out.append(static_cast<u8>(escaped_digit(s[i]) << 4 | escaped_digit(s[i + 1])));
        i += 2;
      } else {
        out.append('=');
      }
    }
  }
  return finish(t, out);
}

namespace {

class QpEncoder {
 public:
  QpEncoder(const ByteView& in, bool quotetabs, bool istext, bool header, text::ByteBuilder& out)
      : s_(in.data()), n_(in.size()), quotetabs_(quotetabs), istext_(istext), header_(header), out_(out) {
    // The output's line ends are those of the first line.
    const void* first = std::memchr(s_, '\n', n_);
    crlf_ = first && first != s_ && static_cast<const u8*>(first)[-1] == '\r';
  }

  void run() {
    for (size_t i = 0; i < n_;) i = needs_quoting(i) ? quote(i) : plain(i);
  }

 private:
  bool ends_line(size_t i) const {
    return i >= n_ || s_[i] == '\n' || (s_[i] == '\r' && i + 1 < n_ && s_[i + 1] == '\n');
  }

  bool needs_quoting(size_t i) const {
    u8 c = s_[i];
    if (c > 126 || c == '=' || (header_ && c == '_')) return true;
    if (c == '.' && column_ == 0 && (i + 1 == n_ || s_[i + 1] == '\n' || s_[i + 1] == '\r' || s_[i + 1] == 0))
      return true;
    if (!istext_ && (c == '\r' || c == '\n')) return true;
    if ((c == '\t' || c == ' ') && i + 1 == n_) return true;
    if (c == '\t' || c == ' ') return quotetabs_;
    return c < 33 && c != '\r' && c != '\n';
  }

  void line_end() {
    if (crlf_) out_.append('\r');
    out_.append('\n');
    column_ = 0;
  }
  void soft_break() {
    out_.append('=');
    line_end();
  }

  void put_quoted(u8 c) {
    out_.append('=');
    out_.append(static_cast<u8>(kHex[c >> 4]));
    out_.append(static_cast<u8>(kHex[c & 15]));
    column_ += 3;
  }

  size_t quote(size_t i) {
    if (column_ + 3 >= kMaxLine) soft_break();
    put_quoted(s_[i]);
    return i + 1;
  }

  size_t plain(size_t i) {
    u8 c = s_[i];
    if (istext_ && (c == '\n' || (c == '\r' && i + 1 < n_ && s_[i + 1] == '\n'))) {
      quote_space_before_line_end();
      line_end();
      return i + (c == '\r' ? 2 : 1);
    }
    if (column_ + 1 >= kMaxLine && !ends_line(i + 1)) soft_break();
    out_.append(header_ && c == ' ' ? '_' : c);
    ++column_;
    return i + 1;
  }

  // White space at the end of a line could get lost in transport, so it is quoted.
  void quote_space_before_line_end() {
    if (!out_.size()) return;
    u8 last = out_.data()[out_.size() - 1];
    if (last != ' ' && last != '\t') return;
    out_.truncate(out_.size() - 1);
    put_quoted(last);
  }

  const u8* s_;
  size_t n_;
  bool quotetabs_, istext_, header_, crlf_;
  text::ByteBuilder& out_;
  size_t column_ = 0;
};

}  // namespace

Ref b2a_qp(Thread& t, Value data, Value quotetabs_value, Value istext_value, Value header_value) {
  ByteView in(t, data);
  int quotetabs = in ? truth_py(t, quotetabs_value) : -1;
  int istext = quotetabs < 0 ? -1 : truth_py(t, istext_value);
  int header = istext < 0 ? -1 : truth_py(t, header_value);
  if (header < 0) return Ref();
  text::ByteBuilder out(in.size());
  {
    BesideOthers scope(t, in.size(), {data});
    QpEncoder(in, quotetabs, istext, header, out).run();
  }
  return finish(t, out);
}

}  // namespace rt::binascii
