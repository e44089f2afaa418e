"""How the page looks: the colours of the application, light and dark, from a phone to a wide screen, and on paper."""

from __future__ import annotations

from tui.exchange import palette

_NAMES = ("bg", "card", "line", "muted", "text", "bright", "accent", "people", "ok", "warn", "danger")
LIGHT = {name: palette.LIGHT[name] for name in _NAMES}
DARK = {name: palette.DARK[name] for name in _NAMES}
PAPER = {name: {"bg": "#fff", "card": "#fff", "line": "#999"}.get(name, "#000") for name in LIGHT}


def _colours(tokens: dict[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in tokens.items())


# Lists keep their own bullets, and what has a sign of its own is in a list without: those who read without styles would
# see both beside each other.
STYLE = f"""\
:root {{ color-scheme: light dark; {_colours(LIGHT)} }}
@media (prefers-color-scheme: dark) {{ :root {{ {_colours(DARK)} }} }}
* {{ box-sizing: border-box; }}
html {{ -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }}
body {{ font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; max-width: 92rem;
  margin: 0 auto; padding: 1.5rem 1rem 2rem; color: var(--text); background: var(--bg); overflow-wrap: anywhere; }}
header, footer, section {{ max-width: 46rem; }}
h1, h2, strong {{ color: var(--bright); }}
h1 {{ font-size: 1.4rem; line-height: 1.3; margin: 0 0 .5rem; text-wrap: balance; }}
h2 {{ font-size: 1.05rem; margin: 1.75rem 0 .5rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }}
p {{ margin: .25rem 0; }}
ul {{ margin: 0; padding: 0 0 0 1.25rem; }}
li {{ margin: .25rem 0; }}
li::marker {{ color: var(--muted); }}
.signed {{ margin: .25rem 0; padding-left: 1.25rem; text-indent: -1.25rem; }}
.signed > * {{ text-indent: 0; }}
.sign {{ display: inline-block; width: 1.25rem; margin-right: -.32em; }}
blockquote, .typed {{ margin: .125rem 0 .25rem; white-space: pre-wrap; }}
blockquote, .quote {{ font-style: italic; }}
blockquote {{ padding-left: .75rem; border-left: 2px solid var(--line); }}
a {{ color: var(--accent); }}
.lanes > section > ul {{ padding: 0; }}
.card {{ list-style: none; margin: 0 0 .75rem; padding: .5rem .75rem; background: var(--card);
  border-left: 3px solid var(--line); border-radius: 2px; }}
.card:has(> div > .signed > .sign.danger) {{ border-left-color: var(--danger); }}
.card > ul, .card > div + div {{ font-size: .9375em; }}
.card > ul, .card > [role] {{ margin-top: .25rem; }}
.name {{ color: var(--bright); }}
.whole {{ white-space: nowrap; }}
footer {{ margin-top: 2rem; padding-top: .5rem; border-top: 1px solid var(--line); font-size: .875rem;
  color: var(--muted); }}
.muted {{ color: var(--muted); }} .ok {{ color: var(--ok); }} .warn {{ color: var(--warn); }}
.danger {{ color: var(--danger); }} .person {{ color: var(--people); }}
@media screen and (min-width: 62.5rem) {{
  body {{ padding: 2rem 2rem 3rem; }}
  .lanes {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); column-gap: 1.5rem; }}
  .lanes > section {{ max-width: none; min-width: 0; }}
}}
@media print {{
  :root {{ color-scheme: light; {_colours(PAPER)} }}
  @page {{ margin: 16mm; }}
  body {{ max-width: none; padding: 0; font-size: 10.5pt; }}
  header, footer, section {{ max-width: none; }}
  h1, h2 {{ break-after: avoid; }}
  li, .signed {{ break-inside: avoid; }}
  .card {{ border: 1px solid var(--line); border-left-width: 3px; }}
}}"""
