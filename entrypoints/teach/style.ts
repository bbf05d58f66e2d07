/** The picker's own copy of the few tokens it needs (`components/ui/tokens.css`), for whatever page it lies over. */
export const TEACH_CSS = `
:host { all: initial !important; display: block !important; position: fixed !important; inset: 0 !important; z-index: 2147483647 !important; pointer-events: none !important; }
.light {
  --ink: #1c1b22; --ink-2: #5b5966; --paper: #fff; --line: #d5d1df; --soft: #f3f1f7; --accent: #5b3df5; --accent-hover: #4b2fe0;
  --accent-ink: #fff; --accent-soft: #efebff; --ring: #5b3df5; --good: #0f7352; --good-soft: #e3f5ee; --bad: #b5213a; --bad-soft: #fde9ec;
  --shadow: 0 1px 2px rgb(28 27 34 / 8%), 0 14px 40px rgb(28 27 34 / 24%); color-scheme: light;
}
.dark {
  --ink: #f1eff6; --ink-2: #b4b0c0; --paper: #222128; --line: #45414f; --soft: #2f2d38; --accent: #8b74ff; --accent-hover: #9d89ff;
  --accent-ink: #120a33; --accent-soft: #2d2650; --ring: #a996ff; --good: #4cc79b; --good-soft: #17342a; --bad: #ff8194; --bad-soft: #401a22;
  --shadow: 0 1px 2px rgb(0 0 0 / 40%), 0 14px 40px rgb(0 0 0 / 60%); color-scheme: dark;
}
* { box-sizing: border-box; }
.all { font: 400 13.5px/1.45 Inter, 'Segoe UI', system-ui, -apple-system, 'Noto Sans', sans-serif; color: var(--ink); }
.glass { position: fixed; inset: 0; cursor: crosshair; pointer-events: auto; }
.box { position: fixed; pointer-events: none; border-radius: 5px; }
.box.maybe { border: 1.5px dashed #8b74ff; background: rgb(91 61 245 / 7%); }
.box.aim { border: 2px solid #5b3df5; background: rgb(91 61 245 / 16%); box-shadow: 0 0 0 2px rgb(255 255 255 / 75%); }
.box.picked { border: 2px solid #12805c; background: rgb(18 128 92 / 10%); }
.tag { position: absolute; inset: auto auto 100% -2px; max-width: 280px; padding: 1px 7px; border-radius: 5px 5px 5px 0; background: #5b3df5; color: #fff; font-size: 12px; font-weight: 600; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.tag.below { inset: 100% auto auto -2px; border-radius: 0 5px 5px 5px; }
.panel {
  position: fixed; inset: auto 44px 16px auto; width: min(372px, 100vw - 60px); max-height: calc(100vh - 32px); overflow: auto; pointer-events: auto;
  border: 1px solid var(--line); border-radius: 12px; background: var(--paper); box-shadow: var(--shadow);
}
.panel.left { inset: auto auto 16px 16px; }
.head { display: flex; align-items: center; gap: 8px; padding: 10px 8px 10px 14px; border-bottom: 1px solid var(--line); }
h2 { margin: 0; flex: 1; font-size: 14px; font-weight: 650; }
.in { padding: 12px 14px; display: grid; gap: 10px; }
p { margin: 0; overflow-wrap: anywhere; }
.ask { font-size: 15px; font-weight: 600; }
.why { color: var(--ink-2); }
.bad { padding: 7px 10px; border-radius: 8px; background: var(--bad-soft); color: var(--bad); }
.good { padding: 7px 10px; border-radius: 8px; background: var(--good-soft); color: var(--good); font-weight: 600; }
button { font: inherit; letter-spacing: normal; text-transform: none; margin: 0; cursor: pointer; color: inherit; border: 0; background: none; text-align: start; }
button:focus-visible { outline: 2px solid var(--ring); outline-offset: 2px; }
.icon { width: 30px; height: 30px; display: grid; place-items: center; border-radius: 7px; color: var(--ink-2); }
.icon:hover, .step:hover, .maybe:hover { background: var(--soft); }
svg { width: 16px; height: 16px; flex: none; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.list { display: grid; gap: 4px; }
button.maybe { display: block; width: 100%; padding: 6px 10px; border: 1px dashed #8b74ff; border-radius: 8px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.steps { display: grid; gap: 0; padding: 6px; border-top: 1px solid var(--line); }
.step { display: grid; grid-template-columns: 20px 118px 1fr; align-items: center; gap: 6px; width: 100%; min-height: 28px; padding: 2px 8px; border-radius: 7px; }
.step.now { background: var(--accent-soft); }
.step .label { color: var(--ink-2); }
.step.now .label { color: var(--ink); font-weight: 600; }
.step .value { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 550; }
.step .value.none { color: var(--ink-2); font-weight: 400; font-size: 12px; }
.step svg { color: var(--good); }
.foot { display: flex; flex-wrap: wrap; gap: 8px; padding: 10px 14px 14px; }
.foot:empty { display: none; }
.foot button { min-height: 34px; padding: 5px 14px; border: 1px solid var(--line); border-radius: 8px; font-weight: 600; text-align: center; }
.foot button:hover { background: var(--soft); }
.foot button.main { border-color: var(--accent); background: var(--accent); color: var(--accent-ink); }
.foot button.main:hover { background: var(--accent-hover); }
.read { display: grid; grid-template-columns: auto 1fr; gap: 3px 12px; margin: 0; padding: 10px 12px; border-radius: 8px; background: var(--soft); }
dt { color: var(--ink-2); }
dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
.tries { display: grid; gap: 2px; color: var(--ink-2); }
.tries span { display: flex; gap: 6px; align-items: center; overflow-wrap: anywhere; }
.tries svg { color: var(--good); }
.keys { color: var(--ink-2); font-size: 12px; }
@media (forced-colors: active) { .box { border-color: Highlight; } .step.now { outline: 1px solid Highlight; } }
@media print { :host { display: none !important; } }
`;
