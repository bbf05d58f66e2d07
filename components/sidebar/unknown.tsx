import { lazy, Suspense, useState } from 'react';
import { Plus } from 'lucide-react';
import type { Recognition } from '#lib/messages/book.ts';
import type { Requester } from '#lib/model/requester.ts';
import { countryName, languageName } from '#lib/i18n/names.ts';
import { t } from '#lib/i18n/words.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Flag } from '#components/ui/flag.tsx';
import { Section } from '#components/ui/section.tsx';
import { Address } from '#components/contact/address.tsx';
import { Detail, DetailList } from '#components/contact/detail-list.tsx';
import { nameOfChannel } from '#components/contact/sender-mark.tsx';
import { problemText } from '#components/problem-text.ts';
import { BelongsElsewhere } from '#components/sidebar/beside.tsx';
import { Attach } from '#components/sidebar/attach.tsx';
import { RequesterHeader } from '#components/sidebar/requester-header.tsx';
import { TakenBanner } from '#components/sidebar/taken-banner.tsx';
import type { Adding } from '#components/sidebar/use-add-sender.ts';
import { useAnnounce } from '#components/sidebar/use-announce.ts';
import css from '#components/sidebar/sidebar.module.css';

const NameTaken = lazy(() =>
  import('#components/sidebar/name-taken.tsx').then((file) => ({ default: file.NameTaken })),
);

export type UnknownProps = {
  requester: Requester;
  recognition: Extract<Recognition, { state: 'unknown' }>;
  adding: Adding;
};

/** Somebody the book does not know: what would be saved, and the one button that does it (A30). */
export function Unknown({ requester, recognition, adding }: UnknownProps) {
  const { question } = adding;
  const [hasFocus, setFocus] = useState(false);
  useAnnounce(requester, hasFocus || adding.isBusy || question !== null);
  return (
    <div className={css.unknown} onFocus={() => setFocus(true)} onBlur={() => setFocus(false)}>
      <RequesterHeader requester={requester} name={recognition.proposedName} />
      <output>
        {recognition.addedBy && <Banner tone="info">{t('sidebar_added_by', recognition.addedBy)}</Banner>}
      </output>
      {recognition.elsewhere && <BelongsElsewhere {...recognition.elsewhere} />}
      {question === null && <Add adding={adding} recognition={recognition} />}
      {question?.outcome === 'name-taken' && (
        <Suspense>
          <NameTaken question={question} adding={adding} />
        </Suspense>
      )}
      {question?.outcome === 'sender-taken' && <TakenBanner contact={question.contact} role="alert" />}
      {adding.error && (
        <Banner tone="bad" role="alert" title={t('sidebar_add_failed')}>
          {problemText(adding.error)}
        </Banner>
      )}
      <WillBeSaved requester={requester} name={recognition.proposedName} />
      <Section title={t('sidebar_or')}>
        <Attach adding={adding} />
      </Section>
    </div>
  );
}

function Add({ adding, recognition }: Pick<UnknownProps, 'adding' | 'recognition'>) {
  return (
    <>
      <Button
        variant="primary"
        size="l"
        isWide
        icon={<Plus aria-hidden />}
        isBusy={adding.isBusy}
        onPress={() => adding.add()}
      >
        {t('add_sender')}
      </Button>
      {recognition.nameTakenBy && <Banner tone="info">{t('sidebar_name_taken_soon')}</Banner>}
    </>
  );
}

function WillBeSaved({ requester, name }: { requester: Requester; name: string }) {
  const { channel, address, country, language, integration, orders = [], also = [], phone } = requester;
  const read = t('read_from_page');
  return (
    <Section title={t('sidebar_will_be_saved')}>
      <DetailList>
        <Detail label={t('name')} copy={name}>
          {name}
        </Detail>
        <Detail label={t('sidebar_sender')} aside={`· ${nameOfChannel(channel)}`} copy={address}>
          <Address value={address} />
        </Detail>
        {also.map((other) => (
          <Detail
            key={`${other.channel}/${other.address}`}
            label={t('sidebar_sender')}
            aside={`· ${nameOfChannel(other.channel)}`}
            copy={other.address}
          >
            <Address value={other.address} />
          </Detail>
        ))}
        {phone && (
          <Detail label={t('channel_phone')} aside={read} copy={phone}>
            {phone}
          </Detail>
        )}
        {country && (
          <Detail label={t('country')} aside={read}>
            <Flag code={country} />
            {countryName(country)}
          </Detail>
        )}
        {language && (
          <Detail label={t('language')} aside={read}>
            {languageName(language)}
          </Detail>
        )}
        {integration && (
          <Detail label={t('sidebar_integration')} copy={integration}>
            <Address value={integration} />
          </Detail>
        )}
        {orders.length > 0 && (
          <Detail label={t('sidebar_orders')} copy={orders.join(', ')}>
            {orders.join(', ')}
          </Detail>
        )}
      </DetailList>
    </Section>
  );
}
