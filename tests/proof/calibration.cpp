// SPDX-License-Identifier: MIT
//
// proof_calibration [seeds] [rows]: how often each figure sees a fault that isn't there, on fresh rows of the law, and
// one that is. Prints JSON.
#include <evaluation/faults.hpp>
#include <evaluation/seen.hpp>
#include <standin/evaluation/full_suite.hpp>
#include <standin/parallel/thread_pool.hpp>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <map>
#include <string>
#include <vector>

int main(int count, char** words) try {
  using namespace standin;
  const auto seeds = static_cast<std::uint64_t>(count > 1 ? std::atoi(words[1]) : 200);
  const auto rows = static_cast<std::size_t>(count > 2 ? std::atoi(words[2]) : 1000);
  thread_pool pool(1);
  std::vector<std::string> names;
  std::map<std::string, std::vector<seen_tally>> all;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    for (std::size_t f = 0; f < faults.size(); ++f) {
      if (f > 0 && seed % 10 != 0) continue;
      for (const auto& [figure, tally] : look_for(faults[f].first, seed, rows, pool)) {
        if (all.find(figure) == all.end()) {
          names.push_back(figure);
          all[figure].resize(faults.size());
        }
        all[figure][f] += tally;
      }
    }
    std::fprintf(stderr, "\r%d ", static_cast<int>(seed));
  }
  std::printf("{\n  \"rows\": %zu,\n  \"seeds\": %zu,\n  \"figures\": {", rows, static_cast<std::size_t>(seeds));
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::printf("%s\n    \"%s\": {", i > 0 ? "," : "", names[i].c_str());
    for (std::size_t f = 0; f < faults.size(); ++f) {
      const seen_tally& t = all[names[i]][f];
      std::printf("%s\"%s\": [%zu, %zu]", f > 0 ? ", " : "", std::string(faults[f].second).c_str(), t.seen, t.of);
    }
    std::printf("}");
  }
  std::printf("\n  }\n}\n");
  return 0;
} catch (const std::exception& why) {
  std::fprintf(stderr, "%s\n", why.what());
  return 2;
}
