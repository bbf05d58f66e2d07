import { Avatar } from '#components/ui/avatar.tsx';
import { Detail, DetailList } from '#components/contact/detail-list.tsx';
import { SenderMark } from '#components/contact/sender-mark.tsx';
import { attributeName, fieldWords, useKnown } from '#components/contact/attribute-words.ts';
import { useTagsById } from '#components/use-tags.ts';
import { plural, t } from '#lib/i18n/words.ts';
import { customId } from '#lib/model/attribute.ts';
import { shortId } from '#lib/model/contact.ts';
import { members, textOf, type Fields } from '#lib/model/field.ts';
import { aliasesOf } from '#lib/model/merge-values.ts';
import type { MergePlan } from './merge-plan.ts';
import css from './merge.module.css';

/** Senders shown by their address; the others are counted. */
const SENDERS = 6;

/** The contact that there will be. */
export function MergePreview({ plan }: { plan: MergePlan }) {
  const { from, into, result } = plan;
  const senders = [...into.senders, ...from.senders];
  const notes = into.notes.length + from.notes.length;
  return (
    <section className={css.preview} aria-label={t('merge_preview')}>
      <h3 className={css.heading}>{t('merge_preview')}</h3>
      <div className={css.side}>
        <Avatar name={result.name} seed={into.id} size={36} />
        <span className={css.sideWords}>
          <span className={css.name} dir="auto">
            {result.name}
          </span>
          <span className={css.about}>
            {shortId(into.id)}
            {notes > 0 && ` · ${plural('merge_notes', notes)}`}
          </span>
        </span>
      </div>
      <ul className={css.senders}>
        {senders.slice(0, SENDERS).map(({ channel, key, value }) => (
          <li key={`${channel}/${key}`}>
            <SenderMark channel={channel} isNamed />
            <span dir="auto">{value}</span>
          </li>
        ))}
        {senders.length > SENDERS && (
          <li className={css.about}>{plural('list_more_senders', senders.length - SENDERS)}</li>
        )}
      </ul>
      <Values fields={result.fields} written={new Set(senders.map(({ key }) => key))} />
    </section>
  );
}

/** @param written keys of senders: an address that stands above is not repeated */
function Values({ fields, written }: { fields: Fields; written: ReadonlySet<string> }) {
  const known = useKnown();
  const tags = useTagsById();
  const named = members(fields, 'tag').flatMap((id) => tags.get(id)?.name ?? []);
  const set = (of: string) =>
    members(fields, of)
      .filter((one) => !written.has(one))
      .map((one) => textOf(fields, `${of}/${one}`) || one);
  const rows: [string, string][] = [
    [t('attribute_alias'), aliasesOf(fields).join(', ')],
    [t('attribute_emails'), set('email').join(', ')],
    [t('attribute_phones'), set('phone').join(', ')],
    ...Object.entries(fields)
      .filter(([key]) => !key.includes('/') || customId(key) !== null)
      .filter(([key]) => key !== 'primaryEmail' && key !== 'primaryPhone')
      .map(([key, { value }]): [string, string] => [
        attributeName(key, known.attributes),
        fieldWords(key, value, known),
      ]),
    [t('attribute_tags'), named.join(', ')],
  ];
  const filled = rows.filter(([, value]) => value !== '');
  if (filled.length === 0) return null;
  return (
    <DetailList>
      {filled.map(([label, value]) => (
        <Detail key={label} label={label}>
          {value}
        </Detail>
      ))}
    </DetailList>
  );
}
