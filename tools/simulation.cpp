// SPDX-License-Identifier: MIT
#include "simulation.hpp"

#include <standin/random/alias_table.hpp>
#include <standin/random/distributions.hpp>
#include <standin/random/hash.hpp>
#include <standin/random/stream.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace standin::tool {

namespace {

/// One customer, drawn from the stream of their row.
struct customer {
  std::int32_t age = 0;
  std::uint32_t region = 0;
  std::uint32_t membership = 0;
  bool newsletter = false;
  std::int32_t visits = 0;
  double spending = 0.0;
  bool answered = true;  ///< the survey that asks for household and satisfaction
  std::int32_t household = 0;
  std::int32_t satisfaction = 0;
};

[[nodiscard]] customer draw_customer(random::stream& draws) {
  static const random::alias_table regions(std::array<double, 5>{0.34, 0.27, 0.19, 0.15, 0.05});
  customer c;
  c.age = static_cast<std::int32_t>(std::clamp(std::round(random::normal(draws, 44.0, 16.0)), 18.0, 90.0));
  c.region = regions(draws);
  const double loyalty = 0.02 * (c.age - 40) + random::normal(draws);
  c.membership = loyalty < 0.3 ? 0 : loyalty < 1.2 ? 1 : 2;
  c.newsletter = random::bernoulli(draws, c.age < 35 ? 0.55 : 0.3);
  const double pace = std::exp(0.4 + 0.45 * c.membership + (c.newsletter ? 0.3 : 0.0));
  c.visits = random::bernoulli(draws, 0.18) ? 0 : static_cast<std::int32_t>(random::poisson(draws, pace)) + 1;
  double spending = 0.0;
  for (std::int32_t visit = 0; visit < c.visits; ++visit)
    spending += random::log_normal(draws, 2.9 + 0.006 * c.age + 0.1 * c.region, 0.6);
  c.spending = std::round(spending * 100.0) / 100.0;
  c.answered = random::bernoulli(draws, c.age < 35 ? 0.55 : 0.85);
  c.household = static_cast<std::int32_t>(std::min<std::uint64_t>(random::poisson(draws, 1.4), 7)) + 1;
  const double mood = 3.4 + 0.3 * c.membership - 0.15 * c.region + random::normal(draws);
  c.satisfaction = static_cast<std::int32_t>(std::clamp(std::round(mood), 1.0, 5.0));
  return c;
}

}  // namespace

table simulate_customers(std::size_t rows, std::uint64_t seed) {
  const random::source from{seed, random::domain("simulation/customers")};
  std::vector<std::int32_t> age(rows), visits(rows), household(rows), satisfaction(rows);
  std::vector<std::uint32_t> region(rows), membership(rows);
  std::vector<std::uint8_t> newsletter(rows);
  std::vector<double> spending(rows);
  validity answered(rows, false);
  for (std::size_t row = 0; row < rows; ++row) {
    random::stream draws(from, random::purpose::sample, row);
    const customer c = draw_customer(draws);
    age[row] = c.age;
    region[row] = c.region;
    membership[row] = c.membership;
    newsletter[row] = c.newsletter ? 1 : 0;
    visits[row] = c.visits;
    spending[row] = c.spending;
    household[row] = c.household;
    satisfaction[row] = c.satisfaction;
    answered.set(row, c.answered);
  }
  const std::vector<std::string> region_names{"north", "east", "south", "west", "islands"};
  const std::vector<std::string> membership_names{"none", "silver", "gold"};
  std::vector<column> columns;
  columns.emplace_back(std::move(age));
  columns.push_back(column::categorical(region, region_names));
  columns.push_back(column::categorical(membership, membership_names));
  columns.push_back(column::booleans(std::move(newsletter)));
  columns.emplace_back(std::move(visits));
  columns.emplace_back(std::move(spending));
  columns.emplace_back(std::move(household), answered);
  columns.emplace_back(std::move(satisfaction), answered);
  return table({{.name = "age"},
                {.name = "region", .kind = column_kind::categorical},
                {.name = "membership", .kind = column_kind::categorical},
                {.name = "newsletter", .kind = column_kind::boolean},
                {.name = "visits"},
                {.name = "spending", .form = {.min_decimals = 2, .max_decimals = 2}},
                {.name = "household"},
                {.name = "satisfaction"}},
               std::move(columns));
}

}  // namespace standin::tool
