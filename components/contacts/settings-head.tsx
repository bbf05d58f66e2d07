import type { ReactNode } from 'react';
import css from './contacts.module.css';

/** The title of a settings view, what it is about, and its one action. */
export function SettingsHead(props: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <header className={css.settingsHead}>
      <div>
        <h1 className={css.title}>{props.title}</h1>
        {props.children && <p className={css.lead}>{props.children}</p>}
      </div>
      {props.action}
    </header>
  );
}
