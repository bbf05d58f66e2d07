import { HOSTILE_BODY } from './hostile-body.ts';

/** A mailbox's address with the name that the other side gave it; '' where it gave none. */
export type Person = { name: string; address: string };

/** How a header's non-ASCII words are written: as mail programs of different ages do it (RFC 2047, RFC 6532). */
export type HeaderCoding = 'q-utf8' | 'b-utf8' | 'b-latin1' | 'raw-utf8';

/** One message of the shop's mailbox. */
export type Message = {
  /** Stable word for the tests, and the order's tie breaker. */
  key: string;
  date: string;
  from: Person;
  replyTo?: Person;
  to?: Person[];
  cc?: Person[];
  subject: string;
  coding: HeaderCoding;
  text: string;
  html?: string;
  headers?: string[];
  /** Mailbox folder; INBOX where absent. */
  folder?: 'Sent';
  seen?: boolean;
};

/** The shop whose mail this is: everybody in it is invented. */
export const OWN: Person = { name: 'Agnieszka Mazur', address: 'biuro@knotek.example' };
const COLLEAGUE: Person = { name: 'Reklamacje Knotek', address: 'reklamacje@knotek.example' };
const CUSTOMER: Person = { name: 'Małgorzata Źrebięcka-Łoś', address: 'm.zrebiecka@skrzynka.example' };
const HUSBAND: Person = { name: 'Łoś Wiesław', address: 'wieslaw@tartak-los.example' };
const THREAD = 'Pęknięty klosz „Świetlik”';

