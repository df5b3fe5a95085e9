// SPDX-License-Identifier: MIT
/// \file
/// A season of supermarket receipts, by rules: what `standin simulate receipts` makes and `standin demo` begins with.
#pragma once

#include <standin/generators/rules/rules.hpp>
#include <standin/providers/pattern.hpp>

#include <string>
#include <utility>
#include <vector>

namespace examples {

using namespace standin::rules;

/// Thirteen weeks of a supermarket that never existed: a row is a line of a receipt.
///
/// Customers have a favourite weekday, a pace and a purse, in regions that differ; three in ten have no loyalty card,
/// so their id and age are missing, and one in ten of the others didn't tell the age. The shop is closed on
/// Sundays. Of 500 lines one has a price a hundred times too high on purpose, by a decimal point that was forgotten.
[[nodiscard]] inline simulation receipts() {
  struct item {
    const char* name;
    const char* category;
    double price;
    double weight;
  };
  static const std::vector<item> items{
      {"milk", "dairy", 1.29, 9},       {"butter", "dairy", 2.49, 4},        {"yoghurt", "dairy", 0.79, 6},
      {"cheese", "dairy", 3.99, 4},     {"bread", "bakery", 2.95, 9},        {"rolls", "bakery", 0.45, 6},
      {"cake", "bakery", 4.50, 1},      {"apples", "produce", 2.99, 6},      {"bananas", "produce", 1.79, 7},
      {"tomatoes", "produce", 3.49, 5}, {"potatoes", "produce", 2.29, 4},    {"salad", "produce", 1.49, 3},
      {"chicken", "meat", 7.99, 3},     {"sausages", "meat", 4.49, 3},       {"coffee", "drinks", 6.99, 3},
      {"water", "drinks", 0.69, 6},     {"juice", "drinks", 2.19, 3},        {"wine", "drinks", 7.49, 1.5},
      {"pasta", "pantry", 1.19, 4},     {"rice", "pantry", 2.39, 2},         {"chocolate", "pantry", 1.59, 5},
      {"soap", "household", 1.99, 1.5}, {"detergent", "household", 6.49, 1}, {"paper", "household", 4.99, 1.5}};
  std::vector<std::pair<std::string, expression>> sold;
  for (const item& each : items) sold.emplace_back(each.name, each.weight);

  const calendar season{.first = date(2025, 3, 3),
                        .days = 91,
                        .weekdays = {0.8, 0.7, 0.8, 0.9, 1.4, 1.8, 0.0},
                        .closed = {date(2025, 4, 18), date(2025, 4, 21), date(2025, 5, 1)}};

  plan shop("receipts");
  shop.each("customer")
      .hidden("favourite", weighted_place({1, 1, 1, 1, 3, 5}))
      .hidden("pace", gamma(3, 0.04).between(0.0, 0.35))
      .column("loyalty_id", unique_from(standin::pattern_provider("LC-99999999")).missing(0.3))
      .column("region", choice({{"centre", 5}, {"north", 3}, {"harbour", 2}}))
      .column("age", normal(by(of("region"), {{"centre", 38}, {"north", 51}, {"harbour", 44}}), 14)
                         .between(16, 95)
                         .rounded()
                         .missing_where(is_missing(of("loyalty_id")))
                         .missing(0.1))
      .hidden("purse", normal(0.004 * (if_missing(of("age"), 45) - 45), 0.25));
  shop.each("day", season.days)
      .column("date", season.at(index()))
      .hidden("wish", of("pace") * season.busy(of("date")) * if_else(weekday(of("date")) == of("favourite"), 4, 0.5));
  shop.each("basket", bernoulli(smaller(of("wish"), 0.9)))
      .column("weekday", pick(weekday(of("date")), {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}))
      .column("payment", choice({{"card", 6 - 0.05 * if_missing(of("age"), 45)}, {"cash", 2.5}, {"phone", 1}}))
      .hidden("hurry", bernoulli(if_else(weekday(of("date")) >= saturday, 0.2, 0.5)));
  shop.each("line", 1 + poisson(if_else(of("hurry"), 1.5, 6)))
      .column("item", choice(sold))
      .column("category", pick(of("item"), each_of(items, &item::category)))
      .column("pieces", 1 + poisson(if_else(of("category") == "drinks", 1.2, 0.4)))
      .column("price", (pick(of("item"), each_of(items, &item::price)) * exp(of("purse") + normal(0, 0.05)))
                           .rounded(2)
                           .anomaly(0.002, 100 * itself()))
      .column("discount", if_else(of("category") == "bakery" && of("weekday") == "Sat", 0.2,
                                  pick(weighted_place({8, 1, 1}), {0.0, 0.1, 0.25}))
                              .missing(0.03));
  return shop.build();
}

}  // namespace examples
