import { Building2 } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { itemsOf } from '#components/contact/many-values.ts';
import { useWrite } from '#components/use-book.ts';
import { useOnce } from '#components/use-once.ts';
import { useSuggestedOrganisation } from '#components/use-organisations.ts';
import type { ContactView } from '#lib/messages/book.ts';
import type { OrganisationDraft } from '#lib/messages/definitions.ts';
import { t } from '#lib/i18n/words.ts';
import css from '#components/contact/detail-list.module.css';

/** The organisation that the domain of the primary e-mail suggests (E31): taken with one click, made if it is new. */
export function OrganisationOffer({
  contact,
  onTake,
}: {
  contact: ContactView;
  onTake: (id: string) => void;
}) {
  const address = itemsOf(contact, 'email').find(({ isPrimary }) => isPrimary)?.value ?? null;
  const { data: suggested } = useSuggestedOrganisation(address);
  const put = useWrite(useOnce((book, made: OrganisationDraft) => book.putOrganisation(made)));
  const say = useToast();
  if (!suggested) return null;
  const { organisation, name, domain } = suggested;
  const take = () => {
    if (organisation) return onTake(organisation.id);
    return put.mutate(
      { name, domain },
      {
        onSuccess: (made) => onTake(made.id),
        onError: (error) => say({ words: problemText(error), tone: 'bad' }),
      },
    );
  };
  return (
    <span className={css.offer}>
      <Button size="s" icon={<Building2 aria-hidden />} isBusy={put.isPending} onPress={take}>
        {organisation ? organisation.name : t('organisation_create', name)}
      </Button>{' '}
      <span className={css.aside}>{t('organisation_from_domain', domain)}</span>
    </span>
  );
}