/** The mailbox, oldest first. */
export const messages: readonly Message[] = [
  {
    key: 'polish',
    date: '2026-11-09T08:14:00+01:00',
    from: { name: 'Bożena Źdźbło', address: 'bozena.zdzblo@skrzynka.example' },
    subject: 'Kiedy wyślecie świecznik z zamówienia 7315?',
    coding: 'q-utf8',
    text: 'Dzień dobry,\n\nminął tydzień, a paczki wciąż nie ma. Proszę o wiadomość.\n\nBożena Źdźbło\ntel. 601 22 33 44\n',
  },
  {
    key: 'french',
    date: '2026-11-09T09:41:00+01:00',
    from: { name: 'Héloïse Bâtard-Çelik', address: 'heloise.batard@courriel.example' },
    subject: 'Bougie reçue fêlée, que faire ?',
    coding: 'b-latin1',
    text: 'Bonjour,\n\nla grande bougie est arrivée fêlée. Faut-il la renvoyer ?\n\nMerci, Héloïse\n',
  },
  {
    key: 'german',
    date: '2026-11-09T11:02:00+01:00',
    from: { name: 'Groß-Öhringen, Jörg (Vertrieb)', address: 'J.Gross@Kerzenhaus.Example' },
    subject: 'Rückfrage zur Rechnung „KN/441“',
    coding: 'q-utf8',
    text: 'Guten Tag,\n\ndie Umsatzsteuer-ID fehlt auf der Rechnung.\n\nMit freundlichen Grüßen\nJörg Groß-Öhringen\n',
  },
  {
    key: 'no-name',
    date: '2026-11-10T07:30:00+01:00',
    from: { name: '', address: 'zamowienia@pasmanteria.example' },
    subject: 'Zapytanie o hurt',
    coding: 'q-utf8',
    text: 'Prosimy o cennik hurtowy.\n',
  },
  {
    key: 'list',
    date: '2026-11-10T10:05:00+01:00',
    from: { name: 'Hanna Wrona przez Świecarze', address: 'swiecarze@listy.example' },
    replyTo: { name: 'Hanna Wrona', address: 'h.wrona@woskownia.example' },
    to: [{ name: 'Świecarze', address: 'swiecarze@listy.example' }],
    subject: '[Świecarze] Skąd bierzecie knoty?',
    coding: 'q-utf8',
    text: 'Szukam dostawcy bawełnianych knotów.\n\nHanna\n',
    headers: ['List-Id: <swiecarze.listy.example>', 'Precedence: list'],
  },
  {
    key: 'form',
    date: '2026-11-10T12:44:00+01:00',
    from: { name: 'Sklep Knotek', address: 'formularz@knotek.example' },
    replyTo: { name: "Maëlle O'Connor", address: 'maelle+sklep@boite.example' },
    subject: '[Knotek] Wiadomość z formularza',
    coding: 'q-utf8',
    text: "Imię: Maëlle O'Connor\nE-mail: maelle+sklep@boite.example\n\nDo you ship to Ireland?\n",
  },
  {
    key: 'amazon',
    date: '2026-11-11T06:20:00+01:00',
    from: { name: 'Beppe - Amazon Marketplace', address: 'q4w8e2r6t0y1+77aa@marketplace.amazon.it' },
    replyTo: { name: 'Beppe - Amazon Marketplace', address: 'q4w8e2r6t0y1+77aa@marketplace.amazon.it' },
    subject: 'Domanda sul prodotto (Ordine: 402-7654321-1234567)',
    coding: 'q-utf8',
    text: 'Buongiorno, la candela è profumata?\nScrivere a beppe.privato@posta.example\n',
  },
  {
    key: 'allegro',
    date: '2026-11-11T09:00:00+01:00',
    from: { name: 'świeczka_77 (przez Allegro)', address: 'b7c1d9e2f4+10ab2@allegromail.pl' },
    subject: 'Pytanie o przedmiot: Świeca „Dąb”',
    coding: 'b-utf8',
    text: 'Czy można dobrać kolor?\n',
  },
  {
    key: 'allegro-again',
    date: '2026-11-11T11:30:00+01:00',
    from: { name: 'świeczka_77 (przez Allegro)', address: 'b7c1d9e2f4+99zz8@allegromail.pl' },
    subject: 'Pytanie o przedmiot: Świeca „Buk”',
    coding: 'b-utf8',
    text: 'A ta jest jeszcze dostępna?\n',
  },
  {
    key: 'hostile',
    date: '2026-11-11T13:13:00+01:00',
    from: { name: 'Norbert Klamka', address: 'n.klamka@lewy.example' },
    subject: 'Zwrot zatwierdzony',
    coding: 'q-utf8',
    text: 'Proszę potwierdzić zwrot.\n',
    html: HOSTILE_BODY,
  },
  {
    key: 'name-is-an-address',
    date: '2026-11-12T08:08:00+01:00',
    from: { name: 'dyrektor@bank.example', address: 'ktokolwiek@lewy.example' },
    subject: 'Pilne: faktura',
    coding: 'q-utf8',
    text: 'Proszę o pilny przelew.\n',
  },
  {
    key: 'thread-customer',
    date: '2026-11-12T15:00:00+01:00',
    from: CUSTOMER,
    subject: THREAD,
    coding: 'b-utf8',
    text: 'Dzień dobry,\nklosz pękł przy pierwszym zapaleniu. Jak go zareklamować?\nM. Źrebięcka-Łoś\n',
  },
  {
    key: 'thread-colleague',
    date: '2026-11-12T16:20:00+01:00',
    from: COLLEAGUE,
    to: [CUSTOMER],
    cc: [OWN],
    subject: `Re: ${THREAD}`,
    coding: 'b-utf8',
    text: 'Dzień dobry,\nproszę o zdjęcie.\n\n> klosz pękł przy pierwszym zapaleniu.\n',
  },
  {
    key: 'thread-husband',
    date: '2026-11-13T18:45:00+01:00',
    from: HUSBAND,
    to: [COLLEAGUE],
    cc: [OWN, CUSTOMER],
    subject: `Re: ${THREAD}`,
    coding: 'raw-utf8',
    text: 'Zdjęcie w imieniu żony.\nWiesław\n',
    html: '<p>Zdjęcie w imieniu żony.</p><p>Wiesław</p><blockquote><b>Od:</b> Reklamacje Knotek &lt;<a href="mailto:reklamacje@knotek.example">reklamacje@knotek.example</a>&gt;<br>proszę o zdjęcie.</blockquote>',
  },
  {
    key: 'own-sent',
    date: '2026-11-14T09:10:00+01:00',
    from: OWN,
    to: [CUSTOMER],
    cc: [HUSBAND],
    subject: `Re: ${THREAD}`,
    coding: 'q-utf8',
    text: 'Dzień dobry,\nwysyłamy nowy klosz.\nAgnieszka Mazur\n',
    folder: 'Sent',
    seen: true,
  },
  {
    key: 'emoji',
    date: '2026-11-14T17:17:00+01:00',
    from: { name: '🕯️ Ciepły Kąt – 山本 Λάμδα', address: 'ahoj@xn--wieczka-cpb.example' },
    subject: 'Współpraca 🤝',
    coding: 'b-utf8',
    text: 'Dzień dobry, może wspólny kiermasz?\n',
  },
  {
    key: 'right-to-left',
    date: '2026-11-15T08:01:00+01:00',
    // With an override of the direction, which would turn whatever stands behind it around.
    from: { name: 'יעל \u202Eבן־דוד', address: 'yael@doar.example' },
    subject: 'נרות לחתונה',
    coding: 'b-utf8',
    text: 'שלום, האם יש נרות לבנים?\n',
  },
  {
    key: 'zero-width',
    date: '2026-11-15T08:02:00+01:00',
    from: { name: '\u200B\u2060\u200D', address: 'niewidzialna.nina@skrzynka.example' },
    subject: 'Bez imienia',
    coding: 'b-utf8',
    text: 'Czy są jeszcze świece z pszczelego wosku?\n',
  },
  {
    key: 'over-long',
    date: '2026-11-15T08:03:00+01:00',
    from: { name: 'Jego Ekscelencja '.repeat(20).trim(), address: 'ekscelencja@dwor.example' },
    subject: 'Tytuły zobowiązują',
    coding: 'b-utf8',
    text: 'Proszę o świecznik godny mojego nazwiska.\n',
  },
];

/** @throws where no message bears the word */
export function messageOf(key: string): Message {
  const message = messages.find((message) => message.key === key);
  if (!message) throw new Error(`No message is called ${key}.`);
  return message;
}
