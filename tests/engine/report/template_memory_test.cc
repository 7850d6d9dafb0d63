// A template filled while memory runs out: the whole text, or none. The operators are replaced for
// the whole executable; they fail only where a test says so.
#include "engine/report/template.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <new>
#include <optional>

namespace {

/// How many allocations are left before one fails; nullopt: none does.
std::optional<std::size_t> left_before_failure;  // NOLINT: a replaced operator has nothing else

bool fails_now() {
  if (!left_before_failure) return false;
  if (*left_before_failure > 0) {
    --*left_before_failure;
    return false;
  }
  left_before_failure.reset();
  return true;
}

}  // namespace

// Not inlined: compilers would warn of a free() of what they see `new` give.
[[gnu::noinline]] void* operator new(std::size_t size) {
  if (!fails_now()) {
    if (void* const given = std::malloc(size == 0 ? 1 : size)) return given;
  }
  if (const std::new_handler handler = std::get_new_handler()) handler();
  throw std::bad_alloc();
}
[[gnu::noinline]] void* operator new(std::size_t size, const std::nothrow_t& /*null*/) noexcept {
  return fails_now() ? nullptr : std::malloc(size == 0 ? 1 : size);
}
[[gnu::noinline]] void operator delete(void* given) noexcept { std::free(given); }
[[gnu::noinline]] void operator delete(void* given, const std::nothrow_t& /*null*/) noexcept {
  std::free(given);
}
[[gnu::noinline]] void operator delete(void* given, std::size_t /*size*/) noexcept {
  std::free(given);
}

namespace zhaoshang {
namespace {

TEST_CASE("whichever allocation fails, no text comes out that is cut short") {
  using T = TemplateValue;
  const std::string name(700, 'x');
  const T data = T::object({{"period", T::object({{"what it is called", T::text(name)}})},
                            {"number", T::counter([] { return std::string("第一百二十三部分"); })},
                            {"rows", T::list({T::object({{"name", T::text(name)}}),
                                              T::object({{"name", T::text("乙")}})})}});
  const std::string text =
      "# {{period.what it is called}}\n{{#rows}}\n- {{number}}{{name}}\n{{/rows}}\n{{>closing}}\n";
  const TemplateParts parts{{"closing", "完 {{period.what it is called}}"}};
  const std::string whole =
      "# " + name + "\n- 第一百二十三部分" + name + "\n- 第一百二十三部分乙\n完 " + name + "\n";
  std::size_t number = 0;
  for (bool has_failed = true; has_failed; ++number) {
    CAPTURE(number);
    std::string filled = whole;  // what none is held to
    left_before_failure = number;
    try {
      filled = render_template(text, data, parts);
    } catch (const std::bad_alloc&) {}
    has_failed = !left_before_failure.has_value();
    left_before_failure.reset();
    CHECK_EQ(filled, whole);
    CHECK((std::get_new_handler() == nullptr));
  }
  CHECK(number > 100);
}

}  // namespace
}  // namespace zhaoshang
