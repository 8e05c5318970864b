// Polymorphic inline caches: ways, how a block fills, when a site specialises again, and what breaks a block.
#include <doctest/doctest.h>  // before the macros of handlers

#include "interp/compile/code_object.h"
#include "interp/compile/instruction.h"
#include "interp/vm/cache/polymorphic.h"
#include "tests/unit/damage.h"
#include "tests/unit/runtime/object/support.h"

namespace vm {
namespace {

using rt::test::thread;

// Ids that differ in the bits that the filter compares, and one that does not.
constexpr u32 kShape = 0x012345, kOtherShape = 0x012346, kSameFilter = 0x022345;

rt::AttrRecord* some_record() {
  return rt::find_attribute(thread(), rt::kStrType->root_shape, rt::intern(thread(), "upper"));
}

// A code object with one GET_ATTR.
struct OneSite {
  OneSite() {
    comp::CodeParts parts;
    parts.frame_size = 4;
    parts.constants.push_back(rt::intern(thread(), "name"));
    parts.words.push_back(comp::encode(comp::Op::GET_ATTR, 1, 0, 0));
    parts.words.resize(1 + comp::op_info(comp::Op::GET_ATTR).words);
    parts.words.push_back(comp::encode(comp::Op::RETURN_K, 0, 0, 0));
    for (Ref* names : {&parts.local_names, &parts.cell_names, &parts.free_names})
      *names = Ref::share(thread(), rt::empty_tuple());
    holder = comp::make_code(thread(), std::move(parts));
    REQUIRE(holder);
    code = holder.as<Code>();
    pc = code->words + 1;
  }
  void remember(u64 known, u64 way, u32 turn) {
    remember_way(code, pc, load_word(code->words), Special::GET_ATTR_POLYMORPHIC, known, way, turn);
  }
  comp::CacheBlock* block() const { return cache_block(load_word(pc)); }
  Ref holder;
  Code* code;
  const u64* pc;  // its cache word for shapes
};

}  // namespace

TEST_CASE("a way is found by its shape, and tells shapes with the same filter apart") {
  comp::CacheBlock block{};
  CHECK(likely_way(&block, kShape) == 0);
  block.words[0] = slot_way(kOtherShape, 48);
  block.words[1] = slot_way(kShape, 1024);
  u64 way = likely_way(&block, kShape);
  CHECK(way == block.words[1]);
  CHECK(way_is_for(way, kShape));
  CHECK(way_offset(way) == 1024);
  CHECK(likely_way(&block, kSameFilter) == way);
  CHECK(!way_is_for(way, kSameFilter));
  block.words[2] = add_way(kShape + 2, kOtherShape, 56);
  CHECK(way_is_for(likely_way(&block, kShape + 2), kShape + 2));
  CHECK(way_offset(block.words[2]) == 56);
  rt::AttrRecord* record = some_record();
  u32 shape = record->shape.load(gc::relaxed);
  block.words[3] = record_way(shape, record);
  CHECK(way_record(likely_way(&block, shape)) == record);
}

TEST_CASE("a block begins with what the site knew, fills up, and then loses the way whose turn it is") {
  OneSite site;
  u64 ways[comp::kCacheWays + 1];
  for (u32 n = 0; n <= comp::kCacheWays; ++n) ways[n] = slot_way(kShape + n, 32 + 8 * n);
  site.remember(ways[0], ways[1], 0);
  comp::CacheBlock* block = site.block();
  CHECK(block->words[0] == ways[0]);
  CHECK(block->words[1] == ways[1]);
  CHECK(block->words[2] == 0);
  for (u32 n = 2; n < comp::kCacheWays; ++n) site.remember(0, ways[n], 0);
  CHECK(site.block() == block);
  for (u32 n = 0; n < comp::kCacheWays; ++n) CHECK(block->words[n] == ways[n]);
  site.remember(0, ways[comp::kCacheWays], comp::kCacheWays + 2);
  CHECK(block->words[2] == ways[comp::kCacheWays]);
  CHECK(likely_way(block, kShape + 2) == 0);
}

TEST_CASE("a site that knew nothing has its first way in front") {
  OneSite site;
  site.remember(0, slot_way(kShape, 32), 0);
  CHECK(site.block()->words[0] == slot_way(kShape, 32));
  CHECK(site.block()->words[1] == 0);
}

TEST_CASE("the first misses specialise, later ones seldom, and each half counts for itself") {
  u64 counter = u64{3} << kHighHalf;
  u32 turn;
  for (u32 n = 1; n < 8; ++n) {
    CHECK(worth_specialising(&counter, kLowHalf, &turn));
    CHECK(turn == n);
  }
  CHECK(counter == (u64{3} << kHighHalf | 7));
  u32 again = 0;
  for (int n = 0; n < 12800; ++n) again += worth_specialising(&counter, kLowHalf, &turn);
  CHECK(again > 12800 / 128 / 2);
  CHECK(again < 12800 / 128 * 2);
  CHECK(counter == (u64{3} << kHighHalf | 7));
  CHECK(worth_specialising(&counter, kHighHalf, &turn));
  CHECK(turn == 4);
  CHECK(counter == (u64{4} << kHighHalf | 7));
}

#if defined(TINYPY_DEBUG)

TEST_CASE("cache_block_is_valid sees holes, unknown tags, and ways that say nothing") {
  comp::CacheBlock block{};
  rt::AttrRecord* record = some_record();
  Special op = Special::GET_ATTR_POLYMORPHIC;
  auto walk = [&] { return cache_block_is_valid(&block, op); };
  CHECK(walk());
  block.words[0] = slot_way(kShape, 48);
  block.words[1] = record_way(record->shape.load(gc::relaxed), record);
  CHECK(walk());
  CHECK(!is_valid_with(block.words[0], 0, walk));                                               // a hole
  CHECK(!is_valid_with(block.words[0], block.words[0] | kSecondTag, walk));                     // two tags
  CHECK(!is_valid_with(block.words[0], block.words[0] | u64{1} << 20, walk));                   // a shape after it
  CHECK(!is_valid_with(block.words[0], add_way(kShape, kOtherShape, 48), walk));                // reading adds nothing
  CHECK(!is_valid_with(block.words[1], block.words[1] | kSecondTag, walk));                     // a tag of methods
  CHECK(!is_valid_with(block.words[1], block.words[1] >> kFilterShift << kFilterShift, walk));  // no record
  CHECK(!is_valid_with(record->shape, rt::shape_id_limit(), walk));
  CHECK(is_valid_with(record->shape, 0, walk));  // it is dead: the handlers will see that
  op = Special::FIND_METHOD_POLYMORPHIC;
  block.words[0] = block.words[1] | kSlotTag;
  CHECK(walk());
  CHECK(!is_valid_with(block.words[0], block.words[1] | kPolymorphicTag, walk));
  op = Special::CALL_METHOD_POLYMORPHIC;
  CHECK(!walk());
  block.words[0] = block.words[1];
  CHECK(walk());
  op = Special::SET_ATTR_POLYMORPHIC;
  CHECK(!walk());  // stores are by slots alone
  block.words[0] = slot_way(kShape, 48);
  block.words[1] = add_way(kOtherShape, kShape, 56);
  CHECK(walk());
  CHECK(!is_valid_with(block.words[1], block.words[1] & ~(u64{0xffffff} << 16), walk));  // adds, but to no shape
}

#endif

}  // namespace vm
