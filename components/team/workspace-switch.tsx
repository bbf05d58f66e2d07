import { lazy, Suspense } from 'react';
import { useStatus } from '#components/use-book.ts';

const SwitchMenu = lazy(async () => ({ default: (await import('./switch-menu.tsx')).SwitchMenu }));

/** The workspace in use, and the way to another one (E3). Nothing where there is one only, or none. */
export function WorkspaceSwitch({ className }: { className?: string | undefined }) {
  const { data: status } = useStatus();
  const workspace = status?.workspace;
  if (!workspace || workspace.others === 0) return null;
  return (
    <Suspense>
      <SwitchMenu name={workspace.name} className={className} />
    </Suspense>
  );
}
