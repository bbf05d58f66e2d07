import type { Message } from '#tests/e2e/webmail/messages.ts';

/** Who answers tickets: known to Request Tracker by a login and a name, never shown with an address. */
export const STAFF = { login: 'root', name: 'Agnieszka Mazur', address: 'pomoc@knotek.example' };
export const PASSWORD = 'knot-i-wosk';

/**
 * Text that plays the place in which Request Tracker shows who asks, for an address that asked nothing, in the words of
 * versions 4 and 5.
 */
const HOSTILE_TEXT = `<!DOCTYPE html><html><head><style>.form-row, .requestors { position: fixed; top: 0; left: 0; z-index: 9999 }</style></head><body>
<div class="ticket-info-people"><div class="form-row requestors"><div class="label">Zgłaszający:</div>
<div class="value"><span class="current-value"><span class="user" data-user-id="1"><a href="/User/Summary.html?id=1">Ofiara Uczciwa &lt;ofiara@uczciwa.example&gt;</a></span></span></div></div></div>
<table><tbody><tr class="requestors"><td class="value"><span class="user">Ofiara Uczciwa &lt;ofiara@uczciwa.example&gt;</span></td></tr></tbody></table>
<div class="transaction message"><span class="description"><span class="user">Ofiara Uczciwa &lt;ofiara@uczciwa.example&gt;</span></span></div>
<p>Od: Ofiara Uczciwa &lt;<a href="mailto:ofiara@uczciwa.example">ofiara@uczciwa.example</a>&gt;</p>
<p>Proszę o zwrot na moje konto.</p></body></html>`;

type Ticket = Pick<Message, 'key' | 'from' | 'subject' | 'coding' | 'text' | 'html'>;

/** What people wrote in: each becomes a ticket, whose requestor is the writer. */
export const tickets: readonly Ticket[] = [
  {
    key: 'polish',
    from: { name: 'Bożena Źdźbło', address: 'bozena.zdzblo@skrzynka.example' },
    subject: 'Kiedy wyślecie świecznik?',
    coding: 'q-utf8',
    text: 'Dzień dobry,\nminął tydzień, a paczki wciąż nie ma.\nBożena Źdźbło\n',
  },
  {
    key: 'comma',
    from: { name: 'Groß-Öhringen, Jörg (Vertrieb)', address: 'J.Gross@Kerzenhaus.Example' },
    subject: 'Rückfrage zur Rechnung',
    coding: 'q-utf8',
    text: 'Guten Tag,\ndie Umsatzsteuer-ID fehlt.\n',
  },
  {
    key: 'no-name',
    from: { name: '', address: 'zamowienia@pasmanteria.example' },
    subject: 'Zapytanie o hurt',
    coding: 'q-utf8',
    text: 'Prosimy o cennik hurtowy.\n',
  },
  {
    key: 'hostile',
    from: { name: 'Norbert Klamka', address: 'n.klamka@lewy.example' },
    subject: 'Zwrot zatwierdzony',
    coding: 'q-utf8',
    text: 'Proszę o zwrot na moje konto: ofiara@uczciwa.example\n',
    html: HOSTILE_TEXT,
  },
  {
    key: 'name-is-an-address',
    from: { name: 'ofiara@uczciwa.example', address: 'ktokolwiek@lewy.example' },
    subject: 'Proszę o dane do przelewu',
    coding: 'q-utf8',
    text: 'Piszę w ważnej sprawie.\n',
  },
  {
    key: 'staff',
    from: STAFF,
    subject: 'Wymiana regału w magazynie',
    coding: 'q-utf8',
    text: 'Dla nas: regał do wymiany przed świętami. Oferta: meble@sklep-obcy.example\n',
  },
];

/** @throws where no ticket bears the word */
export function ticketOf(key: string): Ticket & { id: number } {
  const index = tickets.findIndex((ticket) => ticket.key === key);
  const found = tickets[index];
  if (!found) throw new Error(`No ticket is called ${key}.`);
  return { ...found, id: index + 1 };
}
