// The expansion of the East Asian character sets.
#include "runtime/text/east_asian.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <span>

#include "gc/base/atomic.h"
#include "runtime/text/builder.h"

namespace rt::text {

namespace {

using enum DecodeTableId;

// A decode table: the grid of its bytes, and its part of kCellStream.
struct DecodeRow {
  u8 lead, last_lead, trail, last_trail;
  u32 start, end;
};
// An encode table: the decode tables of its planes, and its parts of kCodeRuns and kPairCodes.
struct EncodeRow {
  DecodeTableId planes[3];
  u16 runs, runs_end, pairs, pairs_end;
};
// `count` characters with codes that follow one another. code 0: they have none.
struct CodeRun {
  char32_t first;
  u16 count, code;
};
struct PairCode {
  char32_t first, second;
  u16 code;
};
struct FourByteRange {
  u16 first, last, number;
};

#include "runtime/text/east_asian_tables.inc"

constexpr char32_t kFirstPair = 0x110000;  // a value of the stream from here on is the index of a pair

gc::Atomic<const DecodeTable*> g_decode_tables[std::size(kDecodeRows)];
gc::Atomic<const EncodeTable*> g_encode_tables[std::size(kEncodeRows)];

// Publishes a table that is ready, unless another thread was first. The result is the published one.
template <class Table>
const Table* publish(gc::Atomic<const Table*>& place, Table* table) {
  const Table* present = nullptr;
  // Release: pairs with the acquiring load of who uses the table.
  if (place.compare_exchange_strong(present, table, gc::acq_rel, gc::acquire)) return table;
  free_bytes(table);
  return present;
}

size_t columns(const DecodeRow& row) { return row.last_trail - row.trail + 1u; }
// The bytes of the grid's cell `at`, counted row by row.
u8 lead_of(const DecodeRow& row, size_t at) { return static_cast<u8>(row.lead + at / columns(row)); }
u8 trail_of(const DecodeRow& row, size_t at) { return static_cast<u8>(row.trail + at % columns(row)); }

}  // namespace

// Reads the stream of one table.
class DecodeExpansion {
 public:
  DecodeExpansion(DecodeTable& table, const DecodeRow& row) : table_(table), row_(row) {}

  // False: a table that this one copies from is missing.
  bool run() {
    const u8* stream = reinterpret_cast<const u8*>(kCellStream);
    for (const u8 *at = stream + row_.start, *end = stream + row_.end; at < end;) {
      int op = *at;
      if (op < kSteps) {
        put(last_ + static_cast<u32>(op) + 1);
        at += 1;
      } else if (op == kSkip) {
        at_ += at[1] + 1u;
        at += 2;
      } else if (op == kRun) {
        for (int i = 0; i <= at[1]; ++i) put(last_ + 1);
        at += 2;
      } else if (op == kWhole) {
        put(static_cast<u32>(at[1] << 16 | at[2] << 8 | at[3]));
        at += 4;
      } else if (op == kCopy) {
        if (!copy(at[1], static_cast<size_t>(at[2] << 8 | at[3]), at[4] + 1u)) return false;
        at += 5;
      } else {
        put(static_cast<char32_t>(static_cast<i32>(last_) + ((op - kFar) << 8 | at[1]) + kFarLowest));
        at += 2;
      }
    }
    return true;
  }

 private:
  void put(char32_t value) {
    last_ = value;
    set(value < kFirstPair ? CharPair{value, 0} : kCharPairs[value - kFirstPair]);
  }
  void set(CharPair chars) {
    u16& cell = table_.cells_[(lead_of(row_, at_) & 0x7Fu) << 8 | trail_of(row_, at_)];
    ++at_;
    if (chars.first < 0x10000 && !chars.second) {
      cell = static_cast<u16>(chars.first);
      return;
    }
    cell = static_cast<u16>(DecodeTable::kFirstWide + table_.wide_count_);
    table_.wide_[table_.wide_count_++] = chars;
  }
  bool copy(u8 id, size_t from, size_t count) {
    const DecodeTable* source = decode_table(static_cast<DecodeTableId>(id));
    if (!source) return false;
    const DecodeRow& grid = kDecodeRows[id];
    for (size_t i = from; i < from + count; ++i) {
      u16 cell = source->cell(lead_of(grid, i), trail_of(grid, i));
      if (!cell) {
        ++at_;
        continue;
      }
      CharPair chars = source->chars(cell);
      set(chars);
      last_ = chars.second ? index_of_pair(chars) : chars.first;
    }
    return true;
  }
  static char32_t index_of_pair(CharPair chars) {
    auto same = [&](CharPair p) { return p.first == chars.first && p.second == chars.second; };
    auto found = std::find_if(std::begin(kCharPairs), std::end(kCharPairs), same);
    return kFirstPair + static_cast<u32>(found - std::begin(kCharPairs));
  }

