/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TRUCE_VIEWS_PAGE_STYLE_H
#define TRUCE_VIEWS_PAGE_STYLE_H

/** @file The page's style sheet: system fonts, light and dark, narrow screens, paper. */

/* clang-format off */
#define PAGE_STYLE \
    ":root{color-scheme:light dark;--paper:#fdfcf9;--ink:#1d1c1a;--soft:#5c5953;--rule:#d9d5cb;--faint:#f3f0e8;--link:#1f4e79;" \
    "--serif:ui-serif,'Iowan Old Style',Charter,Georgia,'Times New Roman',serif;" \
    "--sans:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif}\n" \
    "@media (prefers-color-scheme:dark){:root{--paper:#171614;--ink:#e9e5dc;--soft:#a7a196;--rule:#3a3732;--faint:#201f1b;--link:#9cc3e8}}\n" \
    "*{box-sizing:border-box}\n" \
    "body{margin:0 auto;max-width:60rem;padding:3rem 1.5rem 5rem;background:var(--paper);color:var(--ink);" \
    "font:1.0625rem/1.55 var(--serif);font-variant-numeric:oldstyle-nums;text-rendering:optimizeLegibility;overflow-wrap:anywhere}\n" \
    "h1{font-size:2.3rem;line-height:1.15;font-weight:600;letter-spacing:-.01em;margin:.2rem 0 1.2rem;text-wrap:balance}\n" \
    "h2{font-size:1.45rem;font-weight:600;margin:3.5rem 0 .2rem;padding-top:1rem;border-top:2px solid var(--ink)}\n" \
    "h3{font-size:1.15rem;font-weight:600;margin:0}\n" \
    "h4{font:600 .95rem/1.4 var(--sans);margin:1.1rem 0 .2rem}\n" \
    "header p{margin:.25rem 0;max-width:46rem;color:var(--soft)}\n" \
    ".kind,.when,thead th,.none,.place,.by,summary,.hash,footer,.standing{font-family:var(--sans)}\n" \
    ".kind{font-size:.8rem;letter-spacing:.08em;text-transform:uppercase;margin:0}\n" \
    "header .dates{color:var(--ink)}\n" \
    ".when{font-size:.9rem;color:var(--soft);margin:.1rem 0 0}\n" \
    "a{color:var(--link);text-decoration-thickness:.06em;text-underline-offset:.18em}\n" \
    "table{width:100%;border-collapse:collapse;margin:.7rem 0 .3rem}\n" \
    "th,td{text-align:left;vertical-align:baseline;padding:.4rem .9rem .4rem 0;font-weight:400}\n" \
    "thead th{font-size:.75rem;letter-spacing:.04em;color:var(--soft);border-bottom:1px solid var(--ink);padding-bottom:.25rem;white-space:nowrap}\n" \
    "tbody tr{border-bottom:1px solid var(--rule)}\n" \
    ".rows tr.row{border-bottom:0}\n" \
    ".rows th[scope=row]{width:30%;font-weight:600}\n" \
    ".rows .number{width:22%;font-variant-numeric:lining-nums tabular-nums;font-size:1.15rem;white-space:normal}\n" \
    ".rows.plain .number{width:0;padding:0}\n" \
    ".rows .number .figure{color:inherit;text-decoration-color:var(--soft)}\n" \
    ".standing{font-size:.92rem}\n" \
    "tr.overall{background:var(--faint)}\n" \
    ".lines td{padding:0 0 .7rem}\n" \
    "ul{list-style:none;margin:0;padding:0}\n" \
    "li{padding:.25rem 0 .25rem 1.1rem;border-left:3px solid var(--faint);margin:.25rem 0}\n" \
    "li:target,article:target,tr:target{background:var(--faint);border-left-color:var(--link)}\n" \
    "li .said{display:block;font:500 .95rem/1.45 var(--sans);font-variant-numeric:tabular-nums}\n" \
    "q{quotes:'\\201C' '\\201D';unicode-bidi:isolate;font-style:italic;color:var(--ink)}\n" \
    ".place{font-size:.8rem;color:var(--soft);white-space:nowrap;font-variant-numeric:tabular-nums}\n" \
    "time{white-space:nowrap}\n" \
    ".terms{margin:.1rem 0 .4rem;max-width:46rem}\n" \
    ".none{font-size:.88rem;color:var(--soft);margin:.5rem 0}\n" \
    ".by{font-size:.85rem;color:var(--soft)}\n" \
    ".overview h2{margin-top:2.5rem}\n" \
    ".overview td,.overview th{padding-top:.45rem;padding-bottom:.45rem}\n" \
    ".overview .figure{font-variant-numeric:lining-nums tabular-nums}\n" \
    ".obligation{padding:1.6rem 0 .6rem}\n" \
    "details{margin:.6rem 0}summary{font-size:.88rem;color:var(--soft);cursor:pointer}\n" \
    ".whole ul,.reports ul{margin:.8rem 0}\n" \
    "article{padding:1rem 0 .2rem}\n" \
    ".hash{font-size:.72rem;color:var(--soft);margin:.1rem 0}\n" \
    "footer{margin-top:4rem;padding-top:.8rem;border-top:1px solid var(--rule);font-size:.85rem;color:var(--soft);max-width:46rem}\n" \
    "@media (max-width:40rem){body{padding:1.5rem 1rem 3rem;font-size:1rem}h1{font-size:1.7rem}" \
    ".rows thead{display:none}.rows tr.row{display:block;padding-top:.6rem}.rows tr.row>*{display:block;width:auto;padding:.05rem 0}" \
    ".rows .number:empty{display:none}.rows .number:not(:empty)::before{content:attr(data-label) ' ';font:.8rem var(--sans);color:var(--soft)}" \
    ".rows.plain .number,.rows .dash{display:none}.lines,.lines td{display:block}.overview thead{display:none}.overview tr{display:block;padding:.6rem 0}" \
    ".overview th,.overview td{display:inline-block;padding:0 .8rem 0 0}.overview td:last-child{display:block;padding-top:.2rem}.place{white-space:normal}}\n" \
    "@media print{:root{--paper:#fff;--ink:#000;--soft:#444;--rule:#bbb;--faint:#f2f2f2;--link:#000}" \
    "body{max-width:none;padding:0;font-size:10pt}h1{font-size:20pt}h2{margin-top:1.5rem}a{text-decoration:none}" \
    "h2,h3,h4,.terms,thead,tr.row{break-after:avoid}li,article>p{break-inside:avoid}@page{margin:18mm 16mm}}\n"
/* clang-format on */

#endif
