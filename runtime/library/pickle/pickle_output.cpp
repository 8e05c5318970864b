// Frames and payloads of a pickle that is being written. A frame's header holds its length, so room is left for it and
// the header is filled in when the frame ends.
#include "runtime/library/pickle/pickle_output.h"

#include "runtime/types/bytes/bytes.h"

namespace rt::pickle {

bool Output::put_payload_py(Op code, u64 n, int length_bytes, const void* payload, Value object) {
  bool outside = framing_ && n >= kFrameTarget;
  if (outside) {
    end_frame();
    framing_ = false;
  }
  op(code);
  put_little(n, length_bytes);
  bool ok = true;
  if (outside && write_) {
    Ref bytes = object ? Ref::share(t_, object) : make_bytes(t_, {static_cast<const char*>(payload), n});
    ok = bytes && flush_py() && call_py(t_, write_, bytes);
  } else {
    put(payload, n);
  }
  if (outside) framing_ = true;
  return ok;
}

void Output::end_frame() {
  if (frame_ < 0 || !bytes_.ok()) return;
  u64 start = static_cast<u64>(std::exchange(frame_, -1)), body = start + kFrameHeader, n = bytes_.size() - body;
  u8* header = bytes_.data() + start;
  if (n >= kLeastFrame) {
    *header = static_cast<u8>(Op::kFrame);
    std::memcpy(header + 1, &n, sizeof n);
  } else {
    std::memmove(header, header + kFrameHeader, n);
    bytes_.truncate(start + n);
  }
}

bool Output::flush_py() {
  if (!bytes_.ok()) return raise_memory_error(t_);
  Ref data = make_bytes(t_, bytes_.text());
  bytes_.truncate(0);
  return data && call_py(t_, write_, data);
}

Ref Output::take_bytes() {
  if (!bytes_.ok()) return raise_memory_error(t_);
  return make_bytes(t_, bytes_.text());
}

}  // namespace rt::pickle
