// The words in which the forms of a policy are declared: shapes of what stands under a key.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "engine/policy/form.h"

namespace zhaoshang::forms {

using Words = std::vector<std::string>;

Shape text();
Shape text_like(std::string pattern);
Shape name();
Shape id();
Shape flag();
Shape integer(std::int64_t low, std::int64_t high);
Shape number();
Shape date();
Shape date_span();
Shape rounding();
Shape word(Words words);
Shape feel();
Shape message();
Shape anything();
/// A `|` block that is a decision table.
Shape table();
Shape list(Shape of);
Shape sequence(Shape of);
Shape map(FormOf form);
Shape rows(FormOf form);
/// Rows of data, whose columns are not the language's.
Shape data_rows();
/// Things by NAME, by any name at all, by names of another pattern, or by these words only.
Shape named(Shape of);
Shape by_any_name(Shape of);
Shape by_names_like(std::string pattern, Shape of);
Shape by_words(Words words, Shape of);
Shape either(std::vector<Shape> of);

/// One of the words, or a parameter that may be any of them.
Shape word_or_parameter(Words words);
/// Ids, or `all`.
Shape ids_or_all();
/// `now`, or an expression that is a date.
Shape now_or_date();
/// An expression that ends in its direction, ascending or descending.
Shape rank_key();
/// VALUE: an expression, a sheet, or a map that says more.
Shape value();
/// VALUE, or VALUE with its target.
Shape measure();

/// `id`, `clause`, `title` and `note`, which rules have, and the same without the id.
std::vector<KeyForm> head(Need id_need);
std::vector<KeyForm> unnamed_head();
KeyForm clause_key();
KeyForm note_key();

/// All of them, one list after the other.
std::vector<KeyForm> joined(std::initializer_list<std::vector<KeyForm>> lists);

}  // namespace zhaoshang::forms
