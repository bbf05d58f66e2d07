import type { PageSetup } from '#lib/messages/page.ts';
import type { Act } from '#lib/on-page/chip-state.ts';
import type { ShownChip } from '#lib/on-page/handover.ts';
import { blockedWords } from './chip-face.ts';
import { createChip } from './chip.ts';
import { createCover, type Cover } from './cover.ts';
import { createPlace } from './place.ts';

type Needs = { theme: PageSetup['theme']; act: (asked: Act) => void; signal: AbortSignal };

/** The chip at its place, and the cover over what a blocked contact wrote; null takes both away. */
export function createRequesterChip({ theme, act, signal }: Needs): (shown: ShownChip | null) => void {
  const chip = createChip(theme, act);
  const place = createPlace(chip.host, signal);
  /** Made for the first blocked contact: most pages never show one. */
  let cover: Cover | null = null;
  const none = () => {
    place.none();
    cover?.none();
    chip.remove();
  };
  signal.addEventListener('abort', none, { once: true });
  return (shown) => {
    if (!shown || signal.aborted) return none();
    const { state, who, anchor, body, opens } = shown;
    chip.show(state, who, anchor.element);
    place.at(anchor);
    const blocked = state.is === 'known' ? state.blocked : undefined;
    if (blocked) (cover ??= createCover(theme, signal)).over(body, blockedWords(blocked));
    else cover?.none();
    if (opens) chip.openMenu();
    return undefined;
  };
}
