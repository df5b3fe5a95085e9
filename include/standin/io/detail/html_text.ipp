// SPDX-License-Identifier: MIT
/// \file
/// The bodies of io/detail/html_text.hpp.
#pragma once

#include <standin/core/text.hpp>
#include <standin/io/detail/html_text.hpp>
#include <standin/io/text_encoding.hpp>

#include <cmath>
#include <optional>

namespace standin::inline v0_1::io::detail {

STANDIN_INLINE std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::optional<std::size_t> bad = first_not_utf8(text);
    for (const char c : text.substr(0, bad.value_or(text.size()))) {
      switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default: out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
      }
    }
    if (!bad) break;
    out += "\xEF\xBF\xBD";
    text.remove_prefix(*bad + 1);
  }
  return out;
}

STANDIN_INLINE std::string html_name(std::string_view name) {
  return concatenate("<bdi>", name.empty() ? std::string("(no name)") : escape_html(name), "</bdi>");
}

STANDIN_INLINE std::string pixels(double length) {
  const double tenths = std::round(length * 10.0);
  if (!std::isfinite(tenths)) return "0";
  return to_text(tenths == 0.0 ? 0.0 : tenths / 10.0);
}

STANDIN_INLINE std::string_view html_style() noexcept {
  return R"css(
:root{color-scheme:light dark;--paper:#fcfbf8;--card:#fff;--ink:#1f1e1c;--soft:#6d6a64;--line:#e4e0d8;--real:#c3c8cf;
--real-ink:#7b8490;--made:#b4430f;--good:#2f7d4f;--fair:#8a6a00;--bad:#b3261e;--plus:#245c92;--minus:#9a4d16;--faint:#f1eee7;
--shade:#1f1e1c28}
@media (prefers-color-scheme:dark){:root{--paper:#15171a;--card:#1c1f23;--ink:#ebe8e2;--soft:#a09c94;--line:#30343a;
--real:#4a525d;--real-ink:#98a2ae;--made:#ff9d5c;--good:#6cc490;--fair:#e0be55;--bad:#ff8a80;--plus:#79b4ea;
--minus:#f0a468;--faint:#23272c;--shade:#00000090}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,
"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
main,footer{max-width:1240px;margin:0 auto;padding:0 clamp(16px,4vw,48px)}
header{padding:clamp(28px,6vw,72px) 0 8px}
h1,h2,h3,h4,p{margin:0}
.over{color:var(--soft);font-size:.85rem;letter-spacing:.04em}
h1{font:500 clamp(1.45rem,3.3vw,2.35rem)/1.25 "Iowan Old Style",Palatino,"Palatino Linotype",Georgia,ui-serif,serif;
max-width:34em;margin:.5em 0 .6em;overflow-wrap:anywhere;text-wrap:balance}
.facts{color:var(--soft);max-width:48em;overflow-wrap:anywhere}
section{margin-top:clamp(36px,5vw,64px)}
h2{font:500 1.4rem/1.3 "Iowan Old Style",Palatino,"Palatino Linotype",Georgia,ui-serif,serif;padding-bottom:.3em;
border-bottom:1px solid var(--line)}
h2+p,h3+p{color:var(--soft);font-size:.92rem;max-width:48em;margin-top:.6em}
h3{font-size:1.02rem;font-weight:600;margin-top:1.8em}
.key{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,220px),1fr));gap:16px;margin-top:28px}
.card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:14px 16px;min-width:0}
.key b{display:block;font:500 2rem/1.2 "Iowan Old Style",Palatino,Georgia,ui-serif,serif;margin:.1em 0}
.key .name,.word{font-size:.92rem}
.small,.card .meta{color:var(--soft);font-size:.82rem}
.good{color:var(--good)}.fair{color:var(--fair)}.bad{color:var(--bad)}.none{color:var(--soft)}
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,330px),1fr));gap:16px;margin-top:20px;
align-items:start}
.card h4{font-size:1rem;font-weight:600;display:flex;gap:12px;justify-content:space-between;align-items:baseline}
.card h4 bdi{overflow-wrap:anywhere;min-width:0}
.card h4 .word{font-weight:400;white-space:nowrap;flex:none}
svg{display:block;width:100%;height:auto;overflow:visible}
svg text{fill:var(--soft);font-size:10.5px;font-family:inherit;unicode-bidi:plaintext}
svg text.ink{fill:var(--ink)}
svg text.on{fill:var(--paper)}
svg text.halo{paint-order:stroke;stroke:var(--card);stroke-width:4px;stroke-linejoin:round}
.card svg{margin-top:10px}
.r{fill:var(--real)}
.s{fill:none;stroke:var(--made);stroke-width:1.8;stroke-linejoin:round}
.axis{stroke:var(--line);stroke-width:1;fill:none}
.cut{stroke:var(--card);stroke-width:2.5;fill:none}
.idl{stroke:var(--ink);stroke-width:1.6}
.hld{fill:var(--card);stroke:var(--ink);stroke-width:1.3}
.span{stroke:var(--made);stroke-width:1.4;opacity:.65}
.dot{fill:var(--made)}
.p{fill:var(--plus)}.n{fill:var(--minus)}.z{fill:var(--faint)}
.key-line,h2+.key-line{display:flex;flex-wrap:wrap;gap:4px 20px;margin-top:12px;color:var(--soft);font-size:.86rem;
max-width:none}
.key-line span{display:inline-flex;align-items:center;gap:7px}
.key-line svg{width:26px;height:14px;flex:none}
.wide{overflow-x:auto;margin-top:12px;background:linear-gradient(to left,var(--paper) 40%,transparent) right/40px 100%
no-repeat local,linear-gradient(to left,var(--shade),transparent) right/16px 100% no-repeat scroll}
thead th[scope=col]{white-space:normal;vertical-align:bottom}
table{border-collapse:collapse;width:100%;font-size:.92rem}
th,td{text-align:right;padding:7px 0 7px 18px;border-bottom:1px solid var(--line);white-space:nowrap}
th{font-weight:500;color:var(--soft);font-size:.82rem}
th:first-child,td:first-child{text-align:left;padding-left:0;white-space:normal;overflow-wrap:anywhere;min-width:8.5em}
tbody th{color:var(--ink);font-size:.92rem;font-weight:400}
td.bar{width:30%;min-width:150px}
td.l,th.l{text-align:left}
tr.group div{position:sticky;left:0;width:0;min-width:min(100%,calc(100vw - 36px))}
tr.group th{padding-top:1.4em;color:var(--soft);font-weight:600;text-align:left}
td.best{font-weight:650}
td.best::before{content:"★ ";color:var(--made);font-weight:400}
section p.small,div>p.small{margin-top:10px}
.maps{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,320px),1fr));gap:28px 20px;margin-top:20px}
figure{margin:0;min-width:0}
figcaption{font-size:.92rem;font-weight:600;margin-bottom:8px}
figcaption span{color:var(--soft);font-weight:400}
ol.names{columns:13em;font-size:.85rem;color:var(--soft);padding-left:2.2em;overflow-wrap:anywhere}
details{margin-top:16px}
summary{cursor:pointer;color:var(--soft)}
.table-of>summary{font:500 1.4rem/1.3 "Iowan Old Style",Palatino,Georgia,ui-serif,serif;color:var(--ink);
border-bottom:1px solid var(--line);padding-bottom:.3em;overflow-wrap:anywhere}
.table-of>summary span{display:block;font:.92rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:var(--soft);
margin-top:.3em;max-width:60em}
ul.plain{list-style:none;padding:0;margin:12px 0 0;font-size:.92rem;max-width:60em}
ul.plain li{padding:6px 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
footer{margin-top:64px;padding-bottom:48px;color:var(--soft);font-size:.84rem}
footer p{max-width:60em;margin-top:.7em}
tbody th[scope=row]{position:sticky;left:0;background:var(--paper)}
@media (max-width:640px){tbody th[scope=row]{max-width:9em}table{font-size:.86rem}tbody th{font-size:.86rem}
.key-line.bar,td.bar,th.bar,td.of,th.of{display:none}th,td{padding-left:9px}}
@media print{details{display:block}.card{break-inside:avoid}}
)css";
}

}  // namespace standin::inline v0_1::io::detail
