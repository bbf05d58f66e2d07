import { lazy, Suspense, useEffect, type ComponentType } from 'react';
import { Skeleton } from '#components/ui/skeleton.tsx';

/**
 * A field that comes after what is seen first, and that somebody types into as soon as they have pressed its button.
 * React's `lazy` shows what stands for it for 300 ms even where the file is there, and the letters go nowhere: this one
 * is drawn at once where `usePreload` was called in good time.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  const known: { part: ComponentType<Props> | null } = { part: null };
  const preload = async () => (known.part ??= await load());
  const Lazy = lazy(async () => ({ default: await preload() })) as unknown as ComponentType<Props>;
  function Later(props: Props) {
    const { part: Part } = known;
    if (Part) return <Part {...props} />;
    return (
      <Suspense fallback={<Skeleton width="100%" height={34} />}>
        <Lazy {...props} />
      </Suspense>
    );
  }
  return Object.assign(Later, { preload });
}

/** Fetches a part when whoever may ask for it is shown. */
export function usePreload({ preload }: { preload: () => Promise<unknown> }): void {
  useEffect(() => {
    preload().catch(() => undefined); // said when it is asked for, and cannot be had
  }, [preload]);
}
