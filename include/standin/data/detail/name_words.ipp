// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/detail/name_words.hpp.
#pragma once

#include <standin/data/detail/name_words.hpp>

#include <algorithm>
#include <iterator>

namespace standin::inline v0_1::detail {

STANDIN_LAZY_INLINE name_words::name_words(std::string_view name) {
  const auto capital = [name](std::size_t i) { return i < name.size() && name[i] >= 'A' && name[i] <= 'Z'; };
  const auto small = [name](std::size_t i) { return i < name.size() && name[i] >= 'a' && name[i] <= 'z'; };
  std::string word;
  const auto finish = [this, &word] {
    if (!word.empty()) words_.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (!capital(i) && !small(i)) {
      finish();
      continue;
    }
    // A capital begins a word after a small letter, and before one: "CustomerID", "IDNumber".
    if (capital(i) && i > 0 && (small(i - 1) || (capital(i - 1) && small(i + 1)))) finish();
    word += capital(i) ? static_cast<char>(name[i] - 'A' + 'a') : name[i];
  }
  finish();
}

STANDIN_LAZY_INLINE bool name_words::any_of(std::initializer_list<std::string_view> words) const noexcept {
  return std::any_of(words.begin(), words.end(), [this](std::string_view word) {
    return std::find(words_.begin(), words_.end(), word) != words_.end();
  });
}

STANDIN_LAZY_INLINE bool name_words::issued() const noexcept {
  if (measured()) return false;
  // "order_number" is issued, "number_of_orders" and "num_orders" are counted.
  constexpr std::string_view at_the_end[] = {"nr", "nbr", "no", "num", "number"};
  if (!words_.empty() && std::find(std::begin(at_the_end), std::end(at_the_end), words_.back()) != std::end(at_the_end))
    return true;
  return any_of({"id", "ids", "key", "pk", "uid", "guid", "uuid", "code", "idx", "index", "serial", "identifier", "ref",
                 "reference"});
}

STANDIN_LAZY_INLINE bool name_words::measured() const noexcept {
  constexpr std::string_view at_the_front[] = {"n", "nr", "nbr", "no", "num", "number"};
  if (words_.size() > 1 &&
      std::find(std::begin(at_the_front), std::end(at_the_front), words_.front()) != std::end(at_the_front))
    return true;
  return any_of({"age",    "amount",  "amt",        "area",       "balance", "cost",     "count",
                 "day",    "days",    "distance",   "duration",   "height",  "hour",     "hours",
                 "income", "mean",    "median",     "minute",     "minutes", "month",    "months",
                 "of",     "percent", "percentage", "population", "price",   "quantity", "rate",
                 "ratio",  "salary",  "score",      "size",       "sum",     "time",     "timestamp",
                 "total",  "value",   "volume",     "week",       "weight",  "year",     "years"});
}

STANDIN_LAZY_INLINE bool name_words::telephone() const noexcept {
  return any_of({"phone", "telephone", "tel", "mobile", "cell", "cellphone", "fax", "msisdn"});
}

STANDIN_LAZY_INLINE bool name_words::given_name() const noexcept {
  return any_of({"firstname", "forename", "givenname", "fname", "prenom", "vorname"}) ||
         (any_of({"name", "names"}) && any_of({"first", "given", "middle", "christian"}));
}

STANDIN_LAZY_INLINE bool name_words::family_name() const noexcept {
  return any_of({"lastname", "surname", "familyname", "lname", "nachname", "cognome", "apellido"}) ||
         (any_of({"name", "names"}) && any_of({"last", "family", "maiden"}));
}

STANDIN_LAZY_INLINE bool name_words::person() const noexcept {
  return any_of({"name", "names", "fullname", "person", "customer", "patient", "employee", "author", "contact",
                 "holder", "owner", "passenger", "player", "student", "member", "guest", "host"});
}

}  // namespace standin::inline v0_1::detail
