/** Width of the sidebar, and how much of the page must be left beside it to push it; narrower windows are laid over. */
export const SIDEBAR_WIDTH = 372;
const LEFT_FOR_THE_PAGE = 640;

export const SIDEBAR_CSS = `
:host {
  all: initial !important; display: block !important; position: fixed !important; inset: 0 0 0 auto !important;
  width: 0 !important; height: 100vh !important; height: 100dvh !important; z-index: 2147483647 !important; color-scheme: normal !important;
}
.light { --paper: #fff; --line: #e4e1ea; --ink: #5b5966; --accent: #5b3df5; --soft: #efebff; --ring: #5b3df5; --shadow: 0 1px 2px rgb(28 27 34 / 8%), 0 4px 16px rgb(28 27 34 / 14%); }
.dark { --paper: #1b1a20; --line: #45414f; --ink: #b4b0c0; --accent: #a996ff; --soft: #2c2550; --ring: #a996ff; --shadow: 0 1px 2px rgb(0 0 0 / 40%), 0 4px 16px rgb(0 0 0 / 50%); }
* { box-sizing: border-box; }
iframe {
  position: absolute; top: 0; right: 0; width: min(${SIDEBAR_WIDTH}px, 100vw); height: 100%; border: 0; border-left: 1px solid var(--line);
  background: var(--paper);
}
.over iframe { box-shadow: var(--shadow); }
.closed iframe { display: none; }
.tab {
  position: absolute; top: 60%; right: 0; width: 28px; height: 44px; padding: 0; display: grid; place-items: center; cursor: pointer;
  border: 1px solid var(--line); border-right: 0; border-radius: 9px 0 0 9px; background: var(--paper); color: var(--accent); box-shadow: var(--shadow);
}
.open .tab { right: min(${SIDEBAR_WIDTH}px, 100vw - 28px); color: var(--ink); box-shadow: none; }
.tab:hover { background: var(--soft); color: var(--accent); }
.tab:focus-visible { outline: 2px solid var(--ring); outline-offset: -3px; }
svg { width: 18px; height: 18px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
@media print { :host { display: none !important; } }
`;

/**
 * What makes room for the sidebar. The root gets a margin and becomes what absolutely placed children measure
 * themselves by, so that applications that fill the window (Roundcube, Gmail) fill what is left of it. A style sheet
 * rather than a style attribute: paper and narrow windows are then left as they are.
 */
export const PUSH_CSS = `
@media screen and (min-width: ${SIDEBAR_WIDTH + LEFT_FOR_THE_PAGE}px) {
  html { margin-right: ${SIDEBAR_WIDTH}px !important; width: auto !important; min-width: 0 !important; max-width: none !important; height: 100% !important; position: relative !important; }
}
`;
