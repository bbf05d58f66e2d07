/** A small application that no recipe knows: a help desk as somebody's nephew wrote it, with hashed classes. */
export type Case = {
  id: string;
  name: string;
  email: string;
  order: string;
  title: string;
  said: string;
};

export const CASES: readonly Case[] = [
  {
    id: '4711',
    name: 'Maja Zielińska',
    email: 'maja.zielinska@poczta.example',
    order: 'LMP-20418',
    title: 'Lampa przyszła z pękniętym kloszem',
    said: 'Dzień dobry, klosz jest pęknięty. Pozdrawiam, Maja',
  },
  {
    id: '4712',
    name: 'Aurélie Lefèvre',
    email: 'aurelie@courriel.example',
    order: 'LMP-20512',
    title: 'Facture demandée',
    said: 'Bonjour, je voudrais une facture.',
  },
  {
    id: '4713',
    name: 'Jan Kowalski',
    email: 'jank84@skrzynka.example',
    order: 'LMP-20777',
    title: 'Kiedy wysyłka?',
    said: 'Kiedy wysyłka?',
  },
];

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** @param said HTML of the customer's own words */
export function deskPage({ id, name, email, order, title, said }: Case): string {
  return `<!doctype html><html lang="pl"><head><meta charset="utf-8"><title>${escape(title)}</title></head><body>
<nav class="x1f"><a href="/cases">Sprawy</a> <span class="kq2">sklep@lampka.example</span></nav>
<main class="a91"><h1 class="t7Kd">${escape(title)}</h1>
<div class="q0"><section class="m2x" data-panel="${id}">
  <div class="r3"><span class="l9">Klient:</span><span class="v9">${escape(name)}</span></div>
  <div class="r3"><span class="l9">E-mail:</span><a class="v9" href="mailto:${email}">${email}</a></div>
  <div class="r3"><span class="l9">Zamówienie:</span><b class="v9">${order}</b></div>
  <div class="r3"><span class="l9">Konto:</span><span class="v9">sklep@lampka.example</span></div>
</section>
<div class="w4" data-role="letter">${said}</div>
<div class="w4" data-role="answer">Odpowiedź: proszę pisać na biuro@lampka.example</div></div></main></body></html>`;
}
