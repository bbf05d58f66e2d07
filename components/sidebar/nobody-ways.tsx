import { Section } from '#components/ui/section.tsx';
import { Address } from '#components/contact/address.tsx';
import { Detail, DetailList } from '#components/contact/detail-list.tsx';
import { nameOfChannel } from '#components/contact/sender-mark.tsx';
import { WrongPerson } from '#components/contact/wrong-person.tsx';
import { useHere } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import type { About } from '#lib/model/requester.ts';

/**
 * Where nobody was read on a page that Carnet is on for: what the page says all the same, which goes to whoever is picked,
 * and the ways to say who it is (R5).
 */
export function NobodyWays() {
  const { data: here } = useHere();
  return (
    <>
      {here?.about && <Known about={here.about} />}
      <WrongPerson question={t('read_nobody')} isPicked={false} others={false} />
    </>
  );
}

function Known({ about: { channel, name, address, orders, subject, integration } }: { about: About }) {
  const values = [
    ['read_what_name', name],
    ['read_what_address', address],
    ['read_what_orders', orders?.join(', ') ?? ''],
    ['read_what_subject', subject ?? ''],
    ['read_what_integration', integration ?? ''],
  ] as const;
  const said = values.filter(([, value]) => value !== '');
  if (said.length === 0) return null;
  return (
    <Section title={t('read_about')}>
      <DetailList>
        {said.map(([label, value]) => (
          <Detail
            key={label}
            label={t(label)}
            copy={value}
            {...(label === 'read_what_address' && { aside: `· ${nameOfChannel(channel)}` })}
          >
            <Address value={value} />
          </Detail>
        ))}
      </DetailList>
    </Section>
  );
}
