import { useMemo } from 'react';
import type { Choice } from '#components/ui/choice.tsx';
import { Flag } from '#components/ui/flag.tsx';
import { TagDot } from '#components/ui/tag-chip.tsx';
import { nameOfChannel, SenderMark } from '#components/contact/sender-mark.tsx';
import { countryChoices, languageChoices } from '#components/forms/codes.ts';
import { useAttributes } from '#components/use-attributes.ts';
import { useIntegrations } from '#components/use-book.ts';
import { useMembers } from '#components/use-members.ts';
import { useOrganisations } from '#components/use-organisations.ts';
import { useTags } from '#components/use-tags.ts';
import { channelIds } from '#lib/model/channel.ts';

/** The values an attribute can have, by name, where there is a closed list of them; null where any may be typed. */
export function useChoices(attribute: string): Choice[] | null {
  const { data: tags } = useTags();
  const { data: organisations } = useOrganisations();
  const { data: members } = useMembers();
  const { data: integrations } = useIntegrations();
  const { data: attributes } = useAttributes();
  return useMemo(() => {
    switch (attribute) {
      case 'tags':
        return (tags ?? []).map(({ id, name, color }) => ({ id, name, icon: <TagDot color={color} /> }));
      case 'organisation':
        return (organisations ?? []).map(({ id, name, domain }) => ({ id, name, detail: domain }));
      case 'assignee':
      case 'createdBy':
        return (members ?? []).map(({ id, name, email }) => ({ id, name, detail: email }));
      case 'integrations':
        return (integrations ?? []).map(({ id, name, address }) => ({ id, name, detail: address }));
      case 'country':
        return countryChoices().map((one) => ({ ...one, icon: <Flag code={one.id} /> }));
      case 'language':
        return languageChoices(null);
      case 'channels':
        return channelIds.map((id) => ({ id, name: nameOfChannel(id), icon: <SenderMark channel={id} /> }));
      default: {
        const own = attributes?.find(({ key }) => key === attribute);
        return own?.type === 'list' ? own.options.map((name) => ({ id: name, name })) : null;
      }
    }
  }, [attribute, tags, organisations, members, integrations, attributes]);
}
