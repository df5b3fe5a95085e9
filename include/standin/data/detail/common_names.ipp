// SPDX-License-Identifier: MIT
/// \file
/// The bodies of data/common_names.hpp.
#pragma once

#include <standin/data/common_names.hpp>

#include <algorithm>
#include <iterator>

namespace standin::inline v0_1 {

namespace detail {

inline constexpr std::string_view given_name_list[] = {
    "Aaliyah",  "Abdul",     "Adam",    "Ahmed",   "Aisha",   "Alan",      "Albert",   "Alejandro", "Alexander",
    "Ali",      "Alice",     "Amelia",  "Amina",   "Amir",    "Ana",       "Andrea",   "Andrew",    "Angela",
    "Anna",     "Anthony",   "Antonio", "Arjun",   "Arthur",  "Aya",       "Barbara",  "Beatriz",   "Benjamin",
    "Bruno",    "Camila",    "Carl",    "Carlos",  "Carmen",  "Caroline",  "Charles",  "Charlotte", "Chen",
    "Chidi",    "Chloe",     "Claire",  "Daniel",  "David",   "Deepa",     "Diego",    "Dmitri",    "Edith",
    "Eduardo",  "Edward",    "Eleanor", "Elena",   "Elif",    "Elizabeth", "Emeka",    "Emil",      "Emily",
    "Emma",     "Eric",      "Esther",  "Eva",     "Fatima",  "Fernando",  "Florence", "Francesco", "Frank",
    "Fred",     "Frederick", "Gabriel", "George",  "Giulia",  "Grace",     "Hana",     "Hannah",    "Harold",
    "Harry",    "Hassan",    "Helen",   "Henry",   "Hiroshi", "Hugo",      "Ibrahim",  "Ida",       "Ingrid",
    "Isabella", "Ivan",      "Jack",    "Jacob",   "James",   "Jan",       "Jane",     "Javier",    "Jean",
    "Joe",      "Johan",     "John",    "Jorge",   "Jose",    "Joseph",    "Juan",     "Julia",     "Karl",
    "Kate",     "Kenji",     "Kofi",    "Lars",    "Laura",   "Layla",     "Leila",    "Leon",      "Linda",
    "Louis",    "Lucas",     "Lucia",   "Magnus",  "Malik",   "Marcus",    "Margaret", "Maria",     "Mario",
    "Marta",    "Martin",    "Mary",    "Matteo",  "Max",     "Mei",       "Mia",      "Michael",   "Miguel",
    "Mike",     "Mohammed",  "Monica",  "Nadia",   "Nina",    "Nora",      "Olga",     "Oliver",    "Omar",
    "Oscar",    "Patricia",  "Paul",    "Pedro",   "Peter",   "Priya",     "Rafael",   "Rahul",     "Rania",
    "Raymond",  "Richard",   "Robert",  "Roberto", "Rosa",    "Roy",       "Ruth",     "Samuel",    "Sara",
    "Sarah",    "Sofia",     "Stefan",  "Sven",    "Tariq",   "Thomas",    "Tomas",    "Victor",    "Wei",
    "William",  "Yuki",      "Yusuf",   "Zainab",  "Zoe"};

inline constexpr std::string_view family_name_list[] = {
    "Abdi",    "Adebayo",   "Ahmed",     "Ali",      "Allen",      "Almeida",  "Alvarez",  "Andersen",  "Anderson",
    "Baker",   "Bakker",    "Banerjee",  "Becker",   "Bell",       "Bennett",  "Berg",     "Bianchi",   "Brown",
    "Cardoso", "Carter",    "Castillo",  "Castro",   "Chatterjee", "Chavez",   "Chen",     "Choi",      "Clark",
    "Cohen",   "Cohn",      "Collins",   "Conti",    "Cook",       "Cooper",   "Costa",    "Cruz",      "Davies",
    "Davis",   "Diallo",    "Diaz",      "Dubois",   "Edwards",    "Eriksson", "Evans",    "Fernandez", "Ferrari",
    "Fischer", "Flores",    "Fofana",    "Fontaine", "Foster",     "Garcia",   "Gomez",    "Gonzalez",  "Gray",
    "Greco",   "Green",     "Gupta",     "Haddad",   "Hall",       "Hansen",   "Harris",   "Hassan",    "Hernandez",
    "Hill",    "Hoffmann",  "Horvat",    "Hughes",   "Hussain",    "Ibrahim",  "Ito",      "Ivanov",    "Jackson",
    "Jansen",  "Jensen",    "Johansson", "Johnson",  "Jones",      "Joshi",    "Kaya",     "Keller",    "Kelly",
    "Khan",    "Kim",       "King",      "Kovacs",   "Kowalski",   "Kumar",    "Larsen",   "Laurent",   "Lee",
    "Lewis",   "Lim",       "Lopez",     "Mancini",  "Marino",     "Martin",   "Martinez", "Mbeki",     "Mehta",
    "Mendoza", "Meyer",     "Miller",    "Moore",    "Morales",    "Moreau",   "Morgan",   "Morris",    "Mueller",
    "Murphy",  "Nakamura",  "Nguyen",    "Nielsen",  "Novak",      "Nowak",    "Okafor",   "Okeke",     "Olsen",
    "Ortiz",   "Osei",      "Park",      "Parker",   "Patel",      "Pereira",  "Perez",    "Petrov",    "Phillips",
    "Popescu", "Price",     "Ramirez",   "Ramos",    "Rao",        "Reid",     "Reyes",    "Ricci",     "Rivera",
    "Roberts", "Robinson",  "Rodriguez", "Romano",   "Rossi",      "Ruiz",     "Russo",    "Sanchez",   "Santos",
    "Sato",    "Schmidt",   "Schneider", "Schulz",   "Scott",      "Sharma",   "Silva",    "Singh",     "Smith",
    "Suzuki",  "Tanaka",    "Taylor",    "Thomas",   "Thompson",   "Torres",   "Tran",     "Turner",    "Usman",
    "Varga",   "Vargas",    "Visser",    "Wagner",   "Walker",     "Wang",     "Ward",     "Watson",    "Weber",
    "White",   "Williams",  "Wilson",    "Wood",     "Wright",     "Yamamoto", "Yang",     "Yildiz",    "Young",
    "Zhang",   "Zimmermann"};

}  // namespace detail

STANDIN_LAZY_INLINE std::span<const std::string_view> common_given_names() noexcept {
  return detail::given_name_list;
}

STANDIN_LAZY_INLINE std::span<const std::string_view> common_family_names() noexcept {
  return detail::family_name_list;
}

STANDIN_LAZY_INLINE bool is_common_given_name(std::string_view word) noexcept {
  return std::binary_search(std::begin(detail::given_name_list), std::end(detail::given_name_list), word);
}

STANDIN_LAZY_INLINE bool is_common_family_name(std::string_view word) noexcept {
  return std::binary_search(std::begin(detail::family_name_list), std::end(detail::family_name_list), word);
}

}  // namespace standin::inline v0_1
