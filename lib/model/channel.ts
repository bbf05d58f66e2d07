/** How a sender is named on a channel, and so how its key is made. */
export type SenderKind = 'email' | 'phone' | 'login' | 'profile';

type ChannelFacts = {
  /** As the platform writes itself; a brand, so never translated. Null: translated by `channel_<id>`. */
  readonly name: string | null;
  readonly kind: SenderKind;
  /** Two letters at most, and the colour of the mark shown beside a sender. */
  readonly mark: string;
  readonly color: string;
};

/** The platforms a sender can live on (C22). A site that is not here yet uses `other`. */
export const channels = {
  email: { name: null, kind: 'email', mark: '@', color: '#2f6fed' },
  phone: { name: null, kind: 'phone', mark: '☎', color: '#12805c' },
  allegro: { name: 'Allegro', kind: 'login', mark: 'a', color: '#ff5a00' },
  amazon: { name: 'Amazon', kind: 'login', mark: 'am', color: '#b26a00' },
  ebay: { name: 'eBay', kind: 'login', mark: 'e', color: '#e43137' },
  etsy: { name: 'Etsy', kind: 'login', mark: 'E', color: '#d5641c' },
  olx: { name: 'OLX', kind: 'login', mark: 'ol', color: '#23766f' },
  mirakl: { name: 'Mirakl', kind: 'login', mark: 'mi', color: '#2764ff' },
  vinted: { name: 'Vinted', kind: 'login', mark: 'v', color: '#007782' },
  shopee: { name: 'Shopee', kind: 'login', mark: 'sh', color: '#d7380f' },
  temu: { name: 'Temu', kind: 'login', mark: 'te', color: '#c94b00' },
  kaufland: { name: 'Kaufland', kind: 'login', mark: 'k', color: '#d5001c' },
  erli: { name: 'Erli', kind: 'login', mark: 'er', color: '#5b2fd6' },
  octopia: { name: 'Octopia', kind: 'login', mark: 'oc', color: '#0a5fb4' },
  leboncoin: { name: 'leboncoin', kind: 'login', mark: 'lb', color: '#b8450a' },
  messenger: { name: 'Messenger', kind: 'profile', mark: 'm', color: '#0a7cff' },
  facebook: { name: 'Facebook', kind: 'profile', mark: 'f', color: '#1877f2' },
  instagram: { name: 'Instagram', kind: 'profile', mark: 'ig', color: '#c13584' },
  whatsapp: { name: 'WhatsApp', kind: 'phone', mark: 'w', color: '#1f8a4c' },
  telegram: { name: 'Telegram', kind: 'profile', mark: 't', color: '#2481cc' },
  linkedin: { name: 'LinkedIn', kind: 'profile', mark: 'in', color: '#0a66c2' },
  x: { name: 'X', kind: 'profile', mark: 'X', color: '#1c1b22' },
  other: { name: null, kind: 'login', mark: '·', color: '#5b5966' },
} as const satisfies Record<string, ChannelFacts>;

export type Channel = keyof typeof channels;

export const channelIds = Object.keys(channels) as [Channel, ...Channel[]];

/** What is known of a channel; the facts of `other` for one that this version does not know. */
export function channelFacts(id: string): ChannelFacts {
  return id in channels ? channels[id as Channel] : channels.other;
}
