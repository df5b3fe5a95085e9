// SPDX-License-Identifier: MIT
/// \file
/// Roles and profiles of real tables, in the folder that STANDIN_DATA names, against what its README says of them.
#include <standin/data/profile.hpp>
#include <standin/data/roles.hpp>
#include <standin/io/csv.hpp>
#include <standin/io/profile_json.hpp>
#include <standin/io/profile_text.hpp>

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace standin {
namespace {

class real_profile : public testing::Test {
 protected:
  void SetUp() override {
    if (std::getenv("STANDIN_DATA") == nullptr) GTEST_SKIP() << "set STANDIN_DATA to the folder with the real tables";
  }

  static table read(std::string_view file) {
    return io::read_csv(std::string(std::getenv("STANDIN_DATA")) + "/" + std::string(file) + ".csv.gz",
                        {.null_strings = {"?"}});
  }

  static std::string roles_of(std::string_view file) {
    const table data = read(file);
    std::string letters;
    for (const inferred_role& one : infer_roles(data).columns) {
      letters += name_of(one.role).front();
      EXPECT_GT(one.confidence, 0.0) << one.column;
      EXPECT_LE(one.confidence, 1.0) << one.column;
      EXPECT_FALSE(one.reason.empty()) << one.column;
    }
    return letters;
  }

  static std::vector<std::string> dependencies_of(const table_profile& of) {
    std::vector<std::string> found;
    for (const functional_dependency& one : of.dependencies)
      found.push_back(of.columns[one.from].name + " > " + of.columns[one.to].name);
    return found;
  }
};

// As the README describes the columns: m measure, c category, d date-time, k key, p personal, t text, i ignored.
TEST_F(real_profile, has_the_roles_that_a_person_gives_the_columns) {
  EXPECT_EQ(roles_of("adult"), "mcmcccccccmmmcc");
  EXPECT_EQ(roles_of("airbnb_nyc"), "cccmmmdmmmm");
  EXPECT_EQ(roles_of("bank_marketing"), "mccccmcccmcmmmmcc");
  EXPECT_EQ(roles_of("california_housing"), "mmmmmmmmmc");
  EXPECT_EQ(roles_of("insurance"), "mcmcccm");
  EXPECT_EQ(roles_of("titanic"), "kccpcmcctmtc");
  EXPECT_EQ(roles_of("google_stock"), "mmmmmm");
  EXPECT_EQ(roles_of("credit_default"), "mcccmcccccc" + std::string(12, 'm') + "c");
  EXPECT_EQ(roles_of("covertype_20k"), std::string(10, 'm') + std::string(45, 'c'));
  EXPECT_EQ(roles_of("diabetes130").substr(0, 22), "kmccccccccccmcmmmmcccc");
  EXPECT_EQ(roles_of("berka/account"), "kccd");
  EXPECT_EQ(roles_of("berka/card"), "kkcd");
  EXPECT_EQ(roles_of("berka/client"), "kmc");
  EXPECT_EQ(roles_of("berka/disp"), "kkmc");
  EXPECT_EQ(roles_of("berka/loan"), "kkdmcmc");
  EXPECT_EQ(roles_of("berka/order"), "kmcmmc");
  EXPECT_EQ(roles_of("cdnow/users"), "k");
  EXPECT_EQ(roles_of("cdnow/purchases"), "mdmm");
  EXPECT_EQ(roles_of("baseball/players"), "kcddppmmcc");
  EXPECT_EQ(roles_of("world/city"), "ktccm");
  EXPECT_EQ(roles_of("world/countrylanguage"), "cccm");
}

TEST_F(real_profile, takes_codes_of_countries_for_keys_and_their_figures_for_measures) {
  const role_assignment roles = infer_roles(read("world/country"));
  for (const char* key : {"Code", "Code2"}) EXPECT_EQ(roles.of(key).role, column_role::key) << key;
  for (const char* measure : {"SurfaceArea", "IndepYear", "Population", "LifeExpectancy", "GNP", "GNPOld", "Capital"})
    EXPECT_EQ(roles.of(measure).role, column_role::measure) << measure;
  for (const char* text : {"Name", "LocalName"}) EXPECT_EQ(roles.of(text).role, column_role::text) << text;
  EXPECT_EQ(roles.of("HeadOfState").personal, personal_kind::full_name);
}

TEST_F(real_profile, knows_what_personal_columns_hold) {
  EXPECT_EQ(infer_roles(read("titanic")).of("Name").personal, personal_kind::full_name);
  const role_assignment players = infer_roles(read("baseball/players"));
  EXPECT_EQ(players.of("nameFirst").personal, personal_kind::given_name);
  EXPECT_EQ(players.of("nameLast").personal, personal_kind::family_name);
}

// Figures from the README, or by pandas 2.2: duplicated().sum(), isna().sum(), nunique().
TEST_F(real_profile, agrees_with_other_tools_on_adult) {
  const table_profile found = profile(read("adult"));
  EXPECT_EQ(found.rows, 48'842U);
  EXPECT_EQ(found.duplicate_rows, 52U);
  EXPECT_EQ(found.complete_rows, 48'842U - 3'620U);
  EXPECT_EQ(found.columns[1].missing, 2'799U);
  EXPECT_EQ(found.columns[2].distinct, 28'523U);
  EXPECT_TRUE(found.keys.empty());
  EXPECT_EQ(dependencies_of(found),
            (std::vector<std::string>{"education > education_num", "education_num > education"}));
  ASSERT_EQ(found.columns[12].name, "hours_per_week");
  ASSERT_FALSE(found.columns[12].numbers->heaps.empty());
  EXPECT_EQ(found.columns[12].numbers->heaps[0].step, 5.0);
}

TEST_F(real_profile, agrees_with_other_tools_on_diabetes) {
  const table_profile found = profile(read("diabetes130"));
  EXPECT_EQ(found.duplicate_rows, 0U);
  EXPECT_EQ(found.keys, (std::vector<std::vector<std::size_t>>{{0}}));
  EXPECT_EQ(found.columns[1].distinct, 71'518U);
  EXPECT_EQ(found.columns[5].missing, 98'569U);
  std::vector<std::string> constant;
  for (const column_profile& column : found.columns)
    if (column.constant()) constant.push_back(column.name);
  EXPECT_EQ(constant, (std::vector<std::string>{"examide", "citoglipton"}));
  EXPECT_TRUE(found.dependencies_complete);
}

TEST_F(real_profile, agrees_with_other_tools_on_the_others) {
  EXPECT_EQ(profile(read("credit_default")).duplicate_rows, 35U);
  EXPECT_EQ(profile(read("cdnow/purchases")).duplicate_rows, 255U);
  EXPECT_EQ(profile(read("baseball/batting")).duplicate_rows, 1U);
  const table_profile language = profile(read("world/countrylanguage"));
  EXPECT_EQ(language.keys, (std::vector<std::vector<std::size_t>>{{0, 1}}));
  EXPECT_EQ(dependencies_of(profile(read("airbnb_nyc"))),
            (std::vector<std::string>{"neighbourhood > neighbourhood_group"}));
  EXPECT_EQ(dependencies_of(profile(read("google_stock"))),
            (std::vector<std::string>{"Close > Adj_Close", "Adj_Close > Close"}));
  EXPECT_EQ(dependencies_of(profile(read("world/country"))), (std::vector<std::string>{"Region > Continent"}));
  const table_profile housing = profile(read("california_housing"));
  const number_profile& value = housing.columns[8].numbers.value();
  ASSERT_FALSE(value.atoms.empty());
  EXPECT_EQ(value.atoms[0], (value_count{500'001.0, 965}));
}

TEST_F(real_profile, is_written_as_text_and_json) {
  for (const char* file : {"adult", "titanic", "world/city", "berka/district", "cdnow/users"}) {
    const table_profile found = profile(read(file));
    const std::string text = io::render_text(found);
    std::size_t line = 0;
    for (const char c : text) {
      line = c == '\n' ? 0 : line + ((static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1U : 0U);
      ASSERT_LE(line, 80U) << file;
    }
    EXPECT_NE(io::render_json(found).find("\"standin.profile\""), std::string::npos);
  }
}

}  // namespace
}  // namespace standin
