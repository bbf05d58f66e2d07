import type { UseMutationResult } from '@tanstack/react-query';
import { ConfirmDialog } from '#components/ui/dialog.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { useDeleteAttribute, useUsedBy } from '#components/use-attributes.ts';
import { useDeleteOrganisation } from '#components/use-organisations.ts';
import { useDeleteTag } from '#components/use-tags.ts';
import { language, plural, t } from '#lib/i18n/words.ts';
import type { Attribute, Organisation, Tag } from '#lib/messages/definitions.ts';

type Kind = 'tag' | 'organisation' | 'attribute';

/** Asks before an attribute is deleted, and tells what that affects (E22). */
export function DeleteAttribute({ attribute, onClose }: { attribute: Attribute; onClose: () => void }) {
  return <Ask kind="attribute" one={attribute} remove={useDeleteAttribute()} onClose={onClose} />;
}

export function DeleteTag({ tag, onClose }: { tag: Tag; onClose: () => void }) {
  return <Ask kind="tag" one={tag} remove={useDeleteTag()} onClose={onClose} />;
}

export function DeleteOrganisation(props: { organisation: Organisation; onClose: () => void }) {
  const { organisation, onClose } = props;
  return <Ask kind="organisation" one={organisation} remove={useDeleteOrganisation()} onClose={onClose} />;
}

function Ask<Output>(props: {
  kind: Kind;
  one: { id: string; name: string };
  remove: Pick<UseMutationResult<Output, Error, string, { undo?: () => void }>, 'mutateAsync'>;
  onClose: () => void;
}) {
  const { kind, one, remove, onClose } = props;
  const { data: use } = useUsedBy(kind, one.id);
  const say = useToast();
  return (
    <ConfirmDialog
      title={t('delete_title', one.name)}
      isOpen
      isDanger
      confirm={t('delete')}
      onClose={onClose}
      onConfirm={async () => {
        await remove.mutateAsync(one.id);
        say({ words: t('delete_done', one.name), tone: 'good' });
      }}
      problem={problemText}
    >
      <p>{t(`definition_delete_${kind}`)}</p>
      {use && <p>{plural('definition_used', use.contacts)}</p>}
      {use && use.segments.length > 0 && <p>{t('definition_used_segments', namesOf(use.segments))}</p>}
    </ConfirmDialog>
  );
}

function namesOf(segments: readonly { name: string }[]): string {
  return new Intl.ListFormat(language()).format(segments.map(({ name }) => name));
}
