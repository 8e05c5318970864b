// The bytes of a pickle being written, in frames from protocol 4 on.
#pragma once

#include "runtime/modules/pickle/pickle.h"
#include "runtime/text/builder.h"

namespace rt::pickle {

class Output {
 public:
  // `write`: where finished frames go; empty: everything stays here.
  Output(Thread& t, Value write) : t_(t), write_(write) {}

  void start_frames() { framing_ = true; }
  void op(Op op) {
    begin();
    bytes_.append(static_cast<u8>(op));
  }
  void put(const void* data, u64 n) {
    begin();
    bytes_.append(data, n);
  }
  void put_text(std::string_view text) { put(text.data(), text.size()); }
  void put_byte(u64 n) { bytes_.append(static_cast<u8>(n)); }
  void put_little(u64 n, int bytes) { put(&n, static_cast<u64>(bytes)); }  // little endian, like the machine
  // An instruction and its argument, the bytes at `payload`. Long ones stand outside of frames and go straight to the
  // file: as `object`, if it is a bytes with just these. False: an error is pending.
  bool put_payload_py(Op op, u64 n, int length_bytes, const void* payload, Value object = Value());
  // Between instructions: a long frame ends here. False: an error is pending.
  bool boundary_py() {
    if (!framing_ || frame_ < 0 || bytes_.size() - static_cast<u64>(frame_) - kFrameHeader < kFrameTarget) [[likely]]
      return true;
    end_frame();
    return !write_ || flush_py();
  }
  void end_frame();
  bool flush_py();
  // What has been written, if nothing went elsewhere.
  Ref take_bytes();

 private:
  void begin() {
    if (!framing_ || frame_ >= 0) [[likely]]
      return;
    frame_ = static_cast<i64>(bytes_.size());
    bytes_.extend(kFrameHeader);
  }

  Thread& t_;
  Value write_;
  text::ByteBuilder bytes_;
  i64 frame_ = -1;  // where the header of the open frame stands
  bool framing_ = false;
};

}  // namespace rt::pickle
