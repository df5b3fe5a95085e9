// SPDX-License-Identifier: MIT
//
// What other programs' seconds are told by: nothing of the library, but the standard library as it is used there,
// enough of it to keep a compiler busy for some seconds.
#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace {

template <int N>
struct record {
  std::string name;
  std::vector<double> numbers;
  std::variant<std::int64_t, double, std::string> cell;
  std::optional<std::vector<std::string>> words;

  friend bool operator<(const record& a, const record& b) {
    return std::tie(a.name, a.numbers) < std::tie(b.name, b.numbers);
  }
};

template <int N>
double busy(std::size_t count) {
  std::vector<record<N>> rows;
  std::map<std::string, std::set<std::size_t>> places;
  std::unordered_map<std::string, std::shared_ptr<record<N>>> known;
  for (std::size_t i = 0; i < count; ++i) {
    record<N> row{"row " + std::to_string(i % (N + 7)), std::vector<double>(i % 5, static_cast<double>(i)), {}, {}};
    if (i % 3 == 0) row.cell = "text " + row.name;
    if (i % 3 == 1) row.cell = static_cast<std::int64_t>(i);
    if (i % 2 == 0) row.words = std::vector<std::string>{row.name, "word"};
    places[row.name].insert(i);
    known.emplace(row.name, std::make_shared<record<N>>(row));
    rows.push_back(std::move(row));
  }
  std::sort(rows.begin(), rows.end());
  std::stable_sort(rows.begin(), rows.end(),
                   [](const record<N>& a, const record<N>& b) { return a.numbers.size() < b.numbers.size(); });
  rows.erase(std::remove_if(rows.begin(), rows.end(), [](const record<N>& r) { return r.cell.index() == N % 3; }),
             rows.end());
  const std::function<double(const record<N>&)> length = [&known](const record<N>& r) {
    const auto of = known.find(r.name);
    return std::accumulate(r.numbers.begin(), r.numbers.end(), of == known.end() ? 0.0 : 1.0) +
           std::visit([](const auto& cell) { return static_cast<double>(sizeof(cell)); }, r.cell);
  };
  double sum = static_cast<double>(places.size());
  for (const record<N>& row : rows) sum += length(row) + (row.words ? static_cast<double>(row.words->size()) : 0.0);
  return sum;
}

template <int... Ns>
double all(std::integer_sequence<int, Ns...>, std::size_t count) {
  return (busy<Ns>(count) + ...);
}

}  // namespace

int main(int count, char**) {
  return static_cast<int>(all(std::make_integer_sequence<int, 3>{}, static_cast<std::size_t>(count)));
}
