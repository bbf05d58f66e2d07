import { useDeferredValue, useState } from 'react';
import { Building2, Globe, Pencil, Plus, Search, Trash2 } from 'lucide-react';
import { Avatar } from '#components/ui/avatar.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { problemText } from '#components/problem-text.ts';
import { useValueCounts } from '#components/use-attributes.ts';
import { useOrganisations } from '#components/use-organisations.ts';
import { plural, t } from '#lib/i18n/words.ts';
import type { Organisation } from '#lib/messages/definitions.ts';
import { foldText } from '#lib/model/text.ts';
import { WaitingList } from './attributes.tsx';
import { DeleteOrganisation } from './delete-definition.tsx';
import { listOf } from './list-of.ts';
import { OrganisationDialog } from './organisation-dialog.tsx';
import { SettingsHead } from './settings-head.tsx';
import css from './definitions.module.css';

/** Drawn at once; with more the search leads on. */
const MOST = 200;

/** The workspace's organisations and how many people each has (E1). */
export function Organisations() {
  const { data: all, error } = useOrganisations();
  const [edited, setEdited] = useState<Organisation | 'new' | null>(null);
  const [doomed, setDoomed] = useState<Organisation | null>(null);
  const add = (
    <Button variant="primary" icon={<Plus aria-hidden />} onPress={() => setEdited('new')}>
      {t('organisations_add')}
    </Button>
  );
  return (
    <>
      <SettingsHead title={t('nav_organisations')} action={all && all.length > 0 && add}>
        {t('organisations_lead')}
      </SettingsHead>
      {error && <Banner tone="bad">{problemText(error)}</Banner>}
      {!all && !error && <WaitingList />}
      {all?.length === 0 && (
        <Empty icon={<Building2 />} title={t('organisations_empty')} action={add}>
          {t('organisations_empty_way')}
        </Empty>
      )}
      {all && all.length > 0 && <Found all={all} onEdit={setEdited} onDelete={setDoomed} />}
      {edited && (
        <OrganisationDialog organisation={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
      {doomed && <DeleteOrganisation organisation={doomed} onClose={() => setDoomed(null)} />}
    </>
  );
}

type Acts = { onEdit: (one: Organisation) => void; onDelete: (one: Organisation) => void };

function Found({ all, ...acts }: { all: readonly Organisation[] } & Acts) {
  const [typed, setTyped] = useState('');
  const text = foldText(useDeferredValue(typed));
  const { data: counts } = useValueCounts('organisation');
  const found = all.filter(({ name, domain }) => foldText(`${name} ${domain}`).includes(text));
  return (
    <>
      {all.length > 8 && (
        <TextField
          label={t('organisations_find')}
          hideLabel
          placeholder={t('organisations_find')}
          prefix={<Search aria-hidden />}
          value={typed}
          onChange={setTyped}
          autoComplete="off"
        />
      )}
      {found.length === 0 && <p>{t('ui_nothing_found')}</p>}
      {found.length > 0 && (
        <ul className={css.items} aria-label={t('nav_organisations')}>
          {found.slice(0, MOST).map((one) => (
            <Item key={one.id} organisation={one} people={counts?.[one.id] ?? 0} {...acts} />
          ))}
        </ul>
      )}
      {found.length > MOST && <p className={css.rest}>{plural('organisations_more', found.length - MOST)}</p>}
    </>
  );
}

function Item(props: { organisation: Organisation; people: number } & Acts) {
  const { organisation, people, onEdit, onDelete } = props;
  const { id, name, domain, site } = organisation;
  return (
    <li className={css.item}>
      <Avatar name={name} seed={id} size={30} />
      <span className={css.words}>
        <span className={css.name} dir="auto">
          {name}
        </span>
        <span className={css.kind}>
          {domain}
          {site && (
            <a href={site} target="_blank" rel="noreferrer" className={css.site}>
              <Globe aria-hidden />
              {URL.canParse(site) ? new URL(site).hostname : site}
            </a>
          )}
        </span>
      </span>
      <a className={css.people} href={listOf({ attribute: 'organisation', is: 'is', value: id })}>
        {plural('organisations_people', people)}
      </a>
      <IconButton
        label={t('definition_edit', name)}
        icon={<Pencil aria-hidden />}
        onPress={() => onEdit(organisation)}
      />
      <IconButton
        label={t('definition_delete', name)}
        icon={<Trash2 aria-hidden />}
        onPress={() => onDelete(organisation)}
      />
    </li>
  );
}
