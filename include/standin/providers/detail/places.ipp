// SPDX-License-Identifier: MIT
/// \file
/// The bodies of providers/places.hpp.
#pragma once

#include <standin/providers/detail/check_index.hpp>
#include <standin/providers/detail/digits.hpp>
#include <standin/providers/places.hpp>

#include <array>
#include <cstddef>
#include <string_view>

namespace standin::inline v0_1 {

namespace detail::provided {

// The order of all these lists is part of what a seed promises.

inline constexpr std::string_view place_qualities[] = {
    "Amber", "Azure",  "Bronze", "Cedar",   "Cobalt", "Copper",  "Coral",  "Crimson", "Crystal", "Dapple",
    "Ebony", "Elder",  "Ember",  "Fallow",  "Flint",  "Gilded",  "Golden", "Granite", "Hazel",   "Indigo",
    "Ivory", "Jasper", "Linden", "Maple",   "Marble", "Misty",   "Mossy",  "Ochre",   "Olive",   "Opal",
    "Pearl", "Quartz", "Russet", "Saffron", "Sable",  "Scarlet", "Silver", "Sunlit",  "Velvet",  "Willow"};

inline constexpr std::string_view place_things[] = {
    "Acorn",  "Anchor",  "Badger",  "Beacon",  "Bobbin",  "Candle",  "Cobble",  "Compass", "Cricket", "Feather",
    "Ferry",  "Finch",   "Garnet",  "Gosling", "Harbor",  "Heron",   "Kestrel", "Kettle",  "Ladder",  "Lantern",
    "Lark",   "Mitten",  "Orchard", "Otter",   "Paddle",  "Pebble",  "Plover",  "Puffin",  "Quill",   "Raven",
    "Saddle", "Sparrow", "Spindle", "Teapot",  "Thimble", "Thistle", "Trellis", "Walnut",  "Whistle", "Wicket"};

inline constexpr std::string_view street_types[] = {"Street", "Road",  "Lane", "Avenue",
                                                    "Court",  "Drive", "Way",  "Close"};

inline constexpr std::uint64_t house_numbers = 999;

inline constexpr std::string_view town_heads[] = {
    "Alder",  "Ardle", "Bram",   "Brindle", "Cael",  "Corv",  "Dapple", "Drim", "Elm",  "Ester", "Fenn",   "Fros",
    "Garle",  "Glim",  "Harrow", "Hesper",  "Ister", "Jor",   "Kelder", "Korr", "Lark", "Lorn",  "Merri",  "Mistle",
    "Nettle", "Nor",   "Oaken",  "Orle",    "Pell",  "Quill", "Ravel",  "Rook", "Salt", "Selk",  "Tamble", "Thorn",
    "Ulver",  "Umber", "Vell",   "Wen",     "Wisp",  "Wold",  "Yarrow", "Yule", "Zell", "Zephyr"};

inline constexpr std::string_view town_tails[] = {
    "barrow", "beck", "bourne", "brook", "combe",   "dale", "fell",  "field", "ford",   "gate", "grave", "holm",
    "hurst",  "keld", "marsh",  "mere",  "minster", "moor", "ridge", "stead", "thorpe", "wick", "wold",  "worth"};

inline constexpr std::string_view town_fronts[] = {"",        "Upper ", "Lower ", "Great ",
                                                   "Little ", "New ",   "Old ",   "Market "};

inline constexpr std::string_view trades[] = {
    "Analytics", "Bakery",   "Brewing",  "Builders",   "Catering", "Ceramics", "Chemicals", "Consulting", "Couriers",
    "Design",    "Electric", "Energy",   "Foods",      "Foundry",  "Freight",  "Gardens",   "Glass",      "Instruments",
    "Logistics", "Machines", "Media",    "Outfitters", "Paper",    "Partners", "Pharma",    "Plastics",   "Printing",
    "Robotics",  "Software", "Textiles", "Timber",     "Tools",    "Travel",   "Ventures"};

inline constexpr std::string_view company_forms[] = {"Ltd", "LLC", "Inc.", "GmbH", "S.A.", "B.V.", "AB", "Co."};

/// Capital letters that stand in the second half of a British postcode.
inline constexpr std::string_view postcode_letters = "ABDEFGHJLNPQRSTUWXYZ";

/// Takes an index apart, the last choice changing fastest.
class choices {
 public:
  explicit choices(std::uint64_t index) : rest_(index) {}

