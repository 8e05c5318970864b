// The bytes of a pickle that is being written; from protocol 4 on in frames.
#pragma once

#include "runtime/library/pickle/pickle.h"
#include "runtime/text/builder.h"

namespace rt::pickle {

class Output {
 public:
  // `write`: a file's method that takes finished frames, borrowed; empty: all bytes stay in memory.
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
  // Writes an instruction with its payload. A long payload stands outside of frames and goes straight to the file,
  // without a copy if `object` is a bytes with exactly these bytes. False: an error is pending.
  bool put_payload_py(Op op, u64 n, int length_bytes, const void* payload, Value object = Value());
  // Called between instructions: ends the frame if it is long enough. False: an error is pending.
  bool boundary_py() {
    if (!framing_ || frame_ < 0 || bytes_.size() - static_cast<u64>(frame_) - kFrameHeader < kFrameTarget) [[likely]]
      return true;
    end_frame();
    return !write_ || flush_py();
  }
  // Fills in the header of the open frame; a frame that is very short loses its header.
  void end_frame();
  // Gives all bytes to `write`. False: an error is pending.
  bool flush_py();
  // All bytes as a new bytes object; only for an Output without `write`. Empty: MemoryError.
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
  i64 frame_ = -1;  // offset of the open frame's header; -1: no frame is open
  bool framing_ = false;
};

}  // namespace rt::pickle
