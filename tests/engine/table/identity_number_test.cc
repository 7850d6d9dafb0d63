// Identity numbers. The good ones are the examples that GB 11643 itself gives, of nobody.
#include "engine/table/identity_number.h"

#include <doctest/doctest.h>

namespace zhaoshang {
namespace {

TEST_CASE("the numbers that the standard gives are good") {
  CHECK(is_identity_number("11010519491231002X"));
  CHECK(is_identity_number("11010519491231002x"));
  CHECK(is_identity_number("440524188001010014"));
}

TEST_CASE("a number is refused for each of its parts") {
  CHECK_FALSE(is_identity_number(""));
  CHECK_FALSE(is_identity_number("110105491231002"));      // the fifteen digits of old
  CHECK_FALSE(is_identity_number("1101051949123100210"));  // nineteen
  CHECK_FALSE(is_identity_number("110105194912310021"));   // another check digit
  CHECK_FALSE(is_identity_number("11010519491231003X"));   // another order
  CHECK_FALSE(is_identity_number("1101051949123100X2"));   // X in its middle
  // The check characters of these are right: 158 mod 11 = 4 is an 8, 160 mod 11 = 6 is a 6.
  CHECK_FALSE(is_identity_number("100105194912310028"));  // there is no province 10
  CHECK_FALSE(is_identity_number("110105194902310026"));  // nor a 31 February
}

TEST_CASE("masked, only its ends are to be seen") {
  CHECK_EQ(without_identity_numbers("11010519491231002X"), "110***********002X");
  CHECK_EQ(without_identity_numbers("440524188001010014", "\\*"),
           "440\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*0014");
}

TEST_CASE("every number in a text is masked, and nothing else") {
  CHECK_EQ(without_identity_numbers(""), "");
  CHECK_EQ(without_identity_numbers("甲某"), "甲某");
  CHECK_EQ(without_identity_numbers("甲某11010519491231002X等"), "甲某110***********002X等");
  CHECK_EQ(without_identity_numbers("440524188001010014、11010519491231002X"),
           "440***********0014、110***********002X");
  // One upon the other, and behind other digits.
  CHECK_EQ(without_identity_numbers("44052418800101001411010519491231002X"),
           "440***********0014110***********002X");
  CHECK_EQ(without_identity_numbers("3440524188001010014"), "3440***********0014");
  CHECK_EQ(without_identity_numbers("110105194912310021"), "110105194912310021");
}

}  // namespace
}  // namespace zhaoshang
