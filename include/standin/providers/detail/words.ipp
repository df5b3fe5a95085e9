// SPDX-License-Identifier: MIT
/// \file
/// The bodies of providers/words.hpp.
#pragma once

#include <standin/core/text.hpp>
#include <standin/providers/words.hpp>

#include <iterator>

namespace standin::inline v0_1 {

namespace detail::provided {

inline constexpr std::string_view words_of_texts[] = {
    "the",    "and",     "with",    "near",    "small",   "quiet",   "early",   "round",    "plain",   "green",
    "long",   "soft",    "open",    "warm",    "late",    "level",   "simple",  "first",    "other",   "some",
    "this",   "that",    "under",   "over",    "after",   "before",  "beside",  "between",  "without", "for",
    "from",   "into",    "about",   "lamp",    "basket",  "window",  "garden",  "paper",    "bridge",  "corner",
    "table",  "river",   "kettle",  "ladder",  "button",  "candle",  "pocket",  "hammer",   "orange",  "pepper",
    "wagon",  "meadow",  "pencil",  "blanket", "barrel",  "carpet",  "copper",  "cotton",   "feather", "ferry",
    "goose",  "harbour", "island",  "jacket",  "journey", "lantern", "letter",  "marble",   "mirror",  "morning",
    "needle", "notice",  "number",  "orchard", "parcel",  "pebble",  "picture", "pillow",   "planet",  "puzzle",
    "ribbon", "saddle",  "shelf",   "shovel",  "signal",  "silver",  "spoon",   "stairs",   "stone",   "story",
    "summer", "thread",  "ticket",  "timber",  "towel",   "trumpet", "tunnel",  "umbrella", "valley",  "velvet",
    "violin", "walnut",  "weather", "wheel",   "whistle", "winter",  "wool",    "yellow",   "answer",  "arrive",
    "ask",    "begin",   "bring",   "build",   "carry",   "change",  "count",   "cover",    "draw",    "fasten",
    "fill",   "find",    "follow",  "gather",  "give",    "hold",    "join",    "keep",     "learn",   "leave",
    "lift",   "listen",  "look",    "make",    "measure", "mend",    "move",    "offer",    "paint",   "pass",
    "place",  "point",   "pour",    "press",   "push",    "reach",   "read",    "rest",     "return",  "roll",
    "send",   "share",   "show",    "sing",    "sort",    "stand",   "start",   "stay",     "take",    "tell",
    "tie",    "turn",    "wait",    "walk",    "wash",    "watch",   "wear",    "weigh",    "write",   "again",
    "almost", "always",  "away",    "both",    "down",    "each",    "even",    "ever",     "here",    "just",
    "less",   "more",    "much",    "never",   "often",   "once",    "only",    "quite",    "rather",  "since",
    "soon",   "still",   "then",    "there",   "today",   "twice",   "very",    "well",     "while",   "is",
    "was",    "has",     "may",     "can",     "will",    "of",      "to",      "in",       "on",      "at",
    "by",     "it",      "a",       "an",      "as",      "or",      "but",     "so",       "if",      "not"};

inline constexpr std::string_view name_heads[] = {
    "alder",  "amber", "ardle",  "bram", "brindle", "cael",   "cedar", "corv",   "dapple", "drim",   "elm",
    "ember",  "ester", "fallow", "fenn", "fros",    "garle",  "glim",  "harrow", "hazel",  "hesper", "ister",
    "jasper", "jor",   "kelder", "korr", "lark",    "linden", "lorn",  "merri",  "mistle", "moss",   "nettle",
    "nor",    "oaken", "orle",   "pell", "quill",   "ravel",  "rook",  "russet", "salt",   "selk",   "tamble",
    "thorn",  "ulver", "umber",  "vell", "wen",     "wisp",   "wold",  "yarrow", "yule",   "zell"};

inline constexpr std::string_view name_tails[] = {
    "ana",  "barrow", "beck",  "bourne", "brook", "combe", "dale", "dell", "ette",  "fell",  "field",
    "gate", "holm",   "hurst", "ina",    "iva",   "keld",  "kin",  "lane", "low",   "mar",   "marsh",
    "mere", "moor",   "nell",  "onia",   "ora",   "osta",  "port", "quay", "ridge", "rise",  "sand",
    "shaw", "stead",  "tarn",  "thorpe", "tide",  "una",   "vale", "ware", "wick",  "worth", "wynd"};

}  // namespace detail::provided

STANDIN_LAZY_INLINE std::span<const std::string_view> common_words() noexcept {
  return detail::provided::words_of_texts;
}

STANDIN_LAZY_INLINE std::size_t made_up_names() noexcept {
  return std::size(detail::provided::name_heads) * std::size(detail::provided::name_tails);
}

STANDIN_LAZY_INLINE std::string made_up_name(std::size_t index) {
  constexpr std::size_t heads = std::size(detail::provided::name_heads);
  return concatenate(detail::provided::name_heads[index % heads], detail::provided::name_tails[index / heads]);
}

}  // namespace standin::inline v0_1
