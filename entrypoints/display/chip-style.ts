/**
 * The chip's own copy of the few tokens it needs (`components/ui/tokens.css`), for the page it stands on. `!important`
 * in a shadow root wins over everything the page can write, `all: initial` cuts what would be inherited. However narrow
 * the column it stands in, it keeps the room for its words: a chip of one letter says nothing.
 */
export const CHIP_CSS = `
:host {
  all: initial !important;
  display: inline-flex !important;
  vertical-align: middle !important;
  max-width: max(calc(100% - 14px), 140px) !important;
  margin: -2px 7px !important;
  position: relative !important;
}
:host([data-tight]) { margin-block: 0 !important; }
.light {
  --ink: #1c1b22; --ink-2: #5b5966; --paper: #fff; --line: #d5d1df; --hover: #f3f1f7;
  --accent: #5b3df5; --accent-hover: #4b2fe0; --accent-ink: #fff; --ring: #5b3df5;
  --good: #0f7352; --good-soft: #e3f5ee; --good-line: #bfe5d6;
  --bad: #b5213a; --bad-soft: #fde9ec; --bad-line: #f3c3cc;
  --warn: #8a5100; --warn-soft: #fdf1dc; --warn-line: #f1d9ac;
  --shadow: 0 1px 2px rgb(28 27 34 / 8%), 0 10px 28px rgb(28 27 34 / 18%);
}
.dark {
  --ink: #f1eff6; --ink-2: #b4b0c0; --paper: #222128; --line: #45414f; --hover: #2f2d38;
  --accent: #8b74ff; --accent-hover: #9d89ff; --accent-ink: #120a33; --ring: #a996ff;
  --good: #4cc79b; --good-soft: #17342a; --good-line: #24503f;
  --bad: #ff8194; --bad-soft: #401a22; --bad-line: #6b2c3a;
  --warn: #f0b35a; --warn-soft: #3a2b12; --warn-line: #5a431c;
  --shadow: 0 1px 2px rgb(0 0 0 / 40%), 0 10px 28px rgb(0 0 0 / 50%);
}
* { box-sizing: border-box; }
.box { display: inline-flex; min-width: 0; font: 400 12.5px/1.4 Inter, 'Segoe UI', system-ui, -apple-system, 'Noto Sans', sans-serif; }
button { font: inherit; letter-spacing: normal; text-transform: none; margin: 0; cursor: pointer; }
button:focus-visible { outline: 2px solid var(--ring); outline-offset: 2px; }
.chip {
  display: inline-flex; align-items: center; gap: 5px; min-width: 0; max-width: 300px; height: 26px; padding: 0 10px 0 8px;
  border: 1px solid var(--line); border-radius: 13px; background: var(--paper); color: var(--ink);
  font-weight: 600; line-height: 1; white-space: nowrap; user-select: none;
}
.chip:hover { background: var(--hover); }
.chip.new { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); }
.chip.new:hover { background: var(--accent-hover); border-color: var(--accent-hover); }
.chip.good { background: var(--good-soft); border-color: var(--good-line); color: var(--good); }
.chip.warn { background: var(--warn-soft); border-color: var(--warn-line); color: var(--warn); }
.chip.bad { background: var(--bad-soft); border-color: var(--bad-line); color: var(--bad); }
.chip.good:hover, .chip.warn:hover, .chip.bad:hover { border-color: currentColor; }
.chip.unsure { border-style: dashed; border-color: var(--ink-2); color: var(--ink-2); }
.chip.busy { cursor: default; padding-left: 10px; color: var(--ink-2); }
.chip.busy:hover { background: var(--paper); }
svg { width: 15px; height: 15px; flex: none; fill: none; stroke: currentColor; stroke-width: 2.2; stroke-linecap: round; stroke-linejoin: round; }
.label { overflow: hidden; text-overflow: ellipsis; line-height: 24px; unicode-bidi: isolate; }
.link { flex: none; margin-left: 3px; text-decoration: underline; text-underline-offset: 2px; }
.says { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.menu {
  position: fixed; inset: auto; margin: 0; width: max-content; max-width: min(340px, calc(100vw - 16px)); padding: 6px;
  border: 1px solid var(--line); border-radius: 10px; background: var(--paper); color: var(--ink); box-shadow: var(--shadow);
  font-size: 13px; text-align: start;
}
.menu p { margin: 0; padding: 6px 8px 8px; color: var(--ink-2); overflow-wrap: anywhere; }
.menu button {
  display: block; width: 100%; min-height: 32px; padding: 6px 8px; border: 0; border-radius: 7px; background: none; color: inherit;
  text-align: start; font-weight: 550; overflow-wrap: anywhere;
}
.menu button:hover, .menu button:focus-visible { background: var(--hover); outline-offset: -2px; }
.menu button.quiet { color: var(--ink-2); font-weight: 400; }
@media print { :host { display: none !important; } }
@media (forced-colors: active) { .chip { border-color: ButtonText; } }
`;
