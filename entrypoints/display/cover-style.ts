/** What lies behind the cover. The one rule of ours that reaches an element of the page. */
export const COVERING_CSS =
  '@media screen { carnet-cover[data-carnet][data-covers] + * { display: none !important; } }';

/** The cover's own copy of the few tokens it needs, as the chip's (`chip-style.ts`). */
export const COVER_CSS = `
:host {
  all: initial !important; display: block !important; margin: 8px 0 !important;
  grid-column: var(--column) !important; flex: var(--flex) !important; order: var(--order) !important;
}
.light { --ink: #1c1b22; --ink-2: #5b5966; --paper: #fde9ec; --line: #f3c3cc; --bad: #b5213a; --button: #fff; --ring: #5b3df5; }
.dark { --ink: #f1eff6; --ink-2: #b4b0c0; --paper: #401a22; --line: #6b2c3a; --bad: #ff8194; --button: #2b2933; --ring: #a996ff; }
.box {
  display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; box-sizing: border-box; max-width: 720px; padding: 12px 14px;
  border: 1px solid var(--line); border-radius: 10px; background: var(--paper); color: var(--ink);
  font: 400 13.5px/1.45 Inter, 'Segoe UI', system-ui, -apple-system, 'Noto Sans', sans-serif; text-align: start;
}
svg { width: 20px; height: 20px; flex: none; fill: none; stroke: var(--bad); stroke-width: 2; stroke-linecap: round; }
.words { display: grid; flex: 1 1 200px; min-width: 0; overflow-wrap: anywhere; }
b { font-weight: 650; color: var(--bad); }
.why { color: var(--ink); white-space: pre-line; }
button {
  flex: none; height: 32px; padding: 0 12px; border: 1px solid var(--line); border-radius: 7px; background: var(--button); color: var(--ink);
  font: inherit; font-weight: 600; cursor: pointer;
}
button:focus-visible { outline: 2px solid var(--ring); outline-offset: 2px; }
@media print { :host { display: none !important; } }
`;
