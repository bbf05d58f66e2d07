import { useState } from 'react';
import { Pencil, Plug, Plus, Trash2 } from 'lucide-react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/dialog.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Item, ItemList, ItemWords } from '#components/ui/item-list.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { nameOfChannel, SenderMark } from '#components/contact/sender-mark.tsx';
import { IntegrationForm } from '#components/forms/integration-form.tsx';
import { problemText } from '#components/problem-text.ts';
import { useIntegrations, useWrite } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import type { Integration } from '#lib/messages/book.ts';
import { SettingsHead } from './settings-head.tsx';
import css from './contacts.module.css';

/** The team's own accounts (A25): added, renamed, deleted. */
export function Integrations() {
  const { data: all, error } = useIntegrations();
  const [edited, setEdited] = useState<Integration | 'new' | null>(null);
  const [doomed, setDoomed] = useState<Integration | null>(null);
  const say = useToast();
  const saved = ({ name }: Integration) => {
    setEdited(null);
    say({ words: t('integration_saved', name), tone: 'good' });
  };
  const add = (
    <Button icon={<Plus aria-hidden />} onPress={() => setEdited('new')}>
      {t('integration_add')}
    </Button>
  );
  return (
    <>
      <SettingsHead title={t('integrations')} action={all && all.length > 0 && add}>
        {t('integrations_lead')}
      </SettingsHead>
      {error && <Banner tone="bad">{problemText(error)}</Banner>}
      {edited && (
        <div className={css.box}>
          <IntegrationForm
            key={edited === 'new' ? 'new' : edited.id}
            {...(edited !== 'new' && { integration: edited })}
            onSaved={saved}
            onCancel={() => setEdited(null)}
          />
        </div>
      )}
      {all?.length === 0 && !edited && (
        <Empty icon={<Plug />} title={t('integrations_empty')} action={add}>
          {t('integrations_empty_way')}
        </Empty>
      )}
      {all && all.length > 0 && (
        <ItemList>
          {all.map((one) => (
            <IntegrationItem key={one.id} integration={one} onEdit={setEdited} onDelete={setDoomed} />
          ))}
        </ItemList>
      )}
      {doomed && <DeleteIntegration integration={doomed} onClose={() => setDoomed(null)} />}
    </>
  );
}

function IntegrationItem(props: {
  integration: Integration;
  onEdit: (integration: Integration) => void;
  onDelete: (integration: Integration) => void;
}) {
  const { integration, onEdit, onDelete } = props;
  const { channel, name, address } = integration;
  return (
    <Item>
      <SenderMark channel={channel} />
      <ItemWords name={name} detail={`${nameOfChannel(channel)} · ${address}`} />
      <IconButton
        label={t('integration_edit', name)}
        icon={<Pencil aria-hidden />}
        onPress={() => onEdit(integration)}
      />
      <IconButton
        label={t('integration_delete', name)}
        icon={<Trash2 aria-hidden />}
        onPress={() => onDelete(integration)}
      />
    </Item>
  );
}

function DeleteIntegration({ integration, onClose }: { integration: Integration; onClose: () => void }) {
  const say = useToast();
  const remove = useWrite((book) => book.deleteIntegration(integration.id));
  return (
    <ConfirmDialog
      title={t('delete_title', integration.name)}
      isOpen
      isDanger
      confirm={t('delete')}
      onClose={onClose}
      onConfirm={async () => {
        await remove.mutateAsync(undefined);
        say({ words: t('integration_deleted', integration.name), tone: 'good' });
      }}
      problem={problemText}
    >
      {t('integration_delete_what')}
    </ConfirmDialog>
  );
}
