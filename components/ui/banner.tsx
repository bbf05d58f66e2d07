import type { ReactNode } from 'react';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { classNames } from '#components/ui/class-names.ts';
import css from '#components/ui/banner.module.css';

const ICONS = { good: CircleCheck, warn: TriangleAlert, bad: CircleAlert, info: Info };

export type BannerProps = {
  tone: keyof typeof ICONS;
  title?: ReactNode;
  children?: ReactNode;
  /** The ways out, under the words. */
  actions?: ReactNode;
  /** `alert` is said aloud as it appears; `status` waits its turn; none for what was there from the start. */
  role?: 'alert' | 'status';
};

/** Something to know about what is shown, with the ways out. */
export function Banner({ tone, title, children, actions, role }: BannerProps) {
  const Icon = ICONS[tone];
  return (
    <div className={classNames(css.banner, css[tone])} {...(role && { role })}>
      <Icon aria-hidden className={css.icon} />
      <div className={css.body}>
        {title && <p className={css.title}>{title}</p>}
        {children && <div className={css.words}>{children}</div>}
        {actions && <div className={css.actions}>{actions}</div>}
      </div>
    </div>
  );
}
