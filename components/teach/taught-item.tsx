import {
  CircleCheck,
  Download,
  EllipsisVertical,
  History,
  Pencil,
  Trash2,
  TriangleAlert,
} from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Item, ItemWords } from '#components/ui/item-list.tsx';
import { Menu, type MenuEntry } from '#components/ui/menu.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { saveAsFile } from '#components/team/save-as-file.ts';
import { useBook } from '#components/use-book.ts';
import { formatMoment } from '#lib/i18n/dates.ts';
import { t } from '#lib/i18n/words.ts';
import type { TaughtSite } from '#lib/messages/teaching.ts';
import type { Window } from './taught-windows.tsx';
import { useApproveTaught } from './use-teaching.ts';
import css from './teach.module.css';

export type TaughtItemProps = { site: TaughtSite; mayReview: boolean; onShow: (shown: Window) => void };

/** One site that was taught: whose it is, how it stands, and what can be done. */
export function TaughtItem({ site, mayReview, onShow }: TaughtItemProps) {
  const isWaiting = site.state === 'waiting' && mayReview;
  return (
    <Item>
      <ItemWords name={site.name} detail={<Detail site={site} />} />
      <State site={site} />
      {isWaiting && <Approve site={site} />}
      <Menu label={t('taught_more', site.name)} entries={useEntries(site, onShow)}>
        <IconButton label={t('taught_more', site.name)} icon={<EllipsisVertical aria-hidden />} />
      </Menu>
    </Item>
  );
}

/** Whose it is and what it reads, and why it is not used. */
function Detail({ site }: { site: TaughtSite }) {
  return (
    <>
      {detailOf(site)}
      {site.state.startsWith('recipe_') && (
        <>
          <br />
          {t(`problem_${site.state as 'recipe_bad'}`)}
        </>
      )}
    </>
  );
}

function State({ site: { state, lost } }: { site: TaughtSite }) {
  const tone = state.startsWith('recipe_') ? 'bad' : lost || state === 'waiting' ? 'warn' : 'good';
  const words = state.startsWith('recipe_')
    ? 'refused'
    : state === 'waiting'
      ? 'waiting'
      : lost
        ? 'lost'
        : 'reads';
  const Icon = tone === 'good' ? CircleCheck : TriangleAlert;
  return (
    <span className={css.state} data-tone={tone} title={lost ? formatMoment(lost.at) : undefined}>
      <Icon aria-hidden size={14} />
      {t(`taught_state_${words}`)}
    </span>
  );
}

function Approve({ site: { id, name, version } }: { site: TaughtSite }) {
  const approve = useApproveTaught();
  const say = useToast();
  const press = () =>
    approve.mutate(
      { id, version },
      {
        onSuccess: () => say({ words: t('taught_approved', name), tone: 'good' }),
        onError: (error) => say({ words: problemText(error), tone: 'bad' }),
      },
    );
  return (
    <Button size="s" variant="primary" isBusy={approve.isPending} onPress={press}>
      {t('taught_approve')}
    </Button>
  );
}

function useEntries(site: TaughtSite, onShow: (shown: Window) => void): MenuEntry[] {
  const book = useBook();
  const say = useToast();
  const { id, name, mayEdit } = site;
  const unavailable = mayEdit ? null : t('taught_not_yours');
  const write = () =>
    void book
      .exportTaught(id)
      .then((text) => saveAsFile(`carnet-${fileName(name)}.json`, text))
      .catch((error: unknown) => say({ words: problemText(error), tone: 'bad' }));
  return [
    {
      id: 'versions',
      words: t('taught_versions'),
      icon: <History aria-hidden />,
      onAction: () => onShow({ id, window: 'versions' }),
    },
    {
      id: 'rename',
      words: t('taught_rename'),
      icon: <Pencil aria-hidden />,
      unavailable,
      onAction: () => onShow({ id, window: 'rename' }),
    },
    { id: 'export', words: t('taught_export'), icon: <Download aria-hidden />, onAction: write },
    {
      id: 'delete',
      words: t('taught_delete'),
      icon: <Trash2 aria-hidden />,
      isDanger: true,
      unavailable,
      onAction: () => onShow({ id, window: 'delete' }),
    },
  ];
}

function detailOf({ name, origin, author, isMine, version, reads }: TaughtSite): string {
  const host = URL.parse(origin)?.host;
  const whose = isMine || author === null ? t('taught_by_you') : t('taught_by', author);
  const what = [t('taught_reads_person'), ...reads.map((one) => t(`taught_reads_${one}`))].join(', ');
  return [host === name ? '' : host, whose, t('taught_version', version), what].filter(Boolean).join(' · ');
}

function fileName(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9.]+/gu, '-')
      .slice(0, 60) || 'site'
  );
}