  [[nodiscard]] std::uint64_t below(std::uint64_t n) noexcept {
    const std::uint64_t chosen = rest_ % n;
    rest_ /= n;
    return chosen;
  }
  template <std::size_t N>
  [[nodiscard]] std::string_view of(const std::string_view (&list)[N]) noexcept {
    return list[static_cast<std::size_t>(below(N))];
  }

 private:
  std::uint64_t rest_;
};

}  // namespace detail::provided

STANDIN_LAZY_INLINE std::uint64_t street_address_provider::capacity() const noexcept {
  return detail::provided::house_numbers * std::size(detail::provided::street_types) *
         std::size(detail::provided::place_things) * std::size(detail::provided::place_qualities);
}

STANDIN_LAZY_INLINE std::string street_address_provider::at(std::uint64_t index) const {
  detail::provided::check_index("street_address", index, capacity());
  detail::provided::choices choose(index);
  const std::string number = to_text(choose.below(detail::provided::house_numbers) + 1);
  const std::string_view type = choose.of(detail::provided::street_types);
  const std::string_view thing = choose.of(detail::provided::place_things);
  return concatenate(number, " ", choose.of(detail::provided::place_qualities), " ", thing, " ", type);
}

STANDIN_LAZY_INLINE std::uint64_t city_provider::capacity() const noexcept {
  return std::uint64_t{std::size(detail::provided::town_tails)} * std::size(detail::provided::town_heads) *
         std::size(detail::provided::town_fronts);
}

STANDIN_LAZY_INLINE std::string city_provider::at(std::uint64_t index) const {
  detail::provided::check_index("city", index, capacity());
  detail::provided::choices choose(index);
  const std::string_view tail = choose.of(detail::provided::town_tails);
  const std::string_view head = choose.of(detail::provided::town_heads);
  return concatenate(choose.of(detail::provided::town_fronts), head, tail);
}

STANDIN_LAZY_INLINE std::uint64_t postcode_provider::capacity() const noexcept {
  constexpr std::uint64_t letters = detail::provided::postcode_letters.size();
  return 99 * 10 * letters * letters;
}

STANDIN_LAZY_INLINE std::string postcode_provider::at(std::uint64_t index) const {
  detail::provided::check_index("postcode", index, capacity());
  detail::provided::choices choose(index);
  const auto letter = [&choose] {
    return detail::provided::postcode_letters[static_cast<std::size_t>(
        choose.below(detail::provided::postcode_letters.size()))];
  };
  const char last = letter();
  const char before = letter();
  const std::string sector = to_text(choose.below(10));
  std::string code = concatenate("ZZ", to_text(choose.below(99) + 1), " ", sector);
  code += before;
  code += last;
  return code;
}

STANDIN_LAZY_INLINE std::uint64_t company_provider::capacity() const noexcept {
  return std::uint64_t{std::size(detail::provided::company_forms)} * std::size(detail::provided::trades) *
         std::size(detail::provided::place_things) * std::size(detail::provided::place_qualities);
}

STANDIN_LAZY_INLINE std::string company_provider::at(std::uint64_t index) const {
  detail::provided::check_index("company", index, capacity());
  detail::provided::choices choose(index);
  const std::string_view form = choose.of(detail::provided::company_forms);
  const std::string_view trade = choose.of(detail::provided::trades);
  const std::string_view thing = choose.of(detail::provided::place_things);
  return concatenate(choose.of(detail::provided::place_qualities), " ", thing, " ", trade, " ", form);
}

}  // namespace standin::inline v0_1