  DecodeTable& table_;
  const DecodeRow& row_;
  size_t at_ = 0;
  char32_t last_ = 0;
};

const DecodeTable* decode_table(DecodeTableId id) {
  auto index = static_cast<size_t>(id);
  if (const DecodeTable* table = g_decode_tables[index].load(gc::acquire)) return table;  // pairs with publish()
  auto* table = static_cast<DecodeTable*>(alloc_bytes(sizeof(DecodeTable)));
  if (!table) return nullptr;
  std::memset(table, 0, sizeof *table);
  if (!DecodeExpansion(*table, kDecodeRows[index]).run()) {
    free_bytes(table);
    return nullptr;
  }
  return publish(g_decode_tables[index], table);
}

// Inverts decode tables.
class EncodeExpansion {
 public:
  explicit EncodeExpansion(const EncodeRow& row) : row_(row) {}

  // Null: out of memory.
  EncodeTable* run() {
    bool used[EncodeTable::kLimit >> 8] = {};
    if (!for_each_code([&](char32_t c, u16) { used[c >> 8] = true; })) return nullptr;
    auto pages = 1 + static_cast<size_t>(std::count(std::begin(used), std::end(used), true));
    size_t size = sizeof(EncodeTable) + pages * sizeof(u16[256]);
    auto* table = static_cast<EncodeTable*>(alloc_bytes(size));
    if (!table) return nullptr;
    std::memset(table, 0, size);
    u16 next = 1;
    for (size_t i = 0; i < std::size(used); ++i) {
      if (used[i]) table->page_[i] = next++;
    }
    for_each_code([&](char32_t c, u16 code) { table->codes_[table->page_[c >> 8]][c & 0xFF] = code; });
    return table;
  }

 private:
  // Calls put(character, code); what comes later replaces what came earlier. False: a table is missing.
  template <class Put>
  bool for_each_code(Put&& put) {
    // From the last plane to the first, and from the last cell to the first: the first one of several codes stays.
    for (size_t plane = std::size(row_.planes); plane-- > 0;) {
      if (row_.planes[plane] == kNoTable) continue;
      const DecodeTable* table = decode_table(row_.planes[plane]);
      if (!table) return false;
      put_plane(*table, kDecodeRows[static_cast<size_t>(row_.planes[plane])], plane == 0 ? 0xFFFF : 0xFF7F, put);
    }
    for (const CodeRun& run : std::span(kCodeRuns).subspan(row_.runs, row_.runs_end - row_.runs)) {
      for (u16 i = 0; i < run.count; ++i) put(run.first + i, static_cast<u16>(run.code ? run.code + i : 0));
    }
    for (const PairCode& pair : std::span(kPairCodes).subspan(row_.pairs, row_.pairs_end - row_.pairs)) {
      put(pair.first, EncodeTable::kPairFirst);
    }
    return true;
  }
  template <class Put>
  static void put_plane(const DecodeTable& table, const DecodeRow& grid, int mask, Put&& put) {
    for (int lead = grid.last_lead; lead >= grid.lead; --lead) {
      for (int trail = grid.last_trail; trail >= grid.trail; --trail) {
        u16 cell = table.cell(static_cast<u8>(lead), static_cast<u8>(trail));
        if (!cell) continue;
        CharPair chars = table.chars(cell);
        if (!chars.second) put(chars.first, static_cast<u16>((lead << 8 | trail) & mask));
      }
    }
  }

  const EncodeRow& row_;
};

const EncodeTable* encode_table(EncodeTableId id) {
  auto index = static_cast<size_t>(id);
  if (const EncodeTable* table = g_encode_tables[index].load(gc::acquire)) return table;  // pairs with publish()
  EncodeTable* table = EncodeExpansion(kEncodeRows[index]).run();
  return table ? publish(g_encode_tables[index], table) : nullptr;
}

u16 code_of_pair(EncodeTableId id, char32_t first, char32_t second) {
  const EncodeRow& row = kEncodeRows[static_cast<size_t>(id)];
  for (const PairCode& pair : std::span(kPairCodes).subspan(row.pairs, row.pairs_end - row.pairs)) {
    if (pair.first == first && pair.second == second) return pair.code;
  }
  return 0;
}

i32 gb18030_number(char32_t c) {
  auto ends_before = [](const FourByteRange& range, char32_t sought) { return range.last < sought; };
  auto found = std::lower_bound(std::begin(kFourByteRanges), std::end(kFourByteRanges), c, ends_before);
  if (found == std::end(kFourByteRanges) || c < found->first) return -1;
  return static_cast<i32>(found->number + c - found->first);
}

namespace {

// For each 256 numbers of four bytes, the range of the first one.
struct RangeIndex {
  u8 range[40000 / 256 + 1] = {};
  constexpr RangeIndex() {
    size_t at = 0;
    for (size_t i = 0; i < std::size(range); ++i) {
      while (at + 1 < std::size(kFourByteRanges) && kFourByteRanges[at + 1].number <= i * 256) ++at;
      range[i] = static_cast<u8>(at);
    }
  }
};
constexpr RangeIndex kRangeIndex;
static_assert(std::size(kFourByteRanges) < 256);

}  // namespace

char32_t gb18030_char(u32 number) {
  if (number / 256 >= std::size(kRangeIndex.range)) return 0;
  const FourByteRange* range = kFourByteRanges + kRangeIndex.range[number / 256];
  while (range + 1 != std::end(kFourByteRanges) && range[1].number <= number) ++range;
  char32_t c = range->first + number - range->number;
  return c <= range->last ? c : 0;
}

}  // namespace rt::text
