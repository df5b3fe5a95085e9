// SPDX-License-Identifier: MIT
//
// evaluate <queries.csv> <base.csv>: finds the nearest row of the base for each query (another one, where both are the
// same file) as the metrics of privacy do, and prints the CPU seconds without reading, the number of pairs and the mean
// distance, for evaluate.py.
#include <standin/io/csv.hpp>
#include <standin/learn/features.hpp>
#include <standin/stats/mixed_rows.hpp>
#include <standin/stats/nearest_neighbours.hpp>

#include <cstddef>
#include <cstdio>
#include <ctime>
#include <exception>
#include <string_view>
#include <vector>

using namespace standin;

int main(int count, char** words) try {
  if (count != 3) return 2;
  const table queries = io::read_csv(words[1]);
  const table base = io::read_csv(words[2]);
  const bool others = std::string_view(words[1]) == words[2];
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < base.schema().size(); ++i) all.push_back(i);
  const std::clock_t begin = std::clock();
  const feature_map map(base, all, {.few_values = 20});
  const feature_table like = map.apply(base);
  const feature_table asked = map.apply(queries);
  const stats::mixed_space space(like.plain());
  const stats::neighbour_index index(space.place(like.plain()));
  const stats::neighbours found = index.nearest(space.place(asked.plain()), 1, {}, others);
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  double mean = 0.0;
  for (const float distance : found.distance)
    mean += static_cast<double>(distance) / static_cast<double>(queries.rows());
  std::printf("%.4f %.0f %.9f\n", seconds,
              static_cast<double>(queries.rows()) * static_cast<double>(base.rows() - (others ? 1 : 0)), mean);
  return 0;
} catch (const std::exception& why) {
  std::fprintf(stderr, "%s\n", why.what());
  return 2;
}
