import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { t } from '#lib/i18n/words.ts';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import css from '#components/ui/toast.module.css';

export type Toast = {
  words: string;
  tone?: 'good' | 'bad';
  /** A way back or on: Undo, Open. */
  action?: { words: string; onPress: () => void };
};

type Shown = Toast & { id: string };

const MOST = 3;
const SECONDS = 6;

const Say = createContext<(toast: Toast) => void>(() => undefined);
const Said = createContext<{ shown: readonly Shown[]; close: (id: string) => void }>({
  shown: [],
  close: () => undefined,
});

/** Gives the function that says something where the surface has its `Toasts`: `say({ words: t('...') })`. */
export function useToast(): (toast: Toast) => void {
  return use(Say);
}

/** Holds the toasts of a surface, the newest three. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Shown[]>([]);
  const close = useCallback((id: string) => setShown((all) => all.filter((toast) => toast.id !== id)), []);
  const say = useCallback(
    (toast: Toast) => setShown((all) => [...all, { ...toast, id: crypto.randomUUID() }].slice(-MOST)),
    [],
  );
  const said = useMemo(() => ({ shown, close }), [shown, close]);
  return (
    <Say value={say}>
      <Said value={said}>{children}</Said>
    </Say>
  );
}

/**
 * Where the toasts stand: a place of their own in the surface's layout, so that they never lie over something that
 * could be pressed. Each is there until it is read (six seconds), and stays while it is hovered or focused.
 */
export function Toasts({ className }: { className?: string | undefined }) {
  const { shown, close } = use(Said);
  return (
    <output className={classNames(css.region, className)} aria-live="polite" aria-relevant="additions">
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} onClose={() => close(toast.id)} />
      ))}
    </output>
  );
}

function ToastCard({ toast, onClose }: { toast: Shown; onClose: () => void }) {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return undefined;
    const timer = setTimeout(onClose, (toast.action ? 2 : 1) * SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [isHeld, onClose, toast.action]);
  const act = () => {
    toast.action?.onPress();
    onClose();
  };
  return (
    <div
      className={css.toast}
      data-tone={toast.tone}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={css.words}>{toast.words}</span>
      {toast.action && (
        <Button size="s" variant="quiet" className={css.action ?? ''} onPress={act}>
          {toast.action.words}
        </Button>
      )}
      <IconButton
        size="s"
        label={t('ui_close')}
        icon={<X aria-hidden />}
        className={css.close ?? ''}
        onPress={onClose}
      />
    </div>
  );
}
