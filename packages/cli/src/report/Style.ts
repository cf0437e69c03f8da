/**
 * The style sheet of a report: calm on a screen, light or dark, and made for A4.
 *
 * Fonts are those of the system, Latin before Chinese. The language is switched by style alone: of both texts the one
 * that was chosen is there, on paper too.
 */
import { dark } from "./Look.ts"

const darkCharts = Object.entries(dark)
  .map(([light, shown]) => `svg [fill="${light}"]{fill:${shown}}svg [stroke="${light}"]{stroke:${shown}}`)
  .join("\n")

/** The style sheet. */
export const css = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1b2430;--muted:#55606e;--rule:#c3cad3;--soft:#f3f5f7;--shade:rgb(27 36 48/.28);--accent:#0a4f86;--met:#1a6b45;--missed:#a1230f;--open:#6b5a00}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:1.2rem 1.6rem 4rem;max-width:66rem;background:var(--paper);color:var(--ink);font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif;overflow-wrap:break-word}
:lang(zh){line-height:1.7}
code{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;font-size:.86em;overflow-wrap:anywhere}
a{color:var(--accent)}
h1{font-size:1.95rem;line-height:1.25;font-weight:650;margin:0 0 .3rem;letter-spacing:-.01em}
:lang(zh) h1{letter-spacing:0}
h2{font-size:1.35rem;line-height:1.3;font-weight:650;margin:3.2rem 0 .9rem;padding-top:.7rem;border-top:2px solid var(--ink)}
h3{font-size:1.06rem;font-weight:650;margin:2rem 0 .5rem}
h4{font-size:1rem;margin:1.4rem 0 .4rem}
p{margin:.5rem 0 .8rem;max-width:50rem}
.lead{font-size:1.12rem;color:var(--muted);margin:0 0 1rem}
.finding{font-size:1.12rem;border-left:4px solid var(--accent);padding:.1rem 0 .1rem .9rem;margin:1.2rem 0}
.findings{font-size:.95rem}.findings p{margin:.3rem 0}.findings ul{margin:.2rem 0}.findings .run{display:block}
.note,.faint,figcaption,footer{color:var(--muted);font-size:.88rem}
.good{color:var(--met)}.bad{color:var(--missed)}.open{color:var(--open)}
ul{padding-left:1.2rem;margin:.4rem 0 1rem}
.contents{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;padding:0;margin:1rem 0 0}
.switch{position:absolute;opacity:0;width:1px;height:1px}
.languages{display:flex;justify-content:flex-end;gap:.3rem;margin-bottom:1.6rem;font-size:.88rem}
.languages label{padding:.15rem .8rem;border:1px solid var(--rule);border-radius:3px;cursor:pointer;color:var(--muted)}
#show-en:checked~.languages [for=show-en],#show-zh:checked~.languages [for=show-zh]{background:var(--ink);border-color:var(--ink);color:var(--paper)}
#show-en:focus-visible~.languages [for=show-en],#show-zh:focus-visible~.languages [for=show-zh]{outline:3px solid var(--accent);outline-offset:2px}
#show-en:checked~.page:lang(zh),#show-zh:checked~.page:lang(en){display:none}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.scroll{position:relative;overflow-x:auto;margin:.6rem 0 1.4rem;background:linear-gradient(90deg,var(--paper) 40%,transparent) left/2.4rem 100% no-repeat local,linear-gradient(270deg,var(--paper) 40%,transparent) right/2.4rem 100% no-repeat local,linear-gradient(90deg,var(--shade),transparent) left/.9rem 100% no-repeat scroll,linear-gradient(270deg,var(--shade),transparent) right/.9rem 100% no-repeat scroll}
table{border-collapse:collapse;width:100%;font-size:.88rem;line-height:1.42;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:650;font-size:.95rem;padding:0 0 .4rem}
th,td{padding:.3rem .6rem .3rem 0;text-align:left;vertical-align:baseline;font-weight:400;border-bottom:1px solid var(--rule)}
th:last-child,td:last-child{padding-right:0}
thead th,thead td{border-bottom:1.5px solid var(--ink);color:var(--muted);font-weight:600;font-size:.93em;vertical-align:bottom}
thead tr:first-child:not(:last-child) th,thead tr:first-child:not(:last-child) td{border-bottom:0;padding-bottom:0}
tbody:last-child tr:last-child>*{border-bottom:1.5px solid var(--ink)}
[scope=colgroup]{text-align:center;border-bottom:1px solid var(--rule)!important}
.n{text-align:right;padding-left:.7rem;white-space:nowrap}
.section th{font-weight:650;padding-top:1rem;border-bottom-color:var(--ink)}
.total>*{font-weight:650}
.again>th:first-child,.again>th:first-child *{color:transparent;font-size:0}
tr:has(+.again)>th:first-child{border-bottom-color:transparent}
.unit{color:var(--muted);font-weight:400;font-size:.93em}
.below{display:block;color:var(--muted);font-size:.9em}
.letter{font-weight:700}
.mark{font-weight:700;margin-right:.35em}
.met{color:var(--met)}.missed{color:var(--missed)}.on_the_way,.none{color:var(--open)}
.moved{border:1px solid currentcolor;border-radius:3px;padding:0 .3em;font-size:.85em;font-weight:650;color:var(--accent)}
.register td:last-child{color:var(--muted)}
.register{table-layout:fixed}
.register thead th{width:27%}
.register thead th:nth-child(2){width:18%}
.register thead th:nth-child(3){width:13%}
.register thead th:nth-child(4){width:10%}
.register thead th:last-child{width:32%}
.register td{overflow-wrap:anywhere}
.register td:nth-child(2),.register td:nth-child(3){white-space:normal}
.register td:last-child{padding-left:1rem}
.k,.runs th,.runs code{white-space:nowrap}
.many .n{white-space:normal}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1.6rem;padding:0;margin:.4rem 0 1rem}
.sample{vertical-align:middle}
.charts{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1.2rem 2rem;margin-bottom:1.4rem}
.accounts{columns:2;column-gap:2.4rem}
.accounts .scroll{break-inside:avoid;margin-top:0;padding-top:.6rem}
figure{margin:0;break-inside:avoid}
.wide figure{margin:1rem 0 1.8rem;max-width:52rem}
.above{display:none}
figure svg{display:block;width:100%;height:auto;font-family:inherit}
.title{font-weight:650;margin:0 0 .2rem;font-size:.95rem}
.asked{display:block}
.stands{white-space:nowrap;margin-left:.4em}
.diamond{color:var(--missed)}
details{margin:.6rem 0 1rem}
summary{cursor:pointer;color:var(--accent)}
footer{margin-top:3rem;padding-top:.7rem;border-top:1px solid var(--rule)}
@media screen and (max-width:60rem){.charts{grid-template-columns:minmax(0,36rem)}}
@media screen and (max-width:48rem){.accounts{columns:1}body{padding:1rem}.beside{display:none}.above{display:block;max-width:30rem}.above svg{overflow:visible}}
@media screen and (max-width:37.5rem){
.charts svg{overflow:visible}.charts svg text{font-size:14px}
.scroll .n{padding-left:.3rem}.scroll thead .n,.runs th,.runs code{white-space:normal}
table.stacks,.stacks tbody{display:block}
.stacks thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.stacks tr{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));column-gap:1rem;padding:.45rem 0;border-bottom:1px solid var(--rule)}
.scroll .stacks tbody th,.scroll .stacks tbody td{border:0!important;padding:.05rem 0;text-align:left;white-space:normal;overflow-wrap:anywhere}
.stacks tbody th,.register td:nth-child(2),.register td:last-child{grid-column:1/-1}
.stacks td:empty{display:none}
.stacks [data-head]::before{content:attr(data-head);color:var(--muted);font-weight:400;margin-right:.5em}
}
@media screen and (prefers-color-scheme:dark){
:root{--paper:#151a21;--ink:#e9edf2;--muted:#a9b4c1;--rule:#3d4753;--soft:#1d242d;--shade:rgb(0 0 0/.75);--accent:#7dbdf0;--met:#66cf9d;--missed:#ff9a86;--open:#e0c65c}
${darkCharts}
}
@media print{
@page{size:A4;margin:15mm 14mm 17mm;@bottom-right{content:counter(page) " / " counter(pages);font:8pt system-ui,sans-serif;color:#55606e}}
:root{color-scheme:light}
body{max-width:none;padding:0;font-size:9.3pt;line-height:1.45}
.languages,.contents,details{display:none}
h1{font-size:19pt}.lead,.finding{font-size:10.5pt}.findings{font-size:9.3pt}.note,figcaption,footer,.faint{font-size:8.2pt}.title,caption{font-size:9pt}.charts .title{min-height:0}h2{font-size:13.5pt;margin:9mm 0 3mm}h3{font-size:10.5pt;margin:5mm 0 1.5mm}
h2,h3,h4,caption,.title,.legend{break-after:avoid}
.scroll{overflow:visible;margin:2mm 0 4mm}
table{font-size:8.2pt;line-height:1.35}
th,td{padding:.8mm 1.6mm .8mm 0}
.n{padding-left:1.4mm}
thead{display:table-header-group}
tr{break-inside:avoid}
.section{break-after:avoid}
.section th{padding-top:2.6mm}
.charts{gap:4mm 7mm}
.wide figure{margin:2mm 0 4mm;max-width:165mm}
.accounts{column-gap:8mm}
.register{font-size:7.4pt;line-height:1.28}.register thead th:first-child{width:22%}.register thead th:nth-child(2){width:28%}.register thead th:nth-child(3){width:13%}.register thead th:nth-child(4){width:6%}.register thead th:last-child{width:31%}.register th,.register td{padding-top:.5mm;padding-bottom:.5mm}.register .below{display:inline;margin-left:.5em}
p{orphans:3;widows:3}
a{color:inherit;text-decoration:none}
}
`
